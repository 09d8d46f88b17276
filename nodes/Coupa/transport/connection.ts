import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { Failed, fail, failure, settle, upstreamText, withoutSecrets } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import { FULL_RESPONSE } from '../../../lib/node/fullResponse';
import { noAnswerOf } from '../../../lib/node/noAnswer';
import { Breaker, RetryBudget } from '../../../lib/request/breaker';
import { sharedLimiter } from '../../../lib/request/limiter';
import { runRequest } from '../../../lib/request/run';
import type { RequestResult } from '../../../lib/request/run';
import { DEFAULT_RETRY_POLICY } from '../../../lib/request/types';
import type { Try } from '../../../lib/request/types';
import { serverUrl } from '../../../lib/url';
import { inOneDialect } from '../model/dialect';
import { saysNoResults } from './answers';

import { failureOf } from './failures';
import { EDITOR_LIMITS, limitsOf } from './limits';
import type { Limits } from './limits';
import { surroundingsOf } from '../../../lib/node/surroundings';
import { TokenGate, mintedAt } from './token';
import { statusThrown, tokenTrouble } from './tokenFailures';
import { CREDENTIAL } from './types';
import type { Coupa, CoupaReply, CoupaRequest } from './types';

/** Coupa queues up to 20 faster calls; half of that leaves room for its other clients. */
const BURST = 10;

/** Connects with the node's credential and its connection options. Sends nothing yet. @throws Failed */
export async function coupaFor(context: IExecuteFunctions): Promise<Coupa> {
	return await connected(context, limitsOf(context));
}

/** The same for what the editor shows while a node is being set. @throws Failed */
export async function coupaForEditor(context: ILoadOptionsFunctions): Promise<Coupa> {
	return await connected(context, EDITOR_LIMITS);
}

async function connected(context: IExecuteFunctions | ILoadOptionsFunctions, limits: Limits): Promise<Coupa> {
	const credentials = await credentialsOf(context);
	const server = serverUrl(String(credentials.instanceUrl ?? ''), 'loopback');
	if (!server.ok) {
		fail({
			code: 'COUPA_INSTANCE_URL',
			category: 'configuration',
			message: `'Instance URL' in the credential ${server.why}`,
			description: 'Enter the address of the Coupa instance, such as https://example.coupahost.com',
		});
	}
	const { url, host } = server;
	const surroundings = surroundingsOf(context);
	const secrets = new Set(secretsIn(credentials));
	const gate = new TokenGate(
		surroundings,
		async () => {
			const now = await credentialsOf(context);
			secretsIn(now).forEach((secret) => secrets.add(secret));
			return mintedAt(now.oauthTokenData);
		},
		tokenIn(credentials) !== '',
	);
	const rules = {
		policy: { ...DEFAULT_RETRY_POLICY, maxAttempts: limits.maximumTries },
		limiter: sharedLimiter(host, { ...limits, burst: BURST }, surroundings.now()),
		breaker: new Breaker(),
		budget: new RetryBudget(limits.retryBudget),
		isFinalFault: () => false,
	};

	async function tryOnce(request: CoupaRequest, renew: boolean): Promise<Try> {
		const refusal = request.before?.();
		if (refusal) throw new Failed(refusal);
		const options: IHttpRequestOptions = {
			method: request.method,
			url: `${url}${request.path.startsWith('/') ? '' : '/api/'}${request.path}${queryText(request.query)}`,
			headers: { Accept: 'application/json', ...contentOf(request).headers },
			body: contentOf(request).body,
			timeout: limits.timeoutMs,
			skipSslCertificateValidation: credentials.ignoreSSLIssues === true,
			...FULL_RESPONSE,
			// Only a 401 that is an exception makes n8n fetch a new token.
			ignoreHttpStatusErrors: { ignore: true, except: renew ? [401] : [] },
		};
		const sentTo = options.url;
		return await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options).then(
			({ statusCode, headers, body }): Try => ({ status: statusCode, headers, body: parsed(body) }),
			async (error: unknown) => await thrown(error, sentTo),
		);
	}

	async function thrown(error: unknown, sentTo: string): Promise<Try> {
		if (error instanceof Failed || surroundings.signal?.aborted) return await Promise.reject(error);
		const trouble = tokenTrouble(error, sentTo);
		if (trouble && 'failure' in trouble) return await Promise.reject(new Failed(trouble.failure));
		const answered = trouble ? undefined : statusThrown(error);
		if (answered) return { ...answered, headers: {} };
		const noAnswer = trouble?.noAnswer ?? noAnswerOf(error);
		return { status: 0, headers: {}, body: undefined, noAnswer };
	}

	async function send(request: CoupaRequest): Promise<CoupaReply> {
		const settled = await settle<RequestResult>(
			async () =>
				await gate.pass(
					async (renew) =>
						await runRequest(
							async () => await tryOnce(request, renew),
							{ ...rules, effect: request.effect },
							surroundings,
						),
				),
		);
		if (!settled.ok) {
			return { result: { ok: false, failure: clean(settled.failure) }, tries: 0, waitedMs: 0 };
		}
		const { attempts: tries, waitedMs, last } = settled.value;
		const bad = failureOf(settled.value, request);
		if (bad && isEmptyList(request, bad)) return { result: { ok: true, value: [] }, tries, waitedMs };
		if (bad) return { result: { ok: false, failure: clean(bad) }, tries, waitedMs };
		const value = request.asIs ? last.body : inOneDialect(last.body);
		return { result: { ok: true, value }, tries, waitedMs };
	}

	/** Only what Coupa itself wrote could carry a secret back. */
	function clean(found: Failure): Failure {
		const known = [...secrets].flatMap((secret) => [secret, upstreamText(secret)]);
		const says = (found.details.says as string[] | undefined)?.map((text) => withoutSecrets(text, known));
		return {
			...found,
			description: withoutSecrets(found.description, known),
			details: says ? { ...found.details, says } : found.details,
		};
	}

	return { host, url, concurrency: limits.concurrency, send, surroundings };
}

async function credentialsOf(
	context: IExecuteFunctions | ILoadOptionsFunctions,
): Promise<ICredentialDataDecryptedObject> {
	return await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL).then(
		(found) => found,
		async () =>
			await Promise.reject(
				new Failed(
					failure({
						code: 'COUPA_NO_CREDENTIAL',
						category: 'configuration',
						message: 'The node has no usable Coupa credential',
						description: "Choose a credential in 'Credential for Coupa OAuth2 API'",
					}),
				),
			),
	);
}

function tokenIn(credentials: ICredentialDataDecryptedObject): string {
	const data = credentials.oauthTokenData as unknown;
	return isRecord(data) ? String(data.access_token ?? '') : '';
}

function secretsIn(credentials: ICredentialDataDecryptedObject): string[] {
	const secret = String(credentials.clientSecret ?? '');
	const basic = Buffer.from(`${String(credentials.clientId ?? '')}:${secret}`).toString('base64');
	return [secret, tokenIn(credentials), basic];
}

/** Where JSON has an empty list, Coupa's XML dialect has a status. */
function isEmptyList({ method, path }: CoupaRequest, { httpStatus, details }: Failure): boolean {
	const isList = method === 'GET' && !/\/\d+$/.test(path);
	return isList && httpStatus === 404 && saysNoResults((details.says ?? []) as string[]);
}

function queryText(query: Record<string, string> = {}): string {
	const text = new URLSearchParams(query).toString();
	return text === '' ? '' : `?${text}`;
}

function contentOf({ body, form }: CoupaRequest): { headers: IDataObject; body?: string | Buffer } {
	if (form) return { headers: { 'Content-Type': form.contentType }, body: form.body };
	const headers = { 'Content-Type': 'application/json' };
	return { headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
}

/** n8n's helper parses JSON; what it leaves as text is not JSON, or came without its content type. */
function parsed(body: unknown): unknown {
	return typeof body === 'string' && body.trim() === '' ? null : body;
}
