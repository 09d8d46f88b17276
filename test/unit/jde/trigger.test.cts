import type { IDataObject } from 'n8n-workflow';

import { TestAis, company } from './aisNode.cts';
import { TestTrigger } from './triggerNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

let ais: TestAis;
beforeEach(async () => (ais = await TestAis.start()));
afterEach(async () => await ais.stop());

const tables = () => ais.simulator!.tables;
const suppliers = () =>
	company.tables
		.F0401!.map(({ AN8 }) => Number(AN8))
		.filter((number) => company.tables.F0101!.some(({ AN8, AT1 }) => AN8 === number && AT1 === 'V'));
const [FIRST, SECOND] = suppliers() as [number, number];
const touch = (AN8: number, TRAP: string) => tables().update('F0401', { AN8 }, { TRAP });
const numbers = (documents: IDataObject[]) => documents.map(({ number }) => Number(number));
const nextDay = () => ais.simulator!.clock.advance(86_400_000);
const onSuppliers = (options: IDataObject = {}) =>
	new TestTrigger(ais, { event: 'supplierChanged', options });

describe('a trigger on changed suppliers', () => {
	it('learns what is there when it starts, and gives only what changes from then on', async () => {
		touch(FIRST, 'N60');
		const trigger = onSuppliers();
		expect(await trigger.poll()).toEqual([]);
		touch(SECOND, 'N45');
		expect(numbers(await trigger.poll())).toEqual([SECOND]);
	});

	it('gives a document once for each state, on the day and over midnight', async () => {
		const trigger = onSuppliers();
		await trigger.poll();
		touch(FIRST, 'N60');
		expect(numbers(await trigger.poll())).toEqual([FIRST]);
		expect(await trigger.poll()).toEqual([]);
		touch(FIRST, 'N45');
		expect(numbers(await trigger.poll())).toEqual([FIRST]);
		nextDay();
		// Addresses of others come into force.
		expect(numbers(await trigger.poll())).not.toContain(FIRST);
		expect(await trigger.poll()).toEqual([]);
	});

	it('gives what was stamped yesterday and committed today', async () => {
		const trigger = onSuppliers();
		await trigger.poll();
		nextDay();
		await trigger.poll();
		const UPMJ = company.today.replaceAll('-', '');
		tables().update('F0401', { AN8: FIRST }, { TRAP: 'N60', UPMJ });
		expect(numbers(await trigger.poll())).toEqual([FIRST]);
	});

	it('goes on where it was after n8n restarted, and after a week without a poll', async () => {
		const trigger = onSuppliers();
		await trigger.poll();
		touch(FIRST, 'N60');
		for (let day = 0; day < 7; day += 1) nextDay();
		touch(SECOND, 'N45');
		trigger.restart();
		expect(numbers(await trigger.poll())).toEqual(expect.arrayContaining([FIRST, SECOND]));
		expect(await trigger.poll()).toEqual([]);
	});

	it('goes on where it was when the node was renamed', async () => {
		const trigger = onSuppliers();
		await trigger.poll();
		touch(FIRST, 'N60');
		expect(numbers(await trigger.poll({ name: 'Changed Suppliers' }))).toEqual([FIRST]);
		expect(await trigger.poll({ name: 'Changed Suppliers' })).toEqual([]);
	});

	it('gives from the start what changed since a day, where it is told one', async () => {
		const trigger = onSuppliers({ startFrom: '1990-01-01' });
		expect(numbers(await trigger.poll())).toEqual(suppliers().sort((a, b) => a - b));
		expect(await trigger.poll()).toEqual([]);
	});

	it('reads a long list in several runs, none twice, and moves its watermark at the end only', async () => {
		const trigger = onSuppliers({ startFrom: '1990-01-01', maxDocuments: 1 });
		const watermark = () => (trigger.staticData['node:JDE AIS Trigger']!.poll as IDataObject).watermark;
		const seen: number[] = [];
		for (let poll = 0; poll < 20; poll += 1) {
			// No time at all: every poll ends after one chunk.
			seen.push(...numbers(await trigger.poll({ budgetMs: -1 })));
			trigger.restart();
			if (watermark() !== '') break;
		}
		expect(seen).toEqual(suppliers().sort((a, b) => a - b));
		expect(watermark()).toMatch(/^\d{4}-\d{2}-\d{2}T/);
		expect(await trigger.poll()).toEqual([]);
	});

	it('loses nothing when a poll fails on the way', async () => {
		const trigger = onSuppliers();
		await trigger.poll();
		touch(FIRST, 'N60');
		const answer = { status: 503, body: '<html>down</html>' };
		ais.simulator!.faults.add({ name: 'down', path: /dataservice/, after: 3, times: 99, effect: { answer } });
		await expect(trigger.poll()).rejects.toThrow('not able to work now');
		ais.simulator!.faults.clear();
		expect(numbers(await trigger.poll())).toEqual([FIRST]);
	});

	it('is read by one poll at a time', async () => {
		const trigger = onSuppliers();
		await trigger.poll();
		touch(FIRST, 'N60');
		const both = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(both.map(numbers)).toEqual([[FIRST], []]);
		touch(SECOND, 'N45');
		expect(numbers(await trigger.poll())).toEqual([SECOND]);
	});

	it('shows the newest few in a test by hand, and remembers nothing of it', async () => {
		const trigger = onSuppliers();
		await trigger.poll();
		touch(SECOND, 'N45');
		const kept = JSON.stringify(trigger.staticData);
		const shown = numbers(await trigger.poll({ mode: 'manual' }));
		expect(shown).toHaveLength(3);
		expect(shown[0]).toBe(SECOND);
		expect(JSON.stringify(trigger.staticData)).toBe(kept);
		expect(numbers(await trigger.poll())).toEqual([SECOND]);
	});

	it('says so where a test by hand finds nothing', async () => {
		const trigger = onSuppliers({ searchTypes: 'NO' });
		await expect(trigger.poll({ mode: 'manual' })).rejects.toMatchObject({
			message: 'There are no suppliers to show',
		});
	});

	it('starts anew when it is turned to another environment', async () => {
		const trigger = onSuppliers();
		await trigger.poll();
		ais.simulator!.users[0]!.environments.push('JPD920');
		touch(FIRST, 'N60');
		ais.stored.environment = 'JPD920';
		expect(await trigger.poll()).toEqual([]);
	});

	it('refuses an environment it does not belong to', async () => {
		const trigger = onSuppliers({ onlyConnectedTo: 'JPD920 at elsewhere' });
		await expect(trigger.poll()).rejects.toMatchObject({
			message: expect.stringContaining('belongs to JPD920 at elsewhere'),
			failure: { cause: 'configuration-invalid' },
		});
	});
});

describe('a trigger on other documents', () => {
	it('gives a voucher whose payment was voided', async () => {
		const trigger = new TestTrigger(ais, { event: 'voucherChanged' });
		await trigger.poll();
		const [paid] = company.tables.F0414!.filter(({ DCT }) => DCT === 'PV');
		tables().update('F0413', { PYID: paid!.PYID! }, { VDGJ: '20261122' });
		const keys = (await trigger.poll()).map(({ key }) => key);
		expect(keys).toContain(`${paid!.KCO}-PV-${paid!.DOC}`);
	});

	it('gives an order of which a line changed, and a payment of which the header did', async () => {
		const orders = new TestTrigger(ais, { event: 'purchaseOrderChanged' });
		const payments = new TestTrigger(ais, { event: 'paymentChanged' });
		await orders.poll();
		await payments.poll();
		const [line] = company.tables.F4311!;
		const { DOCO, DCTO, KCOO, SFXO, LNID } = line!;
		tables().update('F4311', { DOCO: DOCO!, LNID: LNID! }, { NXTR: '999' });
		const posted = company.tables.F0413!.find(({ POST }) => POST === 'D')!;
		tables().update('F0413', { PYID: posted.PYID! }, { VLDT: '20261130' });
		expect((await orders.poll()).map(({ key }) => key)).toEqual([`${KCOO}-${DCTO}-${DOCO}-${SFXO}`]);
		expect((await payments.poll()).map(({ key }) => key)).toEqual([String(posted.PYID)]);
	});

	it("gives rows of a site's own table that meet the conditions", async () => {
		const trigger = new TestTrigger(ais, {
			event: 'tableRowChanged',
			table: 'F55SUP',
			match: 'MATCH_ALL',
			conditions: { condition: [{ column: 'CO', operator: 'EQUAL', value: '00001' }] },
			options: { keyColumns: 'AN8, CO' },
		});
		await trigger.poll();
		tables().insert('F55SUP', { AN8: 9001, CO: '00001' });
		tables().insert('F55SUP', { AN8: 9001, CO: '00002' });
		expect(await trigger.poll()).toMatchObject([{ AN8: 9001, CO: '00001' }]);
		expect(await trigger.poll({ mode: 'manual' })).toHaveLength(3);
	});
});
