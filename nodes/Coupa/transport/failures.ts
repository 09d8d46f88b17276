import { isRecord } from '../../../lib/diff';
import { failure, upstreamText } from '../../../lib/failure';
import type { Failure, FailureCategory } from '../../../lib/failure';
import type { RequestResult } from '../../../lib/request/run';
import { unreachable } from '../../../lib/request/unreachable';
import { complaintsIn, isTaken, isWebPage, namesReference, saidBy } from './answers';
import type { CoupaRequest } from './types';

interface Answer {
	request: CoupaRequest;
	status: number;
	/** what Coupa wrote, one text a complaint */
	says: string[];
	isPage: boolean;
}

interface Row {
	is: (answer: Answer) => boolean;
	category: FailureCategory;
	message: (answer: Answer) => string;
	description: string | ((answer: Answer) => string);
}

const NAMES = {
	system: 'Coupa',
	code: 'COUPA',
	urlField: 'Instance URL',
	sslField: 'Ignore SSL Issues',
};

const INSTANCE_URL = "Check 'Instance URL' in the credential: it must be the address of your Coupa instance";
const refused = ({ request }: Answer) =>
	`Coupa did not accept ${request.method === 'GET' ? 'the request for ' : ''}${request.about}`;
const status =
	(...codes: number[]) =>
	(answer: Answer) =>
		codes.includes(answer.status);
/** Refused although the status says that all is well: complaints, and no record. */
const isSilent = ({ status: code, isPage }: Answer) => code >= 200 && code < 300 && !isPage;
const isRefusal = (answer: Answer) => status(400, 422)(answer) || isSilent(answer);
/** `PUT /purchase_orders/1/close` and the like, which send no data of the record. */
const isStep = ({ method, path }: CoupaRequest) =>
	method === 'PUT' && /\/\d+\/(?!image_scan)[a-z_]+$/.test(path);

/** The one table of what a status means. The first row that fits decides. */
const ROWS: Row[] = [
	{
		is: ({ status: code, isPage }) => (code < 300 && isPage) || (code >= 300 && code < 400),
		category: 'configuration',
		message: () => 'The address of the credential answered with a web page instead of data',
		description: INSTANCE_URL,
	},
	{
		is: (answer) => (isRefusal(answer) || answer.status === 409) && answer.says.some(isTaken),
		category: 'duplicate',
		message: refused,
		description: 'Another record in Coupa already has this value. Change one of the two, then run it again.',
	},
	{
		is: (answer) => isRefusal(answer) && namesReference(answer.says, answer.request.references ?? []),
		category: 'reference',
		message: refused,
		description: 'Create the record it refers to in Coupa, or correct the mapping, then run it again.',
	},
	{
		is: (answer) => isRefusal(answer) && isStep(answer.request),
		category: 'validation',
		message: ({ request }) => `Coupa did not do this to ${request.about}`,
		description:
			'Look at its status in Coupa, from which not every step can be taken, and at the codes that you gave.',
	},
	{
		is: isRefusal,
		category: 'validation',
		message: refused,
		description: ({ request }) =>
			request.method === 'GET'
				? 'Correct the attribute, the operator or the value that it was asked with, then run it again.'
				: 'Correct the data or the mapping, then run it again.',
	},
	{
		is: status(401),
		category: 'authentication',
		message: () => 'Coupa does not accept the access token of the credential',
		description:
			"Check 'Client ID', 'Client Secret' and 'Instance URL' in the credential, and that the client is active in Coupa",
	},
	{
		is: status(403),
		category: 'permission',
		message: ({ request }) =>
			`The credential is not allowed to ${request.method === 'GET' ? 'read' : 'write'} ${request.about}`,
		description: ({ request }) =>
			`Add ${neededScope(request)} to 'Scopes' in the credential, and grant it to the client in Coupa`,
	},
	{
		is: ({ status: code, isPage, request }) => code === 404 && (isPage || !/\/\d/.test(request.path)),
		category: 'configuration',
		message: ({ request }) => `There is no '${request.path}' at the address of the credential`,
		description: `${INSTANCE_URL}. For Any Resource, check 'Resource Path' too`,
	},
	{
		is: status(404),
		category: 'reference',
		message: ({ request }) => `Coupa does not know ${request.about}`,
		description: 'It may have been deleted, or the client may not see it. Look it up in Coupa',
	},
	{
		is: status(409, 412),
		category: 'conflict',
		message: ({ request }) => `Somebody else changed ${request.about} at the same time`,
		description: 'Run it again: it is compared anew with what Coupa holds then',
	},
	{
		is: status(429, 503),
		category: 'throttled',
		message: ({ request }) => `Coupa was too busy to take ${request.about}`,
		description: "Run it again later, or lower 'Requests per Second' in the options",
	},
	{
		is: ({ status: code }) => code >= 500,
		category: 'unavailable',
		message: ({ request }) => `Coupa could not answer for ${request.about}`,
		description: 'Run it again later. If it stays so, ask Coupa support',
	},
	{
		is: () => true,
		category: 'validation',
		message: refused,
		description: 'Correct the request, then run it again.',
	},
];

/** Why no usable answer came, or undefined when there is one. */
export function failureOf(result: RequestResult, request: CoupaRequest): Failure | undefined {
	const { last, end } = result;
	if (end === 'circuit-open')
		return unreachable({ code: 'CIRCUIT_OPEN', message: 'too many faults in a row' }, NAMES);
	if (end === 'unknown') return unknownOutcome(request, last.noAnswer?.code ?? `HTTP ${last.status}`);
	if (last.noAnswer) return unreachable(last.noAnswer, NAMES);

	const isPage = isWebPage(last.body);
	if (last.status >= 200 && last.status < 300 && !isPage && !isRefusalInDisguise(last.body)) return undefined;
	const answer: Answer = { request, status: last.status, says: saidBy(last.body), isPage };
	const row = ROWS.find(({ is }) => is(answer))!;
	const next = typeof row.description === 'string' ? row.description : row.description(answer);
	const says = answer.says.map(upstreamText);
	return failure({
		code: `COUPA_${last.status}`,
		category: row.category,
		message: row.message(answer),
		description: says.length > 0 ? `${next.replace(/\.?$/, '.')} Coupa says: ${says.join('; ')}` : next,
		httpStatus: last.status,
		details: { method: request.method, path: request.path, says },
	});
}

function isRefusalInDisguise(body: unknown): boolean {
	return !(isRecord(body) && 'id' in body) && complaintsIn(body).length > 0;
}

/** Coupa read the call and did not do it, as far as the status tells. */
export function wasRefused({ httpStatus, category }: Failure): boolean {
	return [200, 201, 400, 422].includes(httpStatus ?? 0) && category !== 'configuration';
}

export function unknownOutcome(request: CoupaRequest, why: string): Failure {
	return failure({
		code: 'COUPA_UNKNOWN_OUTCOME',
		category: 'unknown-outcome',
		message: `Coupa gave no usable answer; whether ${request.about} was written is not known`,
		description: `Run it again: what exists already is recognised by its key. Last seen: ${upstreamText(why)}`,
		details: { method: request.method, path: request.path },
	});
}

function neededScope({ scope, path, method }: CoupaRequest): string {
	if (scope?.endsWith('.bypass')) return scope;
	// Creating invoices has a scope of its own.
	const write = method === 'POST' && scope === 'core.invoice' ? 'create' : 'write';
	const verb = method === 'GET' ? 'read' : write;
	return scope === undefined ? `the ${verb} scope of '${path.split('/')[0]}'` : `${scope}.${verb}`;
}
