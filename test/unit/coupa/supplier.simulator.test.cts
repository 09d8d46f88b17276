import type { IDataObject } from 'n8n-workflow';

import { runOperation } from '../../../lib/node/router';
import { operations } from '../../../nodes/Coupa/actions';
import { DEMO_CLIENT, startCoupaSimulator, type CoupaSimulator } from '../../simulators/coupa/index.cts';
import { executeFunctions } from '../support/executeFunctions.cts';
import { oauth2 } from '../support/oauth2.cts';

// The node lives by the simulator's clock. A long sleep moves that clock; a short one takes real time, because the
// simulator's rate limit runs on real time.
let mockCoupa: CoupaSimulator;
const LONG_MS = 3000;
jest.mock('../../../lib/node/surroundings', () => ({
	surroundingsOf: () => ({
		now: () => mockCoupa.clock.now().getTime(),
		sleep: async (milliseconds: number) => {
			if (milliseconds > LONG_MS) mockCoupa.clock.advance(milliseconds);
			else await new Promise((resolve) => setTimeout(resolve, milliseconds));
		},
		random: () => 0.5,
	}),
}));

let credential: IDataObject;

async function started(options: Parameters<typeof startCoupaSimulator>[0] = {}): Promise<void> {
	mockCoupa = await startCoupaSimulator(options);
	credential = {
		instanceUrl: mockCoupa.url,
		clientId: DEMO_CLIENT.id,
		clientSecret: DEMO_CLIENT.secret,
		scope: 'core.supplier.read core.supplier.write core.common.read',
		accessTokenUrl: `${mockCoupa.url}/oauth2/token`,
	};
}

afterEach(() => mockCoupa.stop());

async function upsert(items: IDataObject[], options: IDataObject = {}): Promise<IDataObject[]> {
	const context = executeFunctions({
		parameters: {
			resource: 'supplier',
			operation: 'upsert',
			document: 'wholeItem',
			createOnlyFields: '',
			options,
		},
		credentials: { coupaOAuth2Api: credential },
		items,
		continueOnFail: true,
		sendWithCredential: oauth2(credential, () => mockCoupa.clock.now().getTime()),
	});
	return (await runOperation(context, operations)).map(({ json }) => json);
}

const actions = (outcomes: IDataObject[]) =>
	outcomes.map(({ action, error }) => action ?? (error as IDataObject).code);
const effects = () => mockCoupa.ledger.effects.map(({ kind, key }) => `${kind} ${key}`);

const supplier = (number: string, more: IDataObject = {}): IDataObject => ({
	number,
	name: `Supplier ${number}`,
	status: 'active',
	'po-method': 'prompt',
	'payment-term': { code: 'Net 30' },
	'primary-address': {
		street1: 'Main St 1',
		city: 'Denver',
		'postal-code': '80237',
		country: { code: 'US' },
	},
	'custom-fields': { 'cf-erp-supplier-number': number },
	...more,
});

describe('Supplier: Create or Update, against the strict simulator', () => {
	it('creates, changes, and then has nothing left to write; nothing it sends is dropped', async () => {
		await started();
		const remitTo = {
			'remit-to-code': '7001-7001',
			street1: 'Box 1',
			city: 'Ulm',
			'postal-code': '89073',
			country: { code: 'DE' },
		};
		const wanted = [
			supplier('7001', { 'remit-to-addresses': [remitTo] }),
			supplier('4343', { 'po-method': undefined }),
		];
		expect(actions(await upsert(wanted))).toEqual(['created', 'updated']);
		expect(effects().sort()).toEqual([
			'remit-to.created 7001-7001',
			'supplier.created 7001',
			'supplier.updated 4343',
		]);
		expect(actions(await upsert(wanted))).toEqual(['unchanged', 'unchanged']);
		expect(effects()).toHaveLength(3);
	});

	it('keeps within the documented rate of Coupa, and a fresh token is waited for', async () => {
		await started({ tokenUsableAfterMs: 5000 });
		const wanted = Array.from({ length: 60 }, (_, i) => supplier(String(8000 + i)));
		const outcomes = await upsert(wanted);
		expect(new Set(actions(outcomes))).toEqual(new Set(['created']));
		expect(outcomes.every(({ attempts, waitedMs }) => attempts === 1 && waitedMs === 0)).toBe(true);
		expect(effects()).toHaveLength(60);
		expect(new Set(actions(await upsert(wanted)))).toEqual(new Set(['unchanged']));
	});

	it('two executions with different options are together not too fast for Coupa', async () => {
		await started();
		const wanted = (from: number) => Array.from({ length: 45 }, (_, i) => supplier(String(from + i)));
		await upsert([supplier('7001')], { dryRun: true });
		const both = await Promise.all([
			upsert(wanted(8000), { requestsPerSecond: 25, concurrency: 5 }),
			upsert(wanted(9000), { requestsPerSecond: 20, concurrency: 5 }),
		]);
		expect(new Set(actions(both.flat()))).toEqual(new Set(['created']));
		expect(mockCoupa.ledger.exchanges.filter(({ status }) => [429, 503].includes(status))).toEqual([]);
	});

	it('a Coupa that allows far less is met with patience, and nothing is lost', async () => {
		await started({ rate: { perSecond: 10, burst: 2, retryAfter: 'seconds' } });
		const wanted = Array.from({ length: 8 }, (_, i) => supplier(String(8000 + i)));
		expect(new Set(actions(await upsert(wanted, { maximumTries: 20 })))).toEqual(new Set(['created']));
		expect(effects()).toHaveLength(8);
	});

	it('answer lost after the write: no supplier twice', async () => {
		await started({ rate: { perSecond: Infinity } });
		mockCoupa.faults.add({
			name: 'lost',
			method: 'POST',
			path: /^\/api\/suppliers/,
			effect: { dropAfter: true },
		});
		expect(actions(await upsert([supplier('7001')]))).toEqual(['created']);
		expect(mockCoupa.faults.fired('lost')).toBe(1);
		expect(effects()).toEqual(['supplier.created 7001']);
	});

	it('a taken name gets its number, and stays unchanged the next time', async () => {
		await started();
		const twin = supplier('7001', { name: 'Parts Emporium' });
		const [outcome] = await upsert([twin]);
		expect(outcome!.changes).toContainEqual({ path: 'name', before: null, after: 'Parts Emporium (7001)' });
		expect(actions(await upsert([twin]))).toEqual(['unchanged']);
	});

	it('a payment term that Coupa lacks fails alone, before anything is written', async () => {
		await started();
		const wanted = [supplier('7001', { 'payment-term': { code: 'Net 99' } }), supplier('7002')];
		expect(actions(await upsert(wanted))).toEqual(['COUPA_REFERENCE_MISSING', 'created']);
		expect(effects()).toEqual(['supplier.created 7002']);
	});

	it('an expired token is renewed once in the middle of a run', async () => {
		await started({ rate: { perSecond: Infinity } });
		await upsert([supplier('7001')], { dryRun: true });
		const issued = () => mockCoupa.tokens.issued.length;
		mockCoupa.clock.advance(90_000_000);
		const before = issued();
		const wanted = Array.from({ length: 20 }, (_, i) => supplier(String(8000 + i)));
		expect(new Set(actions(await upsert(wanted)))).toEqual(new Set(['created']));
		expect(issued() - before).toBe(1);
	});
});
