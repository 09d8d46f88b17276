import type { IDataObject } from 'n8n-workflow';

import { TestAis, company, failureOf } from './aisNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

let ais: TestAis;
afterEach(async () => await ais.stop());

const byLink = async (table: string, options: IDataObject = {}) =>
	await ais.run('table', 'getAll', { table, options: { paging: 'link', pageSize: 40, ...options } });
const byKey = async (table: string) => await ais.run('table', 'getAll', { table });
const followed = () => ais.simulator!.ledger.count('GET', /dataservice\/next/);
const browsed = () => ais.simulator!.ledger.count('POST', /dataservice$/);
const onNext = (name: string, effect: object, after = 1) =>
	ais.simulator!.faults.add({ name, path: /dataservice\/next/, after, effect: effect as never });

describe('reading a table by next-links', () => {
	it.each(['F0101', 'F0111', 'F0411'])(
		'gives the same rows of %s as by key, in one result set',
		async (table) => {
			ais = await TestAis.start({ dbFetchLimit: 30 });
			const rows = await byLink(table);
			expect(followed()).toBe(Math.ceil(rows.length / 30) - 1);
			expect(browsed()).toBe(1);
			expect(rows).toEqual(await byKey(table));
		},
	);

	it('stays with the configured server, whatever address the link bears', async () => {
		ais = await TestAis.start({ advertisedUrl: 'http://elsewhere.invalid:7070' });
		expect(await byLink('F0101')).toHaveLength(company.tables.F0101!.length);
		expect(followed()).toBeGreaterThan(0);
	});

	it.each([
		['expired', { before: () => ais.simulator!.clock.advance(61_000) }],
		['lost its answer, which must not skip a page', { dropAfter: true }],
		['met a busy gateway', { answer: { status: 503, body: '<html>busy</html>' } }],
		['lost its session', { before: () => ais.simulator!.sessions.expireAll() }],
	])('reads on by key from the last whole document when the link %s', async (name, effect) => {
		ais = await TestAis.start();
		await ais.run('session', 'validate');
		const expected = await byKey('F0411');
		const before = browsed();
		onNext(name, effect);
		expect(await byLink('F0411')).toEqual(expected);
		expect(ais.simulator!.faults.fired(name)).toBe(1);
		expect(browsed()).toBeGreaterThan(before + 1);
	});

	it('reads on by key where the server says that there is more but gives no link', async () => {
		ais = await TestAis.start();
		await ais.run('session', 'validate');
		const [first] = await byKey('F0401');
		const row = { F0401_AN8: first!.AN8, F0401_TRAP: ' ' };
		const summary = { records: 1, moreRecords: true };
		const body = { fs_DATABROWSE_F0401: { data: { gridData: { rowset: [row], summary } }, errors: [] } };
		const headers = { 'content-type': 'application/json' };
		const answer = { status: 200, body: JSON.stringify(body), headers };
		ais.simulator!.faults.add({ name: 'mute', path: /dataservice$/, effect: { answer } });
		expect(await byLink('F0401')).toEqual(await byKey('F0401'));
	});

	it('shows the token of the link nowhere, not even in a failure', async () => {
		ais = await TestAis.start();
		await ais.run('session', 'validate');
		const down = { answer: { status: 503, body: `<html>${String(ais.stored.sessionToken)}</html>` } };
		onNext('gone', down, 0);
		ais.simulator!.faults.add({ name: 'all', path: /dataservice$/, after: 1, times: 99, effect: down });
		const failure = failureOf((await byLink('F0411'))[0]);
		expect(failure.category).toBe('unavailable');
		expect(JSON.stringify(failure)).not.toContain(String(ais.stored.sessionToken));
	});
});
