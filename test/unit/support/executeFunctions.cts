import https from 'node:https';

import axios, { type AxiosRequestConfig } from 'axios';
import {
	NodeApiError,
	UnexpectedError,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeParameters,
} from 'n8n-workflow';

export type SendWithCredential = (
	context: IExecuteFunctions,
	credentialName: string,
	request: IHttpRequestOptions,
	additional?: IDataObject,
) => Promise<unknown>;

export interface TestFile {
	fileName?: string;
	mimeType: string;
	content: Buffer;
}

export interface FakeOptions {
	/** by name, as stored in the node; a function is an expression, evaluated for each item */
	parameters: Record<string, unknown>;
	credentials?: Record<string, IDataObject>;
	items?: IDataObject[];
	/** behind the first input; null is one that n8n left empty because nothing arrived */
	moreInputs?: Array<IDataObject[] | null>;
	/** files beside the input items, by item and field */
	binary?: Array<Record<string, TestFile> | undefined>;
	continueOnFail?: boolean;
	/** what `httpRequestWithAuthentication` does around the plain request */
	sendWithCredential?: SendWithCredential;
	signal?: AbortSignal;
	node?: Partial<INode>;
}

/** The part of an execution that our nodes touch. Requests really go out over HTTP, so that nock meets them. */
export function executeFunctions(options: FakeOptions): IExecuteFunctions {
	const { parameters, credentials = {}, items = [{}] } = options;
	const node: INode = {
		id: 'node-1',
		name: 'Node under test',
		type: 'n8n-nodes-jde-coupa.test',
		typeVersion: 1,
		position: [0, 0],
		parameters: stored(parameters) as INodeParameters,
		...options.node,
	};
	/** As n8n hands them on: without their content. */
	const files = (itemIndex: number) =>
		options.binary?.[itemIndex] &&
		Object.fromEntries(
			Object.entries(options.binary[itemIndex]!).map(([field, { fileName, mimeType }]) => [
				field,
				{ data: '', fileName, mimeType },
			]),
		);
	const httpRequest = async (request: IHttpRequestOptions) => await plainRequest(request, options.signal);
	const context = {
		getNode: () => node,
		getInputData: (index = 0) => {
			const input = [items, ...(options.moreInputs ?? [])][index];
			if (input === null) throw new UnexpectedError('Input index was not set');
			return (input ?? []).map((json, i) => ({ json, ...(files(i) ? { binary: files(i) } : {}) }));
		},
		getExecutionId: () => 'execution-1',
		continueOnFail: () => options.continueOnFail ?? false,
		addExecutionHints: () => undefined,
		getExecutionCancelSignal: () => options.signal,
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown) => {
			const value = evaluated(at(parameters, name), items[itemIndex] ?? {}, itemIndex);
			if (value !== undefined) return value;
			if (fallback !== undefined) return fallback;
			throw new Error(`Could not get parameter '${name}'`);
		},
		getCredentials: async (name: string) => {
			if (!credentials[name]) throw new Error(`Node does not have any credentials of type "${name}" set`);
			return credentials[name];
		},
		helpers: {
			httpRequest,
			prepareBinaryData: async (content: Buffer, fileName?: string, mimeType?: string) => ({
				data: content.toString('base64'),
				mimeType: mimeType ?? 'application/octet-stream',
				fileName,
			}),
			assertBinaryData: (itemIndex: number, field: string) => {
				const file = files(itemIndex)?.[field];
				if (!file)
					throw new Error(`This operation expects the node's input data to contain a binary file '${field}'`);
				return file;
			},
			getBinaryDataBuffer: async (itemIndex: number, field: string) =>
				options.binary?.[itemIndex]?.[field]?.content,
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				name: string,
				request: IHttpRequestOptions,
				additional?: IDataObject,
			) {
				const send = options.sendWithCredential ?? (async (_context, _name, one) => await httpRequest(one));
				try {
					return await send(context as unknown as IExecuteFunctions, name, request, additional);
				} catch (error) {
					// n8n wraps whatever it meets.
					throw new NodeApiError(node, error as never);
				}
			},
		},
	};
	return context as unknown as IExecuteFunctions;
}

/** n8n's own request helper, as far as our requests use it (n8n-core, backend-network http/axios/request.js). */
async function plainRequest(request: IHttpRequestOptions, signal?: AbortSignal): Promise<unknown> {
	const ignore = request.ignoreHttpStatusErrors;
	const config: AxiosRequestConfig = {
		method: request.method,
		url: request.url,
		params: request.qs,
		headers: { ...(request.headers as Record<string, string>) },
		timeout: request.timeout,
		maxRedirects: request.disableFollowRedirect ? 0 : 5,
		data: isSent(request.body) ? request.body : undefined,
		responseType: request.encoding,
		signal,
		adapter: 'http',
		proxy: false,
		...(request.skipSslCertificateValidation
			? { httpsAgent: new https.Agent({ rejectUnauthorized: false }) }
			: {}),
	};
	if (ignore === true) config.validateStatus = () => true;
	else if (ignore) config.validateStatus = (status) => !(ignore.except ?? []).includes(status);
	const { data, headers, status, statusText } = await axios(config);
	return request.returnFullResponse
		? { body: data, headers: { ...headers }, statusCode: status, statusMessage: statusText }
		: data;
}

/** An empty object is not sent, as in n8n. */
function isSent(body: unknown): boolean {
	if (body === undefined || body === null || body === '') return false;
	return typeof body !== 'object' || Object.keys(body).length > 0;
}

/** What n8n's editor stores: an expression is text that begins with `=`. */
function stored(value: unknown): unknown {
	if (typeof value === 'function') return '={{ an expression }}';
	if (Array.isArray(value)) return value.map(stored);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, stored(inner)]));
}

function evaluated(value: unknown, item: IDataObject, itemIndex: number): unknown {
	if (typeof value === 'function') return value(item, itemIndex);
	if (Array.isArray(value)) return value.map((inner) => evaluated(inner, item, itemIndex));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, evaluated(inner, item, itemIndex)]),
	);
}

function at(parameters: Record<string, unknown>, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], parameters);
}
