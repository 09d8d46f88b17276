import http from 'node:http';

import type { AisSimulator } from './index.cts';
import type { Row } from './catalogue/index.cts';

export interface Answer {
	status: number;
	text: string;
	bytes: Buffer;
	/** the body, where it is JSON */
	json: AnswerBody;
}

/** Loose on purpose: a test reads whatever the server sends. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnswerBody = any;

export interface CallOptions {
	headers?: Record<string, string>;
	/** caller's own address on loopback */
	localAddress?: string;
}

export const PASSWORD = 'sesame-one';

/** The few calls that the tests of the simulator make; deliberately without any product code. */
export class TestClient {
	token = '';

	constructor(
		readonly ais: AisSimulator,
		readonly device = 'jest',
	) {}

	send(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
		const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
		const headers = {
			...(text === undefined ? {} : { 'content-type': 'application/json' }),
			...options.headers,
		};
		return new Promise((resolve, reject) => {
			const url = path.startsWith('http') ? path : `${this.ais.url}${path}`;
			const { localAddress } = options;
			const request = http.request(url, { method, headers, localAddress, agent: false }, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () => {
					const bytes = Buffer.concat(chunks);
					const received = bytes.toString('utf8');
					resolve({ status: response.statusCode ?? 0, text: received, bytes, json: parsed(received) });
				});
			});
			request.on('error', reject);
			request.end(text);
		});
	}

	async signOn(username = 'N8N', extra: object = {}): Promise<Answer> {
		const body = { username, password: PASSWORD, deviceName: this.device, ...extra };
		const answer = await this.send('POST', '/jderest/v2/tokenrequest', body);
		this.token = answer.json?.userInfo?.token ?? '';
		return answer;
	}

	get auth(): Record<string, string> {
		return { 'jde-AIS-Auth': this.token, 'jde-AIS-Auth-Device': this.device };
	}

	/** A BROWSE of a table, on v2 unless the path says otherwise. */
	browse(table: string, request: object = {}, path = '/jderest/v2/dataservice'): Promise<Answer> {
		const body = {
			targetName: table,
			targetType: 'table',
			dataServiceType: 'BROWSE',
			findOnEntry: 'TRUE',
			...request,
		};
		return this.send('POST', path, body, { headers: this.auth });
	}

	/** The values of a column for rows that match the conditions, all on one page. */
	async values(table: string, alias: string, query: object): Promise<unknown[]> {
		const answer = await this.browse(table, { query, maxPageSize: 'No Max', returnControlIDs: alias });
		if (answer.status !== 200) throw new Error(answer.text);
		return rowsOf(answer, table).map((row) => row[`${table}_${alias}`]);
	}
}

export function rowsOf(answer: Answer, table: string): Row[] {
	return answer.json[`fs_DATABROWSE_${table}`].data.gridData.rowset;
}

export function summaryOf(answer: Answer, table: string): { records: number; moreRecords: boolean } {
	return answer.json[`fs_DATABROWSE_${table}`].data.gridData.summary;
}

export function condition(controlId: string, operator: string, ...contents: string[]): object {
	return { controlId, operator, value: contents.map((content) => ({ content, specialValueId: 'LITERAL' })) };
}

function parsed(text: string): AnswerBody {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
