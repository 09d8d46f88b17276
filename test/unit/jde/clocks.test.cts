import { TestAis } from './aisNode.cts';
import { Clock } from '../../simulators/kit/clock.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

/** Users by date format: month first, day first, two-digit year, ISO. */
const USERS = ['N8N', 'N8NEURO', 'N8NSHORT', 'N8NISO'];
/** Where the server stands, and when: minutes around midnight and around both changes of the clock. */
const CLOCKS: Array<[string, string, string]> = [
	['America/Denver', '2027-11-07T07:59:30Z', '2027-11-07'],
	['Europe/Berlin', '2027-03-28T00:59:30Z', '2027-03-28'],
	['Europe/Berlin', '2027-10-31T00:30:00Z', '2027-10-31'],
	['Australia/Sydney', '2027-01-22T13:05:00Z', '2027-01-23'],
	['Pacific/Auckland', '2027-01-22T10:59:00Z', '2027-01-22'],
];
const HOSTS = ['UTC', 'Asia/Tokyo', 'America/Los_Angeles'];

const hostZone = process.env.TZ;
afterEach(() => {
	if (hostZone === undefined) delete process.env.TZ;
	else process.env.TZ = hostZone;
});

/** What the reads give that depend on a day, for one user, server and host. */
async function seen(username: string, serverZone: string, now: string, day: string): Promise<unknown> {
	const ais = await TestAis.start({ serverZone, clock: new Clock(now) }, { username });
	const touched = [4251, 4260];
	for (const AN8 of touched) ais.simulator!.tables.update('F0401', { AN8 }, { TRAP: 'N60' });
	const window = { changedSince: day, changedUntil: '', overlapDays: 0 };
	const changed = await ais.run('table', 'getChanged', { table: 'F0401', ...window });
	const suppliers = await ais.run('supplier', 'getChanged', window);
	const due = { column: 'DDJ', operator: 'BETWEEN', value: '2026-10-01,2026-12-31' };
	const vouchers = await ais.run('table', 'getAll', { table: 'F0411', conditions: { condition: [due] } });
	const today = { column: 'UPMJ', operator: 'EQUAL', value: '', special: 'TODAY' };
	const [count] = await ais.run('table', 'count', { table: 'F0401', conditions: { condition: [today] } });
	const groups = await ais.run('table', 'aggregate', {
		table: 'F0411',
		conditions: { condition: [due] },
		figures: { figure: [{ aggregate: 'COUNT', column: '*' }] },
		groupBy: 'DDJ',
		options: { serverTimeZone: serverZone },
	});
	await ais.stop();
	expect(changed.map(({ AN8, UPMJ }) => [AN8, UPMJ])).toEqual(touched.map((AN8) => [AN8, day]));
	expect(suppliers.map(({ number }) => Number(number))).toEqual(expect.arrayContaining(touched));
	expect(count).toMatchObject({ rows: touched.length, newestChange: day });
	expect(vouchers.length).toBeGreaterThan(5);
	return { vouchers, groups };
}

describe('the same rows come', () => {
	it.each(CLOCKS)(
		'from a server in %s at %s, whatever the date format of the user',
		async (zone, now, day) => {
			const all = [];
			for (const user of USERS) all.push(await seen(user, zone, now, day));
			for (const one of all) expect(one).toEqual(all[0]);
		},
	);

	it('wherever the server and n8n stand, and on the days when a clock changes', async () => {
		const all = [];
		for (const [i, [zone, now, day]] of CLOCKS.entries()) {
			process.env.TZ = HOSTS[i % HOSTS.length];
			all.push(await seen('N8NSHORT', zone, now, day));
		}
		for (const one of all) expect(one).toEqual(all[0]);
	});
});
