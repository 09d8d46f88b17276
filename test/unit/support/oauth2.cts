import axios from 'axios';
import { OperationalError, type IDataObject, type IHttpRequestOptions } from 'n8n-workflow';

import type { SendWithCredential } from './executeFunctions.cts';

/** As thrown by n8n's OAuth2 client (`@n8n/client-oauth2`). */
class AuthError extends Error {
	readonly code = 'EAUTH';
	constructor(
		message: string,
		readonly body: IDataObject,
	) {
		super(message);
	}
}

class ResponseError extends Error {
	readonly code = 'ESTATUS';
	constructor(
		readonly status: number,
		readonly body: string,
		message = `HTTP status ${status}`,
	) {
		super(message);
	}
}

/**
 * What n8n does with an OAuth2 credential of the client credentials grant, read from its shipped code
 * (`request-helpers/oauth.js`): a token at the first request, a new one when a 401 comes as an exception, kept in the
 * credential. The credential object is the store.
 */
export function oauth2(credential: IDataObject, now: () => number): SendWithCredential {
	let renewing: Promise<void> | undefined;

	async function fetchToken(): Promise<void> {
		const { clientId, clientSecret, scope, accessTokenUrl } = credential as Record<string, string>;
		const form = new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: clientId!,
			client_secret: clientSecret!,
			...(scope ? { scope } : {}),
		});
		const { status, data } = await axios.post(accessTokenUrl!, form.toString(), {
			adapter: 'http',
			proxy: false,
			transformResponse: (text: string) => text,
			validateStatus: (code) => code < 500,
		});
		const body = parsed(data);
		if (body === undefined)
			throw new ResponseError(status, data, `Expected JSON response but received: ${data}`);
		if (status >= 400 && body.error) throw new AuthError(String(body.error_description ?? body.error), body);
		if (status >= 300) throw new ResponseError(status, data);
		credential.oauthTokenData = { ...body, n8n_expires_at: String(now() + Number(body.expires_in) * 1000) };
	}

	return async (context, _name, request) => {
		if (!credential.oauthTokenData) {
			await fetchToken().catch((error: Error) => {
				throw new OperationalError(`Failed to acquire OAuth2 access token: ${error.message}`, {
					cause: error,
				});
			});
		}
		const signed = (): IHttpRequestOptions => ({
			...request,
			headers: { ...request.headers, Authorization: `Bearer ${token()}` },
		});
		const token = () => (credential.oauthTokenData as IDataObject).access_token;
		const used = token();
		try {
			return await context.helpers.httpRequest(signed());
		} catch (error) {
			if (axios.isAxiosError(error) && error.response?.status === 401) {
				if (token() === used) {
					renewing ??= fetchToken().finally(() => (renewing = undefined));
					await renewing;
				}
				return await context.helpers.httpRequest(signed());
			}
			throw error;
		}
	};
}

function parsed(text: string): IDataObject | undefined {
	try {
		return JSON.parse(text) as IDataObject;
	} catch {
		return undefined;
	}
}
