import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip, createInflate, type Gunzip } from 'node:zlib';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { CoupaTrigger } from '../../../nodes/CoupaTrigger/CoupaTrigger.node';
import { receive } from '../../../nodes/CoupaTrigger/receive';

/** As `N8N_PAYLOAD_SIZE_MAX`, but smaller. */
const INSTANCE_LIMIT = 4_000_000;

export interface Answer {
	status: number;
	headers: Record<string, unknown>;
	body: IDataObject;
}

/** The trigger behind a real HTTP server, which treats requests as n8n does (n8n 2.41: middlewares/body-parser.js). */
export class WebhookServer {
	/** what n8n would have started */
	readonly executions: IDataObject[] = [];
	readonly log: string[] = [];
	now = Date.parse('2026-03-01T12:00:00Z');
	mode = 'webhook';
	nodeId = 'node-1';
	private readonly server: Server;

	constructor(
		public parameters: IDataObject,
		public credential: IDataObject | undefined,
	) {
		this.server = createServer((request, response) => {
			const context = this.context(request, response as never);
			void receive(context, this.now).then(({ workflowData, webhookResponse, noWebhookResponse }) => {
				for (const { json } of workflowData?.[0] ?? []) this.executions.push(json);
				if (noWebhookResponse) return;
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(JSON.stringify(webhookResponse));
			});
		});
	}

	async start(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** Sends headers as they are given, twice too. */
	async post(body: Buffer, headers: ReadonlyArray<readonly [string, string]>, path = '/'): Promise<Answer> {
		const { port } = this.server.address() as AddressInfo;
		return await new Promise<Answer>((resolve, reject) => {
			const request = httpRequest({
				host: '127.0.0.1',
				port,
				path,
				method: 'POST',
				headers: ['Host', 'localhost', 'Content-Length', String(body.length), ...headers.flat()],
			});
			request.on('error', reject);
			request.on('response', (response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () => {
					const text = Buffer.concat(parts).toString();
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: JSON.parse(text) as IDataObject,
					});
				});
			});
			request.end(body);
		});
	}

	private context(request: IncomingMessage, response: never): IWebhookFunctions {
		const defaults = Object.fromEntries(
			new CoupaTrigger().description.properties.map(({ name, default: value }) => [name, value]),
		);
		return {
			getNodeParameter: (name: string, fallback: unknown) =>
				this.parameters[name] ?? defaults[name] ?? fallback,
			getCredentials: async () => {
				if (!this.credential) throw new Error('Node does not have any credentials set');
				return this.credential;
			},
			getNode: () => ({ id: this.nodeId, name: 'Coupa Trigger' }),
			getWorkflow: () => ({ id: 'workflow-1' }),
			getWebhookName: () => (request.url === '/token' ? 'setup' : 'default'),
			getMode: () => this.mode,
			getRequestObject: () =>
				Object.assign(request, { ip: request.socket.remoteAddress, readRawBody: reader(request) }),
			getResponseObject: () => response,
			logger: { warn: (text: string) => this.log.push(text) },
		} as unknown as IWebhookFunctions;
	}
}

function reader(request: IncomingMessage & { rawBody?: Buffer }): () => Promise<void> {
	return async () => {
		const encoding = request.headers['content-encoding'];
		const inflater = ({ gzip: createGunzip, deflate: createInflate } as Record<string, () => Gunzip>)[
			encoding ?? ''
		]?.();
		const stream = inflater ? request.pipe(inflater) : request;
		await new Promise<void>((resolve, reject) => {
			const parts: Buffer[] = [];
			let length = 0;
			stream.on('data', (part: Buffer) => {
				parts.push(part);
				length += part.length;
				if (length > INSTANCE_LIMIT)
					reject(Object.assign(new Error('too large'), { type: 'entity.too.large' }));
			});
			stream.on('error', reject);
			stream.on('end', () => {
				request.rawBody = Buffer.concat(parts);
				resolve();
			});
		});
	};
}
