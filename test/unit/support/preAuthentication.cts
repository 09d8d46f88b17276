import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { SendWithCredential } from './executeFunctions.cts';

/**
 * What n8n does with a credential that signs on by itself, read from its shipped code
 * (`request-helpers/authentication.js`, `credentials-helper.js`): signs on when the expirable field is empty, writes
 * what came of it into the store and into the object the request was sent with, then lets the credential sign the
 * request. Its own renewal by status is switched off by our node.
 */
export function preAuthentication(type: ICredentialType, store: IDataObject): SendWithCredential {
	const expirable = type.properties.find(({ typeOptions }) => typeOptions?.expirable === true)!.name;
	return async (context, name, request, additional) => {
		const { credentialsDecrypted } = (additional ?? {}) as {
			credentialsDecrypted?: { data: ICredentialDataDecryptedObject };
		};
		const data =
			credentialsDecrypted?.data ?? (await context.getCredentials<ICredentialDataDecryptedObject>(name));
		if (data[expirable] === '') {
			const made = await type.preAuthentication!.call({ helpers: context.helpers }, data);
			Object.assign(store, made);
			Object.assign(data, made);
		}
		const sign = type.authenticate as (
			credentials: ICredentialDataDecryptedObject,
			request: IHttpRequestOptions,
		) => Promise<IHttpRequestOptions>;
		return await context.helpers.httpRequest(await sign(data, request));
	};
}
