import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import { isUserDateFormat } from '../../../lib/dates';
import { isRecord } from '../../../lib/diff';
import { fail, upstreamText, withoutSecretsIn } from '../../../lib/failure';
import { fingerprint } from '../../../lib/hash';
import { FULL_RESPONSE } from '../../../lib/node/fullResponse';
import { noAnswerOf } from '../../../lib/node/noAnswer';
import { serverUrl } from '../../../lib/url';
import { noAnswerFailure, signOnFailure } from './failures';

const SIGN_ON_TIMEOUT_MS = 60_000;
/** Oracle's own default for a site that never said otherwise. */
const FALLBACK_DATE_FORMAT = 'MM/dd/yyyy';

/** What a token request leaves in the credential. */
export interface Session {
	sessionToken: string;
	sessionOwner: string;
	/** `userInfo.simpleDateFormat`: `MM/dd/yyyy`, `dd/MM/yy` … */
	userDateFormat: string;
	/** `userInfo.decimalFormat`: a point, or a comma */
	userDecimalSign: string;
	sessionEnvironment: string;
	sessionRole: string;
}

/** Whose session a token is: server, user, environment, role and device. The password is no part of it. */
export function sessionOwner(credentials: ICredentialDataDecryptedObject): string {
	const { serverUrl: server, username, environment, role, deviceName } = credentials;
	return fingerprint([server, username, environment, role, deviceName].map(text)).slice(0, 16);
}

/** The root of the services: the AIS Server URL, with `/jderest` whether or not it was typed. */
export function servicesUrl(credentials: ICredentialDataDecryptedObject): string {
	const checked = serverUrl(text(credentials.serverUrl), 'allowed');
	if (!checked.ok) {
		fail({
			code: 'JDE_SERVER_URL',
			category: 'configuration',
			message: `'AIS Server URL' in the JDE AIS credential ${checked.why}`,
			description: 'Enter it with protocol and port, such as https://ais.example.com:9300',
		});
	}
	return checked.url.endsWith('/jderest') ? checked.url : `${checked.url}/jderest`;
}

/**
 * Requests a token (`POST /jderest/v2/tokenrequest`). Tries once: repeated wrong passwords lock a JD Edwards user.
 * A session this credential still holds is logged out first, so that it does not stay open on the server.
 * @throws Failed with the field of the credential to change
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-tokenrequest-post.html
 */
export async function signOn(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<Session> {
	const root = servicesUrl(credentials);
	const owner = sessionOwner(credentials);
	const send = async (path: string, request: Partial<IHttpRequestOptions>) =>
		await helpers.httpRequest({
			url: `${root}${path}`,
			method: 'POST',
			timeout: SIGN_ON_TIMEOUT_MS,
			...FULL_RESPONSE,
			skipSslCertificateValidation: credentials.ignoreSslIssues === true,
			...request,
		});

	const logOut = async (token: string) => {
		const headers = {
			'content-type': 'application/json',
			'jde-AIS-Auth-Device': text(credentials.deviceName),
		};
		const body = JSON.stringify({ token });
		await send('/v2/tokenrequest/logout', { headers, body }).then(ignore, ignore);
	};

	const previous = text(credentials.sessionToken);
	if (previous !== '' && credentials.sessionOwner === owner) await logOut(previous);

	const attempt = await send('/v2/tokenrequest', tokenRequest(credentials)).then(
		({ statusCode, body }: { statusCode: number; body: unknown }) => ({ statusCode, body }),
		(error: unknown) => noAnswerFailure(noAnswerOf(error)),
	);
	const userInfo = isRecord(attempt.body) && isRecord(attempt.body.userInfo) ? attempt.body.userInfo : {};
	const token = text(userInfo.token);
	if (attempt.statusCode !== 200 || token === '') {
		// The server may echo what it was sent.
		const said = withoutSecretsIn(attempt.body, [text(credentials.password)]);
		signOnFailure({ ...attempt, body: said }, text(credentials.username));
	}

	const userDateFormat = dateFormatIn(userInfo) || FALLBACK_DATE_FORMAT;
	if (!isUserDateFormat(userDateFormat)) {
		await logOut(token);
		oddDateFormat(text(credentials.username), userDateFormat);
	}
	const body = attempt.body as Record<string, unknown>;
	return {
		sessionToken: token,
		sessionOwner: owner,
		userDateFormat,
		userDecimalSign: text(userInfo.decimalFormat).trim() || '.',
		sessionEnvironment: text(body.environment) || text(credentials.environment),
		sessionRole: text(body.role) || text(credentials.role),
	};
}

/** The format as Java writes it, or worked out from JD Edwards' own letters: `DME` with `/` is dd/MM/yyyy. */
function dateFormatIn({ simpleDateFormat, dateFormat, dateSeperator }: Record<string, unknown>): string {
	const written = text(simpleDateFormat).trim();
	const letters = text(dateFormat).trim().toUpperCase();
	if (written !== '' || !/^[DMEY]{3}$/.test(letters)) return written;
	const parts: Record<string, string> = { D: 'dd', M: 'MM', E: 'yyyy', Y: 'yy' };
	return [...letters].map((letter) => parts[letter]).join(text(dateSeperator).trim());
}

/** AIS reads date literals in the user's format only: a guess would select other rows without a word. */
function oddDateFormat(user: string, format: string): never {
	fail({
		code: 'JDE_DATE_FORMAT',
		category: 'configuration',
		message: `The date format of JD Edwards user '${user}' has no day, month and year in digits: ${upstreamText(format)}`,
		description: 'Set the date format in the user profile (P0092) to one such as MDE, DME or EMD',
	});
}

function tokenRequest(credentials: ICredentialDataDecryptedObject): Partial<IHttpRequestOptions> {
	const { username, password, environment, role, deviceName } = credentials;
	const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' };
	if (credentials.signOnWith !== 'basic') {
		const filled = Object.entries({ username, password, deviceName, environment, role }).filter(
			([, value]) => text(value) !== '',
		);
		return { headers, body: JSON.stringify(Object.fromEntries(filled)) };
	}
	const userAndPassword = Buffer.from(`${text(username)}:${text(password)}`).toString('base64');
	headers.authorization = `Basic ${userAndPassword}`;
	headers['jde-AIS-Auth-Device'] = text(deviceName);
	if (text(environment) !== '') headers['jde-AIS-Auth-Environment'] = text(environment);
	if (text(role) !== '') headers['jde-AIS-Auth-Role'] = text(role);
	// As text, because n8n does not send an empty object.
	return { headers, body: '{}' };
}

function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value);
}

function ignore(): void {}
