import type { IDataObject } from 'n8n-workflow';

import { expectedOrders } from '../../simulators/sample/index.cts';
import type { Site } from '../../simulators/sample/index.cts';
import { siteOf, wantedOrders } from '../../workflows/agreement.cts';
import { shownOrders } from '../../workflows/shownOrders.cts';
import { PaperSite, type PaperRun } from './paperSite.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let paper: PaperSite;
let site: Site;
let orders: PaperRun;

beforeAll(async () => {
	paper = await PaperSite.start({ orders: 100 });
	await paper.run('suppliers');
	site = siteOf(paper);
	orders = await paper.run('purchaseOrders');
});
afterAll(async () => await paper.stop());

const expected = () => expectedOrders(paper.company.tables, site);
const orderIn = (poNumber: string) => paper.coupa.store.find('purchase_orders', { 'po-number': poNumber })!;
const linesOf = (order: IDataObject) => order['order-lines'] as IDataObject[];

describe('the flow of orders', () => {
	it('brings every order whose live lines are all approved: numbers, prices and accounts to the last digit', () => {
		const wanted = wantedOrders(paper, site);
		expect(wanted.size).toBeGreaterThan(40);
		expect(shownOrders(paper.coupa)).toEqual(wanted);
	});

	it('parks what is wrong under its category', () => {
		const categories = [...orders.parked].map(([key, { category }]) => [key, category] as const);
		expect(new Map(categories)).toEqual(
			new Map([...expected().parked].map(([key, { category }]) => [key, category])),
		);
	});

	it('parks a code that nobody mapped before anything is asked of Coupa', () => {
		const unmapped = [...expected().parked].filter(([, { reasons }]) =>
			reasons.some((reason) => reason.startsWith('account ')),
		);
		expect(unmapped.length).toBeGreaterThan(0);
		for (const [key] of unmapped) expect(orders.parked.get(key)).toMatchObject({ code: 'CROSSWALK_MISSING' });
	});

	it('leaves out what is on hold, not approved, or cancelled before Coupa had it, and says so', () => {
		const left = [...expected().outOfScope].filter(([key]) => orders.outOfScope.has(key));
		const said = left.map(([key, reason]) => [
			reason,
			orders.outOfScope.get(key)!.replace(/ with code .*/, ''),
		]);
		expect(Object.fromEntries(said)).toEqual({
			'not approved': 'not approved yet',
			'on hold': 'on hold',
			'all lines cancelled': 'not in Coupa',
			closed: 'not in Coupa',
		});
	});

	it('is never mailed to a supplier, and has the match type that needs no receipts in Coupa', () => {
		const paths = paper.coupa.ledger.exchanges.map(({ path }) => path);
		expect(paths.filter((path) => path.endsWith('/issue_without_send')).length).toBeGreaterThan(40);
		expect(paths.filter((path) => path.endsWith('/issue'))).toEqual([]);
		const [poNumber] = [...wantedOrders(paper, site).keys()];
		expect(linesOf(orderIn(poNumber!) as IDataObject).map((line) => line['match-type'])).toContain('2-way');
	});

	it('parks an order in a currency that set-up has not proved', async () => {
		const { parked } = await paper.run('purchaseOrders', { currencies: '' });
		const unproved = [...parked].filter(([, { code }]) => code === 'CURRENCY_NOT_PROVED');
		expect(unproved.length).toBeGreaterThan(0);
	});
});

it('a second run writes nothing', async () => {
	paper.writes();
	await paper.run('purchaseOrders');
	expect(paper.writes()).toEqual([]);
});

describe('a line that is cancelled in JD Edwards', () => {
	const cancelFirstLine = async (place: number, touched: IDataObject = {}) => {
		const several = [...expected().inCoupa].filter(([, { lines }]) => lines.length > 2);
		const [key, { poNumber, lines }] = several[place]!;
		const [KCOO, DCTO, DOCO, SFXO] = key.split('-');
		const { number } = lines[0]!;
		const there = linesOf(orderIn(poNumber) as IDataObject).find((line) => line['line-num'] === number)!;
		paper.coupa.store.update('order_lines', Number(there.id), touched as never);
		const where = { KCOO, DCTO, DOCO: Number(DOCO), SFXO, LNID: Number(number) };
		paper.ais.simulator!.tables.update('F4311', where, { LTTR: '980', NXTR: '999' });
		const run = await paper.run('purchaseOrders', { plan: { keys: [key] } });
		const left = linesOf(orderIn(poNumber) as IDataObject).map((line) => String(line['line-num']));
		return { outcome: run.outcomes.get(key)!, isThere: left.includes(number), number };
	};

	it('is deleted in Coupa where nothing was received or invoiced of it', async () => {
		expect(await cancelFirstLine(0)).toMatchObject({ isThere: false });
	});

	it('is closed softly where something was', async () => {
		const { isThere, outcome, number } = await cancelFirstLine(1, { received: '1' });
		expect(isThere).toBe(true);
		expect(outcome).toMatchObject({
			action: 'updated',
			changes: [{ path: `order-lines[${number}].status`, after: 'soft_closed_for_receiving' }],
		});
	});

	it('stays where Coupa does not close it either, and is reported with its quantities', async () => {
		const { outcome, number } = await cancelFirstLine(2, { received: '1', status: 'unheard of' });
		expect(JSON.stringify(outcome)).toContain(`order-lines[${number}]`);
		expect(JSON.stringify(outcome)).toContain('It was received, and is not closed');
	});
});

describe('an order that is closed in JD Edwards', () => {
	it('is closed softly once, after the delay', async () => {
		const [key, order] = [...expected().inCoupa].at(-1)!;
		const [KCOO, DCTO, DOCO, SFXO] = key.split('-');
		paper.ais.simulator!.tables.update(
			'F4311',
			{ KCOO, DCTO, DOCO: Number(DOCO), SFXO },
			{ LTTR: '999', NXTR: '999' },
		);
		const plan = { keys: [key] };
		paper.writes();
		await paper.run('purchaseOrders', { plan, settings: { closeDelayDays: 30 } });
		expect(paper.writes()).toEqual([]);
		await paper.run('purchaseOrders', { plan });
		await paper.run('purchaseOrders', { plan });
		expect(paper.writes().map((call) => call.replace(/\d+/, 'ID'))).toEqual([
			'PUT /api/purchase_orders/ID/close',
		]);
		expect(orderIn(order.poNumber).status).toBe('soft_closed');
	});
});
