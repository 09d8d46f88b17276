import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { Failed } from '../../../lib/failure';
import { FULL_RESPONSE } from '../../../lib/node/fullResponse';
import { decoded } from './body';
import { servicesUrl, sessionOwner } from './signOn';

export const CREDENTIAL = 'jdeAisApi';

/** Who may use a session: an execution, a poll, or the editor filling a list. */
export type AisContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

const DEAD_TOKEN = 444;
/** What may mean a dead session, or a living one that may not do this; a gateway's own 401 is neither. */
const PERHAPS_DEAD = [401, 403];
const SESSION_TIMEOUT_MS = 60_000;

/** Where a session is, and how its user writes dates and decimals. */
export interface SignedOnAs {
	environment: string;
	role: string;
	/** `userInfo.simpleDateFormat` */
	userDateFormat: string;
	/** `userInfo.decimalFormat` */
	userDecimalSign: string;
}

/** Sign-ons under way in this process: whoever finds a session gone while one runs waits for that one. */
const signOns = new Map<string, Promise<ICredentialDataDecryptedObject>>();

/**
 * The one AIS session of a credential. It is kept in the credential by n8n, found dead by the AIS Server's answer
 * (444, or one that may mean it where validation says so) and then renewed once, whoever and however many notice.
 */
export class AisSession {
	/** Set once signing on was in vain: each further try may count towards locking the user. */
	private refused: Failed | undefined;

	constructor(
		private readonly context: AisContext,
		private credentials: ICredentialDataDecryptedObject,
	) {}

	/** Signs on if the credential holds no session, or one of another server, environment, role or user. */
	async open(): Promise<void> {
		if (!isAlive(this.credentials)) await this.renew(this.token);
	}

	/** Signs on anew and logs the kept session out. */
	async reopen(): Promise<void> {
		await this.renew(this.token, true);
	}

	/** Sends a request with the session's token; a dead session is renewed once and the request sent again. */
	async authenticated(request: IHttpRequestOptions): Promise<IN8nHttpFullResponse> {
		const used = this.token;
		const response = await this.send(request);
		if (!(await this.isDead(response, used))) return response;
		await this.renew(used);
		return await this.send(request);
	}

	/** `validate` tells a dead session from a living one that lacks a permission. */
	async isValid(): Promise<boolean> {
		const { statusCode, body } = await this.send(
			this.request('/v2/tokenrequest/validate', { token: this.token, deviceName: this.deviceName }),
		);
		return statusCode === 200 && (!isRecord(body) || String(body.isValidSession) !== 'false');
	}

	async logOut(): Promise<boolean> {
		const { statusCode } = await this.send(this.request('/v2/tokenrequest/logout', { token: this.token }));
		return statusCode === 200;
	}

	signedOnAs(): SignedOnAs {
		const { sessionEnvironment, sessionRole, userDateFormat, userDecimalSign } = this.credentials;
		return {
			environment: String(sessionEnvironment),
			role: String(sessionRole),
			userDateFormat: String(userDateFormat),
			userDecimalSign: String(userDecimalSign ?? '.'),
		};
	}

	get user(): string {
		return String(this.credentials.username);
	}

	secrets(): string[] {
		return [this.token, String(this.credentials.password)];
	}

	private get token(): string {
		return String(this.credentials.sessionToken ?? '');
	}

	private get deviceName(): string {
		return String(this.credentials.deviceName);
	}

	private async isDead(response: IN8nHttpFullResponse, used: string): Promise<boolean> {
		const { statusCode } = response;
		if (statusCode === DEAD_TOKEN) return true;
		if (!PERHAPS_DEAD.includes(statusCode) && !saysInvalidToken(response)) return false;
		// Another request may have renewed the session meanwhile; then this one was sent with the dead token.
		return used !== this.token || !(await this.isValid());
	}

	/** @param stale the token found dead: a different one in the credential was renewed by somebody else already */
	private async renew(stale: string, force = false): Promise<void> {
		if (this.refused) throw this.refused;
		if (this.token !== stale) return;
		const key = `${this.reference.id} ${sessionOwner(this.credentials)}`;
		const running = signOns.get(key) ?? this.startSignOn(key, stale, force);
		this.credentials = {
			...(await running.catch(async (error: unknown) => {
				if (error instanceof Failed && !error.failure.retryable) this.refused = error;
				return await Promise.reject(error);
			})),
		};
	}

	private startSignOn(key: string, stale: string, force: boolean): Promise<ICredentialDataDecryptedObject> {
		const running = this.signOn(stale, force).finally(() => signOns.delete(key));
		signOns.set(key, running);
		return running;
	}

	private async signOn(stale: string, force: boolean): Promise<ICredentialDataDecryptedObject> {
		const stored = await this.context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
		if (!force && isAlive(stored) && stored.sessionToken !== stale) return stored;
		if (force) await this.logOut();
		// n8n signs on for a credential whose token is empty, stores the new token and writes it into this object.
		const data = { ...stored, sessionToken: '' };
		await this.send({ ...this.request('/defaultconfig'), method: 'GET' }, data);
		return data;
	}

	private request(path: string, body?: IDataObject): IHttpRequestOptions {
		return {
			method: 'POST',
			url: `${servicesUrl(this.credentials)}${path}`,
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
			timeout: SESSION_TIMEOUT_MS,
			...FULL_RESPONSE,
		};
	}

	private async send(
		request: IHttpRequestOptions,
		data: ICredentialDataDecryptedObject = { ...this.credentials },
	): Promise<IN8nHttpFullResponse> {
		const sent = this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			CREDENTIAL,
			{ ...request },
			{
				credentialsDecrypted: { ...this.reference, type: CREDENTIAL, data },
				// Renewal is ours to time: n8n's own is per request and would sign on once for each parallel one.
				preAuthenticationRetryStatusCode: [],
			},
		) as Promise<IN8nHttpFullResponse>;
		return await sent.catch(async (error: unknown) => await Promise.reject(signOnFailed(error) ?? error));
	}

	private get reference(): { id: string; name: string } {
		const { id, name } = this.context.getNode().credentials?.[CREDENTIAL] ?? { id: '', name: CREDENTIAL };
		return { id: id ?? '', name };
	}
}

function isAlive(credentials: ICredentialDataDecryptedObject): boolean {
	const { sessionToken, sessionOwner: owner } = credentials;
	return String(sessionToken ?? '') !== '' && owner === sessionOwner(credentials);
}

/** For some services no status is documented for a dead token; a 500 that says so was refused before it did anything. */
function saysInvalidToken({ statusCode, body, headers }: IN8nHttpFullResponse): boolean {
	if (statusCode !== 400 && statusCode !== 500) return false;
	const said = decoded({ body, headers });
	return isRecord(said) && /^\W*(error:\s*)?invalid token\b/i.test(String(said.message));
}

/** The Failure that signing on threw, which n8n's helper wraps. */
function signOnFailed(error: unknown): Failed | undefined {
	for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
		// By name: the credential class may come from another copy of this module.
		if (cause.name === 'Failed' && 'failure' in cause) return new Failed((cause as Failed).failure);
	}
	return undefined;
}
