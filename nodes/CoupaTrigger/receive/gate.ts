import type { ICredentialDataDecryptedObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import {
	keysOf,
	problemOf,
	rangesIn,
	secretLines,
	verify,
	verifyBasic,
	verifyBearer,
	verifyToken,
} from '../verify';
import type { Delivery, Verdict } from '../verify';
import { CREDENTIAL, settingsOf } from './settings';
import type { Settings } from './settings';

type Check = (delivery: Delivery, nowMs: number) => Verdict;
type Closed = { ok: false; why: string; fix: string };

interface Login {
	user: string;
	passwords: string[];
}

export type Gate = { ok: true; settings: Settings; login: Login; check: Check } | Closed;

/** What decides whether a delivery is believed, or why nothing can be: then everything is refused. */
export async function gateOf(context: IHookFunctions | IWebhookFunctions): Promise<Gate> {
	const settings = settingsOf((name, fallback) => context.getNodeParameter(name, fallback as string));
	const { unreadable } = rangesIn(settings.allowedAddresses);
	if (unreadable.length > 0)
		return inNode(`'Allowed Addresses' holds '${unreadable[0]}', which is no address`);
	const credentials = await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL).then(
		(found) => found,
		() => undefined,
	);
	if (!credentials)
		return {
			ok: false,
			why: 'No usable credential is chosen',
			fix: "Choose one in 'Credential for Coupa Webhook API'",
		};
	const login = {
		user: String(credentials.user ?? '').trim(),
		passwords: secretLines(credentials.password, credentials.secondPassword),
	};
	const check = checkOf(settings, credentials, login, audienceOf(context));
	return typeof check === 'function' ? { ok: true, settings, login, check } : check;
}

/** Whom an access token is for: another node's token is not taken. */
export function audienceOf(context: IHookFunctions | IWebhookFunctions): string {
	return `${context.getWorkflow().id} ${context.getNode().id}`;
}

function checkOf(
	{ authentication, scheme }: Settings,
	credentials: ICredentialDataDecryptedObject,
	{ user, passwords }: Login,
	audience: string,
): Check | Closed {
	const isLogin = user !== '' && passwords.length > 0;
	const tokens = secretLines(credentials.bearerToken, credentials.secondBearerToken);
	switch (authentication) {
		case 'signature':
			return signatureCheck(scheme, credentials);
		case 'bearer':
			return tokens.length > 0
				? (each) => verifyBearer(each, tokens)
				: inCredential('no bearer token is entered');
		case 'basic':
			return isLogin
				? (each) => verifyBasic(each, user, passwords)
				: inCredential('user or password is not entered');
		case 'callOut':
			return isLogin
				? (each, nowMs) => verifyToken(each, passwords, audience, nowMs)
				: inCredential('user (client ID) or password (client secret) is not entered');
		default:
			return inNode(`'Authentication' cannot be '${String(authentication)}'`);
	}
}

function signatureCheck(
	scheme: Settings['scheme'],
	credentials: ICredentialDataDecryptedObject,
): Check | Closed {
	const problem = problemOf(scheme);
	if (problem !== undefined) return inNode(problem);
	const { signingSecret, secondSigningSecret, thirdSigningSecret } = credentials;
	const read = keysOf(secretLines(signingSecret, secondSigningSecret, thirdSigningSecret), scheme.secretForm);
	return read.ok ? (each, nowMs) => verify(each, scheme, read.keys, nowMs) : inCredential(read.why);
}

function inCredential(what: string): Closed {
	return {
		ok: false,
		why: `In the credential, ${what}`,
		fix: "Open 'Credential for Coupa Webhook API' and correct it",
	};
}

function inNode(why: string): Closed {
	return { ok: false, why, fix: 'Correct it in the node: as it stands, nothing would be protected' };
}
