import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { Failed, fail, withoutSecretsIn } from '../../../lib/failure';
import type { Form } from '../../../lib/multipart';
import { FULL_RESPONSE } from '../../../lib/node/fullResponse';
import { noAnswerOf } from '../../../lib/node/noAnswer';
import { surroundingsOf } from '../../../lib/node/surroundings';
import { Breaker, RetryBudget } from '../../../lib/request/breaker';
import { sharedLimiter } from '../../../lib/request/limiter';
import type { LimiterOptions } from '../../../lib/request/limiter';
import { runRequest } from '../../../lib/request/run';
import { DEFAULT_RETRY_POLICY } from '../../../lib/request/types';
import type { Effect, Try } from '../../../lib/request/types';
import { isFinalFault, wayOut } from './asked';
import { decoded, isPage } from './body';
import { answerFailure, noAnswerFailure, notJson, unknownOutcome } from './failures';
import type { Answer } from './failures';
import { AisSession, CREDENTIAL } from './session';
import type { AisContext, SignedOnAs } from './session';
import { servicesUrl } from './signOn';

/** Every AIS session works on an HTML server session: few at once are kinder, and seldom slower. */
const LIMITS: LimiterOptions = { ceilingPerSecond: 20, burst: 5, concurrency: 3 };
const DEFAULT_TIMEOUT_SECONDS = 120;

export interface AisRequest {
	method: IHttpRequestMethods;
	/** below `/jderest`: `/v2/dataservice` */
	path: string;
	body?: IDataObject;
	/** instead of a JSON body */
	upload?: Form;
	/** the answer may be a file: its body is then a Buffer */
	acceptsFile?: boolean;
	/** answers that are no failure though their status is not 200: the caller reads them */
	takes?: (answer: Try) => boolean;
	effect: Effect;
	/** what is read or called, for messages: `table F0401` */
	what: string;
}

/** A signed-on AIS Server, as operations and models see it. */
export interface Ais extends SignedOnAs {
	/** host and port */
	host: string;
	/** `JPD920 at ais.example.com:9300`: what set-up pins and 'Only Connected To' compares */
	connectedTo: string;
	/** Sends a request that is answered with a JSON object. @throws Failed */
	call(request: AisRequest): Promise<IDataObject>;
	/** Sends a request that may be answered with something else: a file, a list, a text. @throws Failed */
	exchange(request: AisRequest): Promise<Try>;
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

	async function send({ method, path, body, upload, acceptsFile }: AisRequest): Promise<Try> {
		const request: IHttpRequestOptions = {
			method,
			url: `${root}${path}`,
			headers: {
				accept: acceptsFile === true ? 'application/json, application/octet-stream' : 'application/json',
				'content-type': upload?.contentType ?? 'application/json',
			},
			body: upload?.body ?? (body === undefined ? undefined : JSON.stringify(body)),
			// As bytes, because n8n reads every text as UTF-8.
			encoding: 'arraybuffer',
			timeout: timeout * 1000,
			...FULL_RESPONSE,
		};
		return await session.authenticated(request).then(
			(response): Try => ({
				status: response.statusCode,
				headers: response.headers,
				body: decoded(response, acceptsFile === true),
			}),
			async (error: unknown): Promise<Try> => {
				if (error instanceof Failed || surroundings.signal?.aborted) return await Promise.reject(error);
				return { status: 0, headers: {}, body: undefined, noAnswer: noAnswerOf(error) };
			},
		);
	}

	async function exchange(request: AisRequest): Promise<Try> {
		const result = await runRequest(
			async () => await send(request),
			{ ...rules, effect: request.effect, isFinalFault: (attempt) => isFinalFault(attempt, request) },
			surroundings,
		);
		const { last, end } = result;
		if (end === 'unknown') unknownOutcome(request.what, saidIn(last), last.noAnswer);
		if (last.noAnswer) noAnswerFailure(last.noAnswer);
		if (end === 'circuit-open')
			noAnswerFailure({ code: 'CIRCUIT_OPEN', message: 'too many faults in a row' });
		if (last.status === 200 && !isPage(last.body)) return last;
		if (request.takes?.(last) === true) return last;
		throw new Failed(answerFailure(saidIn(last), request.what, wayOut(request)));
	}

	async function call(request: AisRequest): Promise<IDataObject> {
		const answer = await exchange(request);
		if (isRecord(answer.body)) return answer.body;
		throw new Failed(notJson(saidIn(answer), request.what));
	}

	/** The server may echo the token it was sent. */
	function saidIn({ status, body }: Try): Answer {
		return { statusCode: status, body: withoutSecretsIn(body, session.secrets()) };
	}

	return { host, ...signedOnAs, connectedTo, call, exchange, session };
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
