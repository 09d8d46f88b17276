jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

import type { IDataObject } from 'n8n-workflow';

import { CoupaRecordTrigger } from '../../../nodes/CoupaRecordTrigger/CoupaRecordTrigger.node';
import { DEMO_CLIENT, startCoupaSimulator, type CoupaSimulator } from '../../simulators/coupa/index.cts';
import { executeFunctions } from '../support/executeFunctions.cts';
import { oauth2 } from '../support/oauth2.cts';
import { pollFunctions, type FakePoll } from '../support/pollFunctions.cts';
import { liveBy } from '../support/simulatedClock.cts';

let coupa: CoupaSimulator;
let staticData: Record<string, IDataObject>;

beforeEach(async () => {
	coupa = await startCoupaSimulator({ rate: { perSecond: Infinity } });
	liveBy(coupa.clock);
	staticData = {};
});
afterEach(async () => await coupa.stop());

async function poll(parameters: IDataObject = {}, more: Partial<FakePoll> = {}): Promise<IDataObject[]> {
	const credential = {
		instanceUrl: coupa.url,
		clientId: DEMO_CLIENT.id,
		clientSecret: DEMO_CLIENT.secret,
		accessTokenUrl: `${coupa.url}/oauth2/token`,
	};
	const inner = executeFunctions({
		parameters: { event: 'updated', resource: 'supplier', filters: {}, options: {}, ...parameters },
		credentials: { coupaOAuth2Api: credential },
		sendWithCredential: oauth2(credential, () => coupa.clock.now().getTime()),
	});
	const context = pollFunctions(inner, { staticData, name: 'Coupa Record Trigger', ...more });
	const items = await new CoupaRecordTrigger().poll.call(context);
	return (items?.[0] ?? []).map(({ json }) => json);
}

/** n8n writes static data into its database as JSON. */
const restart = () => (staticData = JSON.parse(JSON.stringify(staticData)) as typeof staticData);
const later = (minutes: number) => coupa.clock.advance(minutes * 60_000);
const rename = (id: unknown, name: string) => coupa.store.update('suppliers', Number(id), { name });
const add = (number: string) =>
	coupa.store.insert('suppliers', { number, name: `Supplier ${number}`, status: 'active' });
const names = (records: IDataObject[]) => records.map(({ name }) => name);

describe('records created or updated', () => {
	it('gives nothing of what was there, then each change once, also after a restart of n8n', async () => {
		const [first] = coupa.store.all('suppliers');
		expect(await poll()).toEqual([]);
		restart();
		later(1);
		rename(first.id, 'Renamed');
		add('N-1');
		expect(names(await poll())).toEqual(['Renamed', 'Supplier N-1']);
		restart();
		expect(await poll()).toEqual([]);
		later(60);
		expect(await poll()).toEqual([]);
		rename(first.id, 'Renamed again');
		expect(names(await poll())).toEqual(['Renamed again']);
	});

	it('gives a second change within the same second', async () => {
		const { id } = add('N-1');
		await poll();
		coupa.clock.set('2031-01-01T12:00:00.100Z');
		rename(id, 'One');
		expect(names(await poll())).toEqual(['One']);
		coupa.clock.set('2031-01-01T12:00:00.700Z');
		rename(id, 'Two');
		expect(names(await poll())).toEqual(['Two']);
		expect(await poll()).toEqual([]);
	});

	it('gives more than a page, in runs of the size that is set, oldest first', async () => {
		await poll();
		for (let i = 0; i < 120; i += 1) add(`M-${i}`);
		const runs: number[] = [];
		const seen = new Set<unknown>();
		for (let run = 0; run < 5; run += 1) {
			const records = await poll({ options: { maxRecords: 50 } });
			for (const { id } of records) seen.add(id);
			runs.push(records.length);
			later(1);
		}
		expect([runs, seen.size]).toEqual([[50, 50, 20, 0, 0], 120]);
	});

	it('begins where it is told', async () => {
		const all = coupa.store.all('suppliers').length;
		const options = { startFrom: '2000-01-01T00:00:00Z' };
		expect(await poll({ options })).toHaveLength(all);
		expect(await poll({ options })).toEqual([]);
		await expect(poll({ options: { startFrom: 'yesterday' }, resource: 'user' })).rejects.toThrow(
			"'Start From' cannot be 'yesterday'",
		);
	});

	it('gives only what meets the filters, with the fields that are asked for', async () => {
		const parameters = {
			filters: { conditions: [{ attribute: 'status', operator: 'in', value: 'inactive' }] },
			options: { fields: 'number' },
		};
		await poll(parameters);
		const { id } = add('N-1');
		later(1);
		expect(await poll(parameters)).toEqual([]);
		coupa.store.update('suppliers', Number(id), { status: 'inactive' });
		expect(await poll(parameters)).toEqual([
			{ id, number: 'N-1', 'updated-at': expect.any(String) as string },
		]);
	});

	it('loses nothing when a poll fails on the way', async () => {
		await poll();
		for (let i = 0; i < 60; i += 1) add(`M-${i}`);
		coupa.faults.add({
			name: 'page',
			path: /suppliers/,
			after: 1,
			times: 9,
			effect: { answer: { status: 403, body: '{}' } },
		});
		await expect(poll()).rejects.toThrow('not allowed to read suppliers');
		coupa.faults.clear();
		expect(await poll()).toHaveLength(60);
	});

	it('is read by one poll at a time', async () => {
		await poll();
		add('N-1');
		const both = await Promise.all([poll(), poll()]);
		expect(both.flat()).toHaveLength(1);
	});

	it('goes on where it was when the node was renamed, and starts anew for another resource', async () => {
		await poll();
		add('N-1');
		expect(await poll({}, { name: 'Other Name' })).toHaveLength(1);
		expect(await poll({ resource: 'user' }, { name: 'Other Name' })).toEqual([]);
	});
});

it('gives a created record once, and none that was only changed', async () => {
	const parameters = { event: 'created' };
	const [first] = coupa.store.all('suppliers');
	await poll(parameters);
	later(1);
	rename(first.id, 'Renamed');
	const { id } = add('N-1');
	expect(names(await poll(parameters))).toEqual(['Supplier N-1']);
	rename(id, 'Renamed too');
	expect(await poll(parameters)).toEqual([]);
});

it('gives what is not yet exported once for each state, whenever it was made', async () => {
	const parameters = { event: 'notExported', resource: 'anyResource', resourcePath: '/api/suppliers' };
	const open = coupa.store.all('suppliers').filter(({ exported }) => exported !== true);
	const given = await poll(parameters);
	expect(given.map(({ id }) => id)).toEqual(open.map(({ id }) => id));
	restart();
	later(6000);
	expect(await poll(parameters)).toEqual([]);
	rename(open[0].id, 'Renamed');
	expect(names(await poll(parameters))).toEqual(['Renamed']);
	coupa.store.update('suppliers', Number(open[0].id), { exported: true });
	expect(await poll(parameters)).toEqual([]);
});

describe('a test by hand', () => {
	it('shows the newest few, and remembers nothing', async () => {
		for (const number of ['N-1', 'N-2', 'N-3', 'N-4']) add(number);
		const shown = await poll({}, { mode: 'manual' });
		expect(shown.map(({ number }) => number)).toEqual(['N-4', 'N-3', 'N-2']);
		expect(staticData).toEqual({});
	});

	it('says so when there is nothing', async () => {
		const filters = { conditions: [{ attribute: 'number', operator: 'equals', value: 'nobody' }] };
		await expect(poll({ filters }, { mode: 'manual' })).rejects.toThrow('There are no suppliers to show');
	});
});
