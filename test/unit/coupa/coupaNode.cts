import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import nock from 'nock';

import { runOperation } from '../../../lib/node/router';
import { operations } from '../../../nodes/Coupa/actions';
import { executeFunctions, type FakeOptions } from '../support/executeFunctions.cts';
import { clock } from '../support/clock.cts';
import { oauth2 } from '../support/oauth2.cts';
import { ownNock } from '../support/ownNock.cts';

export { clock };
export { failureOf } from '../support/failureOf.cts';

export const SECRET = 'tell-nobody-4711';
export const TOKEN = 'token.of.the.test';

let serial = 0;

/** A Coupa instance of its own for each test, because callers of one host share a limiter. */
export class TestCoupa {
	readonly host: string;
	readonly url: string;
	readonly credential: IDataObject;
	/** `GET /api/suppliers?…` in the order of arrival, decoded */
	readonly log: string[] = [];
	readonly bodies: IDataObject[] = [];
	readonly nock: nock.Scope;

	constructor(url = `https://t${(serial += 1)}.coupahost.test`) {
		clock.waits = [];
		clock.ms += 3_600_000;
		this.url = url;
		this.host = new URL(url).host;
		this.credential = {
			instanceUrl: url,
			clientId: 'client-1',
			clientSecret: SECRET,
			scope: 'core.supplier.read core.supplier.write core.common.read',
			accessTokenUrl: `${url}/oauth2/token`,
			ignoreSSLIssues: false,
			oauthTokenData: this.tokenData(clock.ms - 3_600_000),
		};
		this.nock = nock(url);
		this.nock.on('request', (request, _interceptor, body: string) => {
			const path = decodeURIComponent(request.path.replace(/\+/g, ' '));
			this.log.push(`${request.method} ${path}`);
			if (body) this.bodies.push(path.startsWith('/oauth2') ? {} : JSON.parse(body));
		});
	}

	tokenData(mintedAt: number, token = TOKEN): IDataObject {
		return { access_token: token, expires_in: 86_399, n8n_expires_at: String(mintedAt + 86_399_000) };
	}

	/** Answers in turn what suppliers, payment terms … are looked up. */
	finds(path: string, ...lists: unknown[]): this {
		for (const list of lists) {
			this.nock
				.get(`/api/${path}`)
				.query(true)
				.reply(200, JSON.stringify(list), { 'content-type': 'application/json' });
		}
		return this;
	}

	writes(method: 'post' | 'put', path: string, status: number, body: unknown, headers = {}): this {
		this.nock[method](`/api/${path}`)
			.query(true)
			.reply(status, body as nock.Body, headers);
		return this;
	}

	/** The writes among the log. */
	get sent(): string[] {
		return this.log.filter((line) => !line.startsWith('GET')).map((line) => line.replace(/\?.*/, ''));
	}

	async run(
		resource: string,
		operation: string,
		items: IDataObject[],
		parameters: IDataObject = {},
		more: Partial<FakeOptions> = {},
	): Promise<INodeExecutionData[]> {
		const context = executeFunctions({
			parameters: { resource, operation, document: 'wholeItem', createOnlyFields: '', ...parameters },
			credentials: { coupaOAuth2Api: this.credential },
			items,
			continueOnFail: true,
			sendWithCredential: oauth2(this.credential, () => clock.ms),
			...more,
		});
		return await runOperation(context, operations);
	}

	async upsert(
		items: IDataObject[],
		options: IDataObject = {},
		more: IDataObject = {},
	): Promise<IDataObject[]> {
		const results = await this.run('supplier', 'upsert', items, { options, ...more });
		return results.map(({ json }) => json);
	}
}

/** A supplier as the flow sends it. */
export function acme(overrides: IDataObject = {}): IDataObject {
	return { number: '4343', name: 'Acme Inc.', status: 'active', ...overrides };
}

/** No call leaves the machine, and every arranged answer is used. */
export function usesNock(): void {
	ownNock();
	beforeAll(() => nock.disableNetConnect());
	afterEach(() => {
		const left = nock.pendingMocks();
		nock.cleanAll();
		expect(left).toEqual([]);
	});
}
