import { isRecord } from '../../../lib/diff';
import { Failed, fail, failure, upstreamText } from '../../../lib/failure';
import type { Failure, FailureCategory } from '../../../lib/failure';
import type { NoAnswer } from '../../../lib/request/types';
import { unreachable } from '../../../lib/request/unreachable';
import { isText, messageText } from '../model/answerErrors';

const NAMES = {
	system: 'JD Edwards',
	code: 'JDE',
	urlField: 'AIS Server URL',
	sslField: 'Ignore SSL Issues (Insecure)',
};

export interface Answer {
	statusCode: number;
	body: unknown;
}

/** Statuses of the AIS services, what they mean there, and the way out. */
const BY_STATUS: Record<number, { category: FailureCategory; what: string; way: string }> = {
	400: {
		category: 'validation',
		what: 'did not accept the request',
		way: 'Correct the parameters of the node.',
	},
	401: {
		category: 'authentication',
		what: 'is behind a gateway that wants a sign-on of its own',
		way: "The AIS Server itself does not answer so: let the gateway pass calls with the header jde-AIS-Auth, or enter the AIS Server's own address in 'AIS Server URL' of the credential.",
	},
	403: {
		category: 'permission',
		what: 'does not let this user do it',
		way: 'Let the JD Edwards administrator grant the user of the credential access in this environment and role.',
	},
	404: {
		category: 'configuration',
		what: 'does not know this service',
		way: "Check 'AIS Server URL' in the credential, and that the AIS Server is of Tools release 9.2.1.2 or later.",
	},
	405: {
		category: 'configuration',
		what: 'does not accept calls of this AIS Server',
		way: "Let the administrator add the AIS Server to the HTML Server's Allowed Hosts in Server Manager.",
	},
	406: {
		category: 'configuration',
		what: 'does not answer in JSON here',
		way: "Check 'AIS Server URL' in the credential.",
	},
	415: {
		category: 'configuration',
		what: 'did not recognise the request as JSON',
		way: 'A proxy may have changed the content type: check the way to the AIS Server.',
	},
	444: {
		category: 'authentication',
		what: 'ended the session again right after it was opened',
		way: "Check 'Device Name' in the credential: the session answers to that name only.",
	},
};

/**
 * The failure for an answer that is not a success.
 * @param what names the thing read or called: `table F0401`
 * @param way what to do where the server itself refused this request
 */
export function answerFailure(
	answer: Answer,
	what: string,
	way = 'Correct the parameters of the node.',
): Failure {
	const { statusCode, body } = answer;
	const says = upstreamSays(body);
	const known = BY_STATUS[statusCode];
	if (known) {
		return failure({
			code: `JDE_${statusCode}`,
			category: known.category,
			message: `JD Edwards ${known.what} (${what})`,
			description: `${known.way}${says}`,
			httpStatus: statusCode,
		});
	}
	if (statusCode < 400) return notJson(answer, what);
	// A JSON body is the AIS Server's own word on this request; anything else comes from what stands before it.
	const itself = envelopeOf(body) !== undefined;
	return failure({
		code: `JDE_${statusCode}`,
		category: itself ? 'validation' : 'unavailable',
		message: itself
			? `JD Edwards could not carry out the request (${what})`
			: `The AIS Server is not able to work now (${what}, HTTP ${statusCode})`,
		description: itself ? `${way}${says}` : `Run it again when the server is up.${says}`,
		httpStatus: statusCode,
	});
}

/** Throws the failure for what may be done once only and was not answered: it may have been done. */
export function unknownOutcome(what: string, { statusCode, body }: Answer, noAnswer?: NoAnswer): never {
	fail({
		code: 'JDE_UNKNOWN_OUTCOME',
		category: 'unknown-outcome',
		message: noAnswer
			? `JD Edwards gave no answer, so whether it was done is not known (${what})`
			: `JD Edwards answered with HTTP ${statusCode}, so whether it was done is not known (${what})`,
		description: `Look it up in JD Edwards before you run it again.${noAnswer ? ` The network says: ${noAnswer.code}` : upstreamSays(body)}`,
		httpStatus: noAnswer ? null : statusCode,
	});
}

/** A page of HTML, or a redirect, where the AIS Server answers in JSON. */
export function notJson({ statusCode, body }: Answer, what: string): Failure {
	return failure({
		code: 'JDE_NOT_JSON',
		category: 'configuration',
		message: `The server answered with something else than JSON (${what}): 'AIS Server URL' does not lead to an AIS Server`,
		description: `Correct 'AIS Server URL' in the JDE AIS credential: a sign-on page or a proxy answered.${upstreamSays(body)}`,
		httpStatus: statusCode,
	});
}

/** Throws the failure for a token request that brought no token. */
export function signOnFailure({ statusCode, body }: Answer, user: string): never {
	if (statusCode === 200 && isRecord(body)) noToken(body);
	const refused = statusCode === 401 || statusCode === 403 || (statusCode === 500 && !mayPass(body));
	if (!refused) {
		const way = 'Check that the AIS Server reaches its HTML Server, then run it again.';
		const failed = answerFailure({ statusCode, body }, 'signing on', way);
		throw new Failed(statusCode < 500 ? failed : { ...failed, category: 'unavailable', retryable: true });
	}
	fail({
		code: 'JDE_SIGN_ON_REFUSED',
		category: 'authentication',
		message: `JD Edwards refused to sign user '${user}' on: check 'User', 'Password', 'Environment' and 'Role' in the credential`,
		description: `The node tries once, so that the user is not locked. If they are right, ${statusCode === 401 ? 'a gateway before the AIS Server may want a sign-on of its own' : "Server Manager may have switched this way of 'Sign On With' off"}.${upstreamSays(body)}`,
		httpStatus: statusCode,
	});
}

/**
 * With which status a wrong password comes is not certain, and each further try may lock the user: the server's own 500
 * is a refusal unless it tells of an outage.
 */
function mayPass(body: unknown): boolean {
	return (
		!isRecord(body) || /time[- ]?out|timed out|connect|unavailable|unreachable|busy/i.test(errorText(body))
	);
}

function noToken(body: unknown): never {
	fail({
		code: 'JDE_NO_TOKEN',
		category: 'authentication',
		message: 'JD Edwards answered the sign-on, but gave no token',
		description: `Check 'User', 'Environment' and 'Role' in the JDE AIS credential, and the log of the AIS Server.${upstreamSays(body)}`,
		httpStatus: 200,
	});
}

/** Throws the failure for a server that gave no answer. */
export function noAnswerFailure(noAnswer: NoAnswer): never {
	throw new Failed(unreachable(noAnswer, NAMES));
}

/**
 * The upstream text of an error envelope, a gateway's included, with a leading blank, or nothing. `message` may be an
 * object, and the whole a list.
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-orchestrator-jde-validate-session-get.html
 */
function upstreamSays(body: unknown): string {
	const text = typeof body === 'string' ? withoutTags(body) : errorText(envelopeOf(body) ?? {});
	return text === '' ? '' : ` JD Edwards says: ${upstreamText(text)}`;
}

function envelopeOf(body: unknown): Record<string, unknown> | undefined {
	if (Array.isArray(body)) return { errors: body };
	return isRecord(body) ? body : undefined;
}

export function errorText(body: Record<string, unknown>): string {
	const { sysErrors, errors, error } = body;
	const listed = [sysErrors, errors, error].flat().map(entryText);
	const { userDefinedErrorText, jde__simpleMessage: simple, error_description: gateway } = body;
	const texts = [messageText(body.message), body.errorText, userDefinedErrorText, ...listed, simple, gateway];
	return [...new Set(texts.filter(isText))].join(' · ');
}

function entryText(entry: unknown): unknown {
	if (!isRecord(entry)) return entry;
	const said = [entry.DESC, entry.TITLE, errorText(entry)].find(isText);
	// All fields may be there and empty, which is no error.
	const isFilled = Object.values(entry).some((value) => value !== null && value !== '');
	return said ?? (isFilled ? JSON.stringify(entry) : '');
}

function withoutTags(html: string): string {
	return html.replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
}
