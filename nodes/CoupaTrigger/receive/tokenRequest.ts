import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { payloadOf } from '../model/body';
import { TOKEN_LIFE_SECONDS, headerPairs, issueToken, verifyBasic } from '../verify';
import { answer, refuse } from './answer';
import { audienceOf, gateOf } from './gate';
import { readBody } from './request';
import { isFromOutside } from './settings';

const NO_STORE = { 'Cache-Control': 'no-store' };

/**
 * What Coupa asks a token URL before it calls out: client credentials by Basic authentication, `grant_type` in a form
 * or in JSON; the answer is a bearer token. Starts no execution.
 * @see https://compass.coupa.com/en-us/products/core-platform/integration-playbooks-and-resources/integration-knowledge-articles/oauth-2.0-for-call-outs
 */
export async function handleTokenRequest(
	context: IWebhookFunctions,
	nowMs: number,
): Promise<IWebhookResponseData> {
	const gate = await gateOf(context);
	if (!gate.ok) return refuse(context, { status: 401, why: `${gate.why}. ${gate.fix}` });
	const { settings, login } = gate;
	if (settings.authentication !== 'callOut')
		return refuse(context, { status: 404, why: "It asked for a token, but 'Authentication' gives out none" });
	const request = context.getRequestObject();
	if (isFromOutside(settings, request.ip))
		return refuse(context, { status: 403, why: "Its address is not in 'Allowed Addresses'" });
	const read = await readBody(context, settings.bodyLimitBytes);
	if (!read.ok) return refuse(context, read);

	const { body } = read.value;
	const verdict = verifyBasic(
		{ body, headers: headerPairs(request.rawHeaders) },
		login.user,
		login.passwords,
	);
	if (!verdict.ok) {
		context.logger.warn(`'${context.getNode().name}' gave out no token: ${verdict.why}`);
		return answer(context, 401, { error: 'invalid_client' }, { 'WWW-Authenticate': 'Basic realm="n8n"' });
	}
	if (grantTypeIn(body) !== 'client_credentials')
		return answer(context, 400, { error: 'unsupported_grant_type' }, NO_STORE);
	const token = issueToken(login.passwords[0], audienceOf(context), nowMs);
	const given = { access_token: token, token_type: 'bearer', expires_in: TOKEN_LIFE_SECONDS };
	return answer(context, 200, given, NO_STORE);
}

function grantTypeIn(body: Buffer): unknown {
	const { value } = payloadOf(body, '');
	return isRecord(value) ? value.grant_type : new URLSearchParams(body.toString('utf8')).get('grant_type');
}
