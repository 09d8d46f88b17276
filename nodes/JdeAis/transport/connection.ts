import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
} from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { Failed, fail, withoutSecretsIn } from '../../../lib/failure';
import { FULL_RESPONSE } from '../../../lib/node/fullResponse';
import { noAnswerOf } from '../../../lib/node/noAnswer';
import { surroundingsOf } from '../../../lib/node/surroundings';
import { Breaker, RetryBudget } from '../../../lib/request/breaker';
import { sharedLimiter } from '../../../lib/request/limiter';
import type { LimiterOptions } from '../../../lib/request/limiter';
import { runRequest } from '../../../lib/request/run';
import { DEFAULT_RETRY_POLICY } from '../../../lib/request/types';
import type { Effect, Try } from '../../../lib/request/types';
import { answerFailure, columnsIn, isFinalFault, noAnswerFailure, notJson } from './failures';
import { AisSession, CREDENTIAL } from './session';
import type { AisContext } from './session';
import { servicesUrl } from './signOn';

/** Every AIS session works on an HTML server session: few at once are kinder, and seldom slower. */
const LIMITS: LimiterOptions = { ceilingPerSecond: 20, burst: 5, concurrency: 3 };
const DEFAULT_TIMEOUT_SECONDS = 120;

export interface AisRequest {
	method: IHttpRequestMethods;
	/** below `/jderest`: `/v2/dataservice` */
	path: string;
	body?: IDataObject;
	effect: Effect;
	/** what is read or called, for messages: `table F0401` */
	what: string;
}

/** A signed-on AIS Server, as operations and models see it. */
export interface Ais {
	/** host and port */
	host: string;
	environment: string;
	role: string;
	/** `JPD920 at ais.example.com:9300`: what set-up pins and 'Only Connected To' compares */
	connectedTo: string;
	/** `userInfo.simpleDateFormat` of the signed-on user */
	userDateFormat: string;
	/** Sends a request. @throws Failed */
	call(request: AisRequest): Promise<IDataObject>;
	/** The session itself, for the operations that are about it. */
	session: AisSession;
}

/** Connects with the node's credential, as its options say. @throws Failed */
export async function aisFor(context: IExecuteFunctions): Promise<Ais> {
	return await connect(context, context.getNodeParameter('options', 0, {}) as ConnectionOptions);
}

export interface ConnectionOptions {
	/** the only `connectedTo` that is accepted */
	onlyConnectedTo?: string;
	/** seconds to wait for one answer */
	timeout?: number;
}

/** Signs on if no session is kept in the credential. @throws Failed */
export async function connect(
	context: AisContext,
	{ onlyConnectedTo, timeout = DEFAULT_TIMEOUT_SECONDS }: ConnectionOptions,
): Promise<Ais> {
	const credentials = await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
	const root = servicesUrl(credentials);
	const session = new AisSession(context, credentials);
	await session.open();

	const { host } = new URL(root);
	const signedOnAs = session.signedOnAs();
	const connectedTo = `${signedOnAs.environment} at ${host}`;
	const pinned = onlyConnectedTo ?? connectedTo;
	if (pinned !== connectedTo) otherConnection(connectedTo, pinned);
	const surroundings = surroundingsOf(context);
	const rules = {
		policy: { ...DEFAULT_RETRY_POLICY, maxAttempts: 4 },
		limiter: sharedLimiter(host, LIMITS, surroundings.now()),
		breaker: new Breaker(),
		budget: new RetryBudget(),
	};

	async function send({ method, path, body }: AisRequest): Promise<Try> {
		const request = {
			method,
			url: `${root}${path}`,
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
			timeout: timeout * 1000,
			...FULL_RESPONSE,
		};
		return await session.authenticated(request).then(
			(response): Try => ({
				status: response.statusCode,
				headers: response.headers,
				body: parsed(response.body),
			}),
			async (error: unknown): Promise<Try> => {
				if (error instanceof Failed || surroundings.signal?.aborted) return await Promise.reject(error);
				return { status: 0, headers: {}, body: undefined, noAnswer: noAnswerOf(error) };
			},
		);
	}

	async function call(request: AisRequest): Promise<IDataObject> {
		const result = await runRequest(
			async () => await send(request),
			{ ...rules, effect: request.effect, isFinalFault: (attempt) => isFinalFault(attempt, request.body) },
			surroundings,
		);
		const { last, end } = result;
		if (end === 'unknown') unknownOutcome(request, last);
		if (last.noAnswer) noAnswerFailure(last.noAnswer);
		if (end === 'circuit-open')
			noAnswerFailure({ code: 'CIRCUIT_OPEN', message: 'too many faults in a row' });
		if (last.status === 200 && isRecord(last.body)) return last.body;
		// The server may echo the token it was sent.
		const said = withoutSecretsIn(last.body, session.secrets());
		const answer = { statusCode: last.status, body: said };
		if (last.status === 200) throw new Failed(notJson(answer, request.what));
		throw new Failed(answerFailure(answer, request.what, columnsIn(request.body)));
	}

	return { host, ...signedOnAs, connectedTo, call, session };
}

function otherConnection(connectedTo: string, pinned: string): never {
	fail({
		code: 'JDE_OTHER_CONNECTION',
		category: 'configuration',
		message:
			pinned === ''
				? `No JD Edwards environment is pinned yet, so nothing is done with ${connectedTo}`
				: `The credential leads to ${connectedTo}, but this workflow belongs to ${pinned}`,
		description:
			"Choose the credential of that environment, or run the 'setup' workflow to pin this pair of systems",
	});
}

function unknownOutcome({ what }: AisRequest, { status, noAnswer }: Try): never {
	fail({
		code: 'JDE_UNKNOWN_OUTCOME',
		category: 'unknown-outcome',
		message: `JD Edwards gave no answer, so whether it was done is not known (${what})`,
		description: `Look it up in JD Edwards before you run it again. The server says: ${noAnswer?.code ?? `HTTP ${status}`}`,
		httpStatus: status === 0 ? null : status,
	});
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
