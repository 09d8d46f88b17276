import type { IDataObject } from 'n8n-workflow';

import { TestAis, company as sample, failureOf } from './aisNode.cts';

let ais: TestAis;
beforeEach(async () => (ais = await TestAis.start()));
afterEach(async () => await ais.stop());

const hide = (...columns: string[]) => (ais.simulator!.users[0]!.security.hiddenColumns = columns);
const get = async (resource: string, key: string, options: IDataObject = {}) =>
	(await ais.run(resource, 'get', { [resource]: key, options }))[0]!;

describe.each([
	['account', 'F0901', 'accountId', 'AID'],
	['businessUnit', 'F0006', 'businessUnit', 'MCU'],
	['company', 'F0010', 'company', 'CO'],
	['paymentTerm', 'F0014', 'paymentTerm', 'PTC'],
])('every %s', (resource, table, field, column) => {
	it(`of ${table} comes once, with its whole row`, async () => {
		const all = await ais.run(resource, 'getAll');
		const keys = sample.tables[table]!.map((row) => String(row[column]));
		expect(all.map((one) => one[field]).sort()).toEqual(keys.sort());
		for (const one of all) expect((one[table] as IDataObject)[column]).toBe(one[field]);
	});

	it('is found by its key, and one that is not there is told apart', async () => {
		const [first] = await ais.run(resource, 'getAll', { returnAll: false, limit: 1 });
		expect(await get(resource, String(first![field]))).toEqual(first);
		expect(failureOf(await get(resource, 'ZZ'))).toMatchObject({
			code: 'JDE_MASTER_NOT_FOUND',
			category: 'reference',
		});
	});
});

describe('an account', () => {
	it('is found by business unit and object too, and says whether it may be posted to', async () => {
		const account = await get('account', '200.8720');
		expect(account).toMatchObject({ account: '200.8720', postingEdit: 'no posting', isPostable: false });
		expect(await get('account', '200.8605')).toMatchObject({ postingEdit: 'posting', isPostable: true });
	});

	it('is not read where security hides the posting edit', async () => {
		hide('F0901.PEC');
		expect(failureOf(await get('account', '200.8720')).message).toContain('F0901.PEC');
	});

	it('is chosen by company', async () => {
		const accounts = await ais.run('account', 'getAll', { options: { companies: '70' } });
		expect(new Set(accounts.map(({ company }) => company))).toEqual(new Set(['00070']));
	});
});

describe('a company', () => {
	const check = async (checkDate: string) => (await get('company', '1', { checkDate })).dateIsOpen;

	it('shows the current A/P period and the next', async () => {
		expect(await get('company', '00001')).toMatchObject({
			currency: 'USD',
			apPeriod: { number: 11, firstDay: '2026-11-01', lastDay: '2026-11-30' },
			nextApPeriod: { number: 12, firstDay: '2026-12-01', lastDay: '2026-12-31' },
			periodsMissing: '',
		});
	});

	it.each([
		['2026-10-31', false],
		['2026-11-01', true],
		['2026-12-31', true],
		['2027-01-01', false],
	])('says whether %s is open: %s', async (date, open) => {
		expect(await check(date)).toBe(open);
	});

	it('goes on with the next fiscal year behind its last period, unused periods or not', async () => {
		ais.simulator!.tables.update('F0010', { CO: '00001' }, { APPN: 12 });
		expect((await get('company', '1')).nextApPeriod).toMatchObject({
			number: 1,
			firstDay: '2027-01-01',
			lastDay: '2027-01-31',
		});
		expect([await check('2026-11-30'), await check('2027-01-31')]).toEqual([false, true]);
	});

	it.each([
		['the columns of the periods are hidden', ['F0008.D01J'], 'F0008 shows neither D01J nor PD01J'],
		['the current period is hidden', ['F0010.APPN'], 'did not return F0010.APPN'],
	])('where %s says so, and does not guess', async (_what, columns, words) => {
		hide(...columns);
		const company = await get('company', '1', { checkDate: '2026-11-22' });
		expect(company).toMatchObject({ apPeriod: null, dateIsOpen: null, name: 'Model Distribution Company' });
		expect(company.periodsMissing).toContain(words);
	});

	it('where F0008 may not be read still comes, and says so', async () => {
		ais.simulator!.users[0]!.security.tables = ['F0010'];
		const company = await get('company', '1', { checkDate: '2026-11-22' });
		expect(company.dateIsOpen).toBeNull();
		expect(company.periodsMissing).toContain('F0008');
	});

	it('does not say that a day is closed which may lie in a year that F0008 lacks', async () => {
		ais.simulator!.tables.remove('F0008', (row) => row.DFYJ === '20270101');
		ais.simulator!.tables.update('F0010', { CO: '00001' }, { APPN: 12 });
		expect([await check('2026-12-05'), await check('2027-01-05')]).toEqual([true, null]);
	});
});
