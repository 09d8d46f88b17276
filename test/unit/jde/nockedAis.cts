import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import { sessionOwner } from '../../../nodes/JdeAis/transport/signOn';
import { TestAis } from './aisNode.cts';

export const TOKEN = '044+token/of+the/test==';

export interface SentRequest {
	method: string;
	/** below /jderest, with its query string */
	path: string;
	accept: string;
	contentType: string;
	/** JSON where it is JSON, else the text */
	body: unknown;
}

let serial = 0;

/** An AIS Server that answers what a test orders, with a session that is open already. Keeps what was sent. */
export class NockedAis {
	readonly node: TestAis;
	readonly sent: SentRequest[] = [];
	private readonly scope: nock.Scope;

	constructor() {
		const url = `https://ais${(serial += 1)}.test:9300`;
		this.node = TestAis.at(url);
		const { stored } = this.node;
		Object.assign(stored, {
			sessionToken: TOKEN,
			sessionOwner: sessionOwner(stored as never),
			userDateFormat: 'MM/dd/yyyy',
			sessionEnvironment: 'JDV920',
			sessionRole: '*ALL',
		});
		this.scope = nock(url, {
			reqheaders: { 'jde-ais-auth': TOKEN, 'jde-ais-auth-device': 'n8n' },
		});
		this.scope.on('request', (request, _interceptor, body: string) =>
			this.sent.push({
				method: request.method,
				path: request.path.replace('/jderest', ''),
				accept: String(request.headers.accept),
				contentType: String(request.headers['content-type']),
				body: parsed(body),
			}),
		);
	}

	/** @param route `POST /v2/report/execute` */
	answers(
		route: string,
		body: unknown,
		{ status = 200, headers = { 'content-type': 'application/json' } as Record<string, string> } = {},
	): this {
		const [method, path] = route.split(' ') as [string, string];
		this.scope
			.intercept(`/jderest${path}`, method)
			.reply(status, Buffer.isBuffer(body) ? body : JSON.stringify(body), headers);
		return this;
	}

	async run(resource: string, operation: string, parameters: IDataObject): Promise<IDataObject[]> {
		return await this.node.run(resource, operation, parameters);
	}

	/** Whether everything that was ordered was asked for. */
	get isDone(): boolean {
		return this.scope.isDone();
	}
}

export function cleanUp(): void {
	nock.abortPendingRequests();
	nock.cleanAll();
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
