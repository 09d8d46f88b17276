import { isRecord } from '../../../lib/diff';
import { Failed, fail, failure, upstreamText } from '../../../lib/failure';
import type { Failure, FailureCategory } from '../../../lib/failure';
import type { NoAnswer } from '../../../lib/request/types';
import { unreachable } from '../../../lib/request/unreachable';

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
	const itself = isRecord(body);
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
	const refused = statusCode === 401 || statusCode === 403;
	if (!refused) throw new Failed(answerFailure({ statusCode, body }, 'signing on'));
	fail({
		code: 'JDE_SIGN_ON_REFUSED',
		category: 'authentication',
		message: `JD Edwards refused to sign user '${user}' on: check 'User', 'Password', 'Environment' and 'Role' in the credential`,
		description: `The node tries once, so that the user is not locked. If they are right, Server Manager may have switched this way of 'Sign On With' off.${upstreamSays(body)}`,
		httpStatus: statusCode,
	});
}

/** Throws the failure for a server that gave no answer. */
export function noAnswerFailure(noAnswer: NoAnswer): never {
	throw new Failed(unreachable(noAnswer, NAMES));
}

/**
 * The upstream text of either error envelope, with a leading blank, or nothing. `message` may be an object.
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-orchestrator-jde-validate-session-get.html
 */
function upstreamSays(body: unknown): string {
	const text = isRecord(body) ? errorText(body) : typeof body === 'string' ? withoutTags(body) : '';
	return text === '' ? '' : ` JD Edwards says: ${upstreamText(text)}`;
}

export function errorText(body: Record<string, unknown>): string {
	const listed = [body.sysErrors, body.errors].flatMap((list) => (Array.isArray(list) ? list : []));
	const texts = [
		body.message,
		body.errorText,
		body.userDefinedErrorText,
		...listed.map((entry) => (isRecord(entry) ? (entry.DESC ?? entry.TITLE) : entry)),
	];
	const filled = texts
		.filter((text) => text !== undefined && text !== null && text !== '')
		.map((text) => (typeof text === 'string' ? text : JSON.stringify(text)));
	return [...new Set(filled)].join(' · ');
}

function withoutTags(html: string): string {
	return html.replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
}
