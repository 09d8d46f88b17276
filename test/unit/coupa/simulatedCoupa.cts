import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { runOperation } from '../../../lib/node/router';
import { operations } from '../../../nodes/Coupa/actions';
import { DEMO_CLIENT, startCoupaSimulator } from '../../simulators/coupa/index.cts';
import type { CoupaOptions, CoupaSimulator } from '../../simulators/coupa/index.cts';
import type { Values } from '../../simulators/coupa/attributes.cts';
import type { FaultEffect } from '../../simulators/kit/faults.cts';
import { executeFunctions, type FakeOptions } from '../support/executeFunctions.cts';
import { oauth2 } from '../support/oauth2.cts';
import { liveBy } from '../support/simulatedClock.cts';

/** The Coupa node before the strict simulator, without a rate limit. */
export class SimulatedCoupa {
	private constructor(
		readonly coupa: CoupaSimulator,
		private readonly credential: IDataObject,
	) {}

	static async start(options: CoupaOptions = {}): Promise<SimulatedCoupa> {
		const coupa = await startCoupaSimulator({ rate: { perSecond: Infinity }, ...options });
		liveBy(coupa.clock);
		return new SimulatedCoupa(coupa, {
			instanceUrl: coupa.url,
			clientId: DEMO_CLIENT.id,
			clientSecret: DEMO_CLIENT.secret,
			accessTokenUrl: `${coupa.url}/oauth2/token`,
		});
	}

	context(
		resource: string,
		operation: string,
		items: IDataObject[] = [{}],
		parameters: Record<string, unknown> = {},
		binary?: FakeOptions['binary'],
	): IExecuteFunctions {
		const own = { resource, operation, document: 'wholeItem', ...parameters };
		return executeFunctions(this.reach({ parameters: own, items, binary, continueOnFail: true }));
	}

	/** The same node with this credential. */
	reach(options: FakeOptions): FakeOptions {
		return {
			credentials: { coupaOAuth2Api: this.credential },
			sendWithCredential: oauth2(this.credential, () => this.coupa.clock.now().getTime()),
			...options,
		};
	}

	async run(...what: Parameters<SimulatedCoupa['context']>): Promise<IDataObject[]> {
		return (await runOperation(this.context(...what), operations)).map(({ json }) => json);
	}

	/** Loses the connection of a matching write once, before or after its effect. */
	lose(method: string, path: RegExp, when: 'before' | 'after'): void {
		const effect: FaultEffect = when === 'before' ? { dropBefore: true } : { dropAfter: true };
		this.coupa.faults.add({ name: 'lost', method, path, effect });
	}

	/** `purchase-order.created 1-OP-1` in the order they happened. */
	get effects(): string[] {
		return this.coupa.ledger.effects.map(({ kind, key }) => `${kind} ${key}`);
	}

	kinds(pattern: RegExp): string[] {
		return this.coupa.ledger.effects.map(({ kind }) => kind).filter((kind) => pattern.test(kind));
	}

	/** Bodies of the PUTs and POSTs that arrived. */
	get sent(): Values[] {
		return this.coupa.ledger.exchanges
			.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/'))
			.map(({ body }) => JSON.parse(body || '{}') as Values);
	}

	one(table: string, where: Values): Values {
		const found = this.coupa.store.find(table, where);
		if (!found) throw new Error(`No ${table} with ${JSON.stringify(where)}`);
		return found;
	}
}

export const accountOf = (code: string): IDataObject => ({
	code,
	'account-type': { name: 'Financial Distribution Co' },
});

export const orderLine = (number: number | string, more: IDataObject = {}): IDataObject => ({
	'line-num': String(number),
	description: `Line ${number}`,
	price: '12.345678',
	quantity: '3',
	uom: { code: 'EA' },
	currency: { code: 'USD' },
	account: accountOf('30-8605'),
	...more,
});

export const order = (lines: IDataObject[], more: IDataObject = {}): IDataObject => ({
	'po-number': '1-OP-1',
	supplier: { number: '4343' },
	currency: { code: 'USD' },
	'payment-term': { code: 'Net 30' },
	'ship-to-user': { login: 'pbuyer' },
	'ship-to-address': { 'location-code': 'M30' },
	'order-lines': lines,
	...more,
});

export const invoice = (more: IDataObject = {}): IDataObject => ({
	'invoice-number': 'INV-1001',
	supplier: { number: '4343' },
	'invoice-date': '2026-01-15',
	'account-type': { name: 'Financial Distribution Co' },
	currency: { code: 'USD' },
	'payment-term': { code: 'Net 30' },
	'line-level-taxation': true,
	'invoice-lines': [
		{
			'line-num': 1,
			type: 'InvoiceAmountLine',
			description: 'Freight',
			price: '100.10',
			'account-allocations': [
				{ account: accountOf('30-8605'), pct: '60', amount: '60.06' },
				{ account: accountOf('30-8610-10'), pct: '40', amount: '40.04' },
			],
			'tax-lines': [{ type: 'TaxLine', amount: '8.01' }],
		},
	],
	...more,
});
