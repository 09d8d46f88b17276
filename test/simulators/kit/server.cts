import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

import { Clock } from './clock.cts';
import { Faults } from './faults.cts';
import { Ledger } from './ledger.cts';

export interface Request {
	method: string;
	path: string;
	/** as sent: keys may repeat and keep their brackets, as in `number[in]` */
	search: URLSearchParams;
	/** names in lower case */
	headers: Record<string, string>;
	body: string;
	/** the same as it came, where it is no text */
	bytes: Buffer;
	/** address of the caller: AIS binds a token to it when no device name was given */
	remoteAddress: string;
}

export interface Reply {
	status: number;
	/** an object is sent as JSON, a string or bytes as they are */
	body?: unknown;
	headers?: Record<string, string>;
}

export type Handler = (request: Request) => Reply | Promise<Reply>;

export interface ServerOptions {
	clock?: Clock;
	/** 0 picks a free port */
	port?: number;
	/** self-signed TLS */
	tls?: { key: string; cert: string };
}

const BODY_LIMIT_BYTES = 32 * 1024 * 1024;

/** An HTTP server on loopback that records every exchange and lets ordered faults happen to it. */
export class SimulatorServer {
	readonly ledger = new Ledger();
	readonly faults = new Faults();
	readonly clock: Clock;
	url = '';
	private server: http.Server | undefined;

	constructor(
		private readonly handle: Handler,
		private readonly options: ServerOptions = {},
	) {
		this.clock = options.clock ?? new Clock();
	}

	async start(): Promise<void> {
		const onRequest = (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => {
			this.exchange(incoming, outgoing).catch((error: unknown) => {
				console.error('simulator:', error);
				outgoing.destroy();
			});
		};
		const { tls, port = 0 } = this.options;
		this.server = tls ? https.createServer(tls, onRequest) : http.createServer(onRequest);
		await new Promise<void>((resolve, reject) => {
			this.server?.once('error', reject);
			this.server?.listen(port, '127.0.0.1', resolve);
		});
		const { port: actual } = this.server.address() as AddressInfo;
		this.url = `${tls ? 'https' : 'http'}://127.0.0.1:${actual}`;
	}

	async stop(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
	}

	private async exchange(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
		const request = await read(incoming);
		const fault = this.faults.next(request.method, request.path);
		const effect = fault?.effect;
		const record = (status: number) =>
			this.ledger.exchanges.push({
				at: this.clock.now().toISOString(),
				method: request.method,
				path: request.path,
				query: Object.fromEntries(request.search),
				headers: request.headers,
				body: request.body,
				status,
				...(fault ? { fault: fault.name } : {}),
			});

		if (effect && 'dropBefore' in effect) {
			record(0);
			incoming.socket.destroy();
			return;
		}
		if (effect && 'answer' in effect) {
			record(effect.answer.status);
			outgoing.writeHead(effect.answer.status, effect.answer.headers ?? {});
			outgoing.end(effect.answer.body);
			return;
		}
		if (effect && 'before' in effect) effect.before();
		const reply = await this.handle(request);
		record(effect && 'dropAfter' in effect ? 0 : reply.status);
		if (effect && 'dropAfter' in effect) {
			incoming.socket.destroy();
			return;
		}
		if (effect && 'delayMs' in effect) await new Promise((resolve) => setTimeout(resolve, effect.delayMs));
		const isRaw = typeof reply.body === 'string' || Buffer.isBuffer(reply.body);
		outgoing.writeHead(reply.status, {
			'content-type': isRaw ? 'text/plain' : 'application/json',
			...reply.headers,
		});
		if (reply.body === undefined) outgoing.end();
		else outgoing.end(isRaw ? (reply.body as string | Buffer) : JSON.stringify(reply.body));
	}
}

async function read(incoming: http.IncomingMessage): Promise<Request> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of incoming) {
		size += (chunk as Buffer).length;
		if (size > BODY_LIMIT_BYTES) throw new Error('request body over the limit');
		chunks.push(chunk as Buffer);
	}
	const url = new URL(incoming.url ?? '/', 'http://simulator');
	const headers = Object.fromEntries(
		Object.entries(incoming.headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : (value ?? ''),
		]),
	);
	const bytes = Buffer.concat(chunks);
	return {
		method: incoming.method ?? 'GET',
		path: decodeURI(url.pathname),
		search: url.searchParams,
		headers,
		body: bytes.toString('utf8'),
		bytes,
		remoteAddress: incoming.socket.remoteAddress ?? '',
	};
}
