import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

const ALWAYS = 1_000_000;
let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
	for (let n = 1; n <= 6; n += 1) {
		world.coupa.store.insert('suppliers', { name: `Supplier ${n}`, number: `S${n}`, status: 'active' });
	}
	world.coupa.ledger.clear();
});
afterEach(() => world.coupa.stop());

/** Coupa stumbles each time over the change of these suppliers. */
const stumblesOver = (numbers: string[], status = 500, headers?: Record<string, string>) => {
	for (const number of numbers) {
		const { id } = world.one('suppliers', { number });
		const path = new RegExp(`^/api/suppliers/${String(id)}$`);
		const effect = { answer: { status, body: '<html>sorry</html>', headers } };
		world.coupa.faults.add({ name: number, method: 'PUT', path, times: ALWAYS, effect });
	}
};
const renamed = async (numbers: string[], options: IDataObject = {}) => {
	const batch = numbers.map((number) => ({ number, name: `${number} renamed`, status: 'active' }));
	const results = await world.run('supplier', 'upsert', batch, { options: { concurrency: 1, ...options } });
	return results.map((json) => (json.error ? failureOf(json) : json)) as IDataObject[];
};
const said = (results: IDataObject[]) => results.map(({ action, code }) => action ?? code);
const ofRecord = (results: IDataObject[]) =>
	results.map(({ details }) => (details as IDataObject | undefined)?.ofRecord === true);

describe('a record on which Coupa stumbles each time', () => {
	it.each([
		['500', 500, 'unavailable'],
		['503', 503, 'throttled'],
		['504', 504, 'unavailable'],
	])('with %s does not keep the others back, wherever it stands', async (_, status, category) => {
		stumblesOver(['S1', 'S4'], status);
		const results = await renamed(['S1', 'S2', 'S3', 'S4']);
		expect(said(results)).toEqual([`COUPA_${status}`, 'updated', 'updated', `COUPA_${status}`]);
		expect(ofRecord(results)).toEqual([true, false, false, true]);
		expect(results[0]).toMatchObject({ category, retryable: true });
		expect(results[0]!.description).toMatch(/^Coupa answers for others, so it is this record/);
	});

	it('is told from an outage when it comes alone, too', async () => {
		stumblesOver(['S1']);
		const results = await renamed(['S1']);
		expect([said(results), ofRecord(results)]).toEqual([['COUPA_500'], [true]]);
	});

	it('is told from an outage beside another one', async () => {
		stumblesOver(['S1', 'S2']);
		expect(ofRecord(await renamed(['S1', 'S2', 'S3']))).toEqual([true, true, false]);
		expect(ofRecord(await renamed(['S1', 'S2', 'S3']))).toEqual([true, true, false]);
	});

	it('is told from an outage where many are written at once', async () => {
		stumblesOver(['S2']);
		const results = await renamed(['S1', 'S2', 'S3', 'S4', 'S5', 'S6'], { concurrency: 6 });
		expect(ofRecord(results)).toEqual([false, true, false, false, false, false]);
		expect(said(results).filter((one) => one === 'updated')).toHaveLength(5);
	});
});

describe('an outage', () => {
	it('is what three records in a row end with, though Coupa can be read: none of them is blamed', async () => {
		stumblesOver(['S1', 'S2', 'S3']);
		const results = await renamed(['S1', 'S2', 'S3', 'S4', 'S5']);
		expect(said(results)).toEqual([
			...Array<string>(3).fill('COUPA_500'),
			...Array<string>(2).fill('COUPA_500_NOT_TRIED'),
		]);
		expect(ofRecord(results)).toEqual(Array(5).fill(false));
	});

	it('is what nothing is answered after: no second record is tried', async () => {
		const down = { answer: { status: 500, body: '' } };
		world.coupa.faults.add({ name: 'down', path: /^\/api\//, after: 2, times: ALWAYS, effect: down });
		const results = await renamed(['S1', 'S2', 'S3']);
		expect(said(results).slice(0, 2)).toEqual(['updated', 'COUPA_500']);
		expect(results[2]).toMatchObject({ category: 'unavailable' });
		expect(ofRecord(results)).toEqual([false, false, false]);
		const { id } = world.one('suppliers', { number: 'S3' });
		expect(world.coupa.ledger.exchanges.filter(({ path }) => path.endsWith(`/${String(id)}`))).toEqual([]);
	});

	it.each([
		['a refusal of too many calls', { answer: { status: 429, body: '', headers: { 'retry-after': '1' } } }],
		['no answer at all', { dropBefore: true as const }],
	])('is what %s means, and the next record is not tried', async (_, effect) => {
		const { id } = world.one('suppliers', { number: 'S1' });
		const path = new RegExp(`^/api/suppliers/${String(id)}$`);
		world.coupa.faults.add({ name: 'S1', method: 'PUT', path, times: ALWAYS, effect });
		const results = await renamed(['S1', 'S2']);
		expect(ofRecord(results)).toEqual([false, false]);
		expect(said(results)[1]).toMatch(/_NOT_TRIED$/);
	});
});
