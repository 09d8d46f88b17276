import type { ICredentialDataDecryptedObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { keysOf, problemOf, rangesIn, secretLines, verify, verifyBasic, verifyBearer } from '../verify';
import type { Delivery, Verdict } from '../verify';
import { CREDENTIAL, settingsOf } from './settings';
import type { Settings } from './settings';

export type Gate =
	| { ok: true; settings: Settings; check: (delivery: Delivery, nowMs: number) => Verdict }
	| { ok: false; why: string; fix: string };

const IN_CREDENTIAL = "Open 'Credential for Coupa Webhook API' and correct it";
const IN_NODE = 'Correct it in the node: as it stands, nothing would be protected';

/** What decides whether a delivery is believed, or why nothing can be: then everything is refused. */
export async function gateOf(context: IHookFunctions | IWebhookFunctions): Promise<Gate> {
	const settings = settingsOf((name, fallback) => context.getNodeParameter(name, fallback as string));
	const { unreadable } = rangesIn(settings.allowedAddresses);
	if (unreadable.length > 0)
		return {
			ok: false,
			why: `'Allowed Addresses' holds '${unreadable[0]}', which is no address`,
			fix: IN_NODE,
		};
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
	return checkerOf(settings, credentials);
}

function checkerOf(settings: Settings, credentials: ICredentialDataDecryptedObject): Gate {
	const { authentication, scheme } = settings;
	const lines = (...names: string[]) => secretLines(...names.map((name) => credentials[name]));
	if (authentication === 'signature') {
		const problem = problemOf(scheme);
		if (problem !== undefined) return { ok: false, why: problem, fix: IN_NODE };
		const read = keysOf(
			lines('signingSecret', 'secondSigningSecret', 'thirdSigningSecret'),
			scheme.secretForm,
		);
		if (!read.ok) return { ok: false, why: `In the credential, ${read.why}`, fix: IN_CREDENTIAL };
		return { ok: true, settings, check: (delivery, nowMs) => verify(delivery, scheme, read.keys, nowMs) };
	}
	if (authentication === 'bearer') {
		const tokens = lines('bearerToken', 'secondBearerToken');
		if (tokens.length === 0)
			return { ok: false, why: 'In the credential, no bearer token is entered', fix: IN_CREDENTIAL };
		return { ok: true, settings, check: (delivery) => verifyBearer(delivery, tokens) };
	}
	const user = String(credentials.user ?? '').trim();
	const passwords = lines('password', 'secondPassword');
	if (authentication !== 'basic')
		return { ok: false, why: `'Authentication' cannot be '${String(authentication)}'`, fix: IN_NODE };
	if (user === '' || passwords.length === 0)
		return { ok: false, why: 'In the credential, user or password is not entered', fix: IN_CREDENTIAL };
	return { ok: true, settings, check: (delivery) => verifyBasic(delivery, user, passwords) };
}
