import type { IHttpRequestOptions } from 'n8n-workflow';

/** Every status comes back as a response to be read, and no redirect carries credentials elsewhere. */
export const FULL_RESPONSE: Pick<
	IHttpRequestOptions,
	'returnFullResponse' | 'ignoreHttpStatusErrors' | 'disableFollowRedirect'
> = {
	returnFullResponse: true,
	ignoreHttpStatusErrors: { ignore: true, except: [] },
	disableFollowRedirect: true,
};
