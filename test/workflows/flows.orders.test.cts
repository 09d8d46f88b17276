import { errorOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { Row } from '../simulators/ais/catalogue/index.cts';
import type { Values } from '../simulators/coupa/attributes.cts';
import { expectedOrders } from '../simulators/sample/index.cts';
import type { ExpectedOrder } from '../simulators/sample/index.cts';
import { completeCrosswalk } from './agreement.cts';
import { plain } from './shownOrders.cts';
import { FAST, knowAllTerms, setSetting, writesIn } from './support.cts';
import { startWorld, type World } from './world.cts';

const CANCELLED = { LTTR: '980', NXTR: '999' };
const OWN_CURRENCY: Record<string, string> = {
	'00001': 'USD',
	'00070': 'EUR',
	'00200': 'JPY',
	'00300': 'KWD',
};
const CLOSED = { LTTR: '999', NXTR: '999' };
let world: World;
let changing: ExpectedOrder;
let cancelled: ExpectedOrder;
let closed: ExpectedOrder;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), {
		suppliers: 60,
		orders: 40,
		// By them set-up proves the decimals of the currencies.
		vouchers: 40,
		coupa: FAST,
		flows: ['suppliers', 'purchaseOrders'],
	});
	knowAllTerms(world);
	await setSetting(world, 'closeDelayDays', 36_500, 'purchaseOrders');
	await world.goLive();
	await world.runSuppliers();
	const site = await completeCrosswalk(world);
	expect(errorOf(await world.runFlow('purchaseOrders'))).toBeUndefined();
	const plainOrders = [...expectedOrders(world.company.tables, site).inCoupa.values()].filter(
		({ company, currency, lines }) =>
			OWN_CURRENCY[company] === currency &&
			lines.length > 2 &&
			lines.every(({ type, state }) => type === 'OrderQuantityLine' && state === 'open'),
	);
	[changing, cancelled, closed] = plainOrders.sort((a, b) => b.lines.length - a.lines.length);
	expect(closed).toBeDefined();
}, 300_000);

afterAll(async () => await world?.stop());

const keyOf = ({ key }: ExpectedOrder): Row => {
	const [KCOO, DCTO, DOCO, SFXO] = key.split('-');
	return { KCOO, DCTO, DOCO: Number(DOCO), SFXO };
};
const line = (order: ExpectedOrder, nth: number): Row => ({
	...keyOf(order),
	LNID: Number(order.lines[nth].number),
});
const inCoupa = ({ poNumber }: ExpectedOrder) =>
	world.coupa.store.find('purchase_orders', { 'po-number': poNumber })!;
const lineInCoupa = (order: ExpectedOrder, number: string) =>
	(inCoupa(order)['order-lines'] as Values[]).find((one) => String(one['line-num']) === number);
const run = async (): Promise<Execution> => {
	world.coupa.ledger.clear();
	return await world.runFlow('purchaseOrders');
};
const writtenPaths = () =>
	writesIn(world.coupa.ledger).map(({ method, path }) => `${method} ${path.replace(/\d+/, ':id')}`);
const closings = () => writtenPaths().filter((path) => path.endsWith('/close'));

describe('an order that changed after it was posted', () => {
	let execution: Execution;
	const added = '90';

	beforeAll(async () => {
		const [doubled, kept] = [line(changing, 0), line(changing, 1)];
		const { tables } = world.ais;
		const { UORG, AEXP } = tables.find('F4311', doubled)!;
		tables.update('F4311', doubled, { UORG: Number(UORG) * 2, AEXP: Number((Number(AEXP) * 2).toFixed(3)) });
		// Invoiced in Coupa, and cancelled in JD Edwards.
		const [, second] = changing.lines;
		const { id } = lineInCoupa(changing, second.number)!;
		world.coupa.store.update('order_lines', Number(id), { invoiced: second.quantity });
		tables.update('F4311', kept, CANCELLED);
		tables.update('F4311', line(changing, 2), CANCELLED);
		tables.insert('F4311', { ...tables.find('F4311', doubled)!, LNID: Number(added) });
		execution = await run();
	}, 60_000);

	it('is changed line by line: changed, cancelled and added', () => {
		const [first, , third] = changing.lines;

		expect(errorOf(execution)).toBeUndefined();
		expect(plain(lineInCoupa(changing, first.number)?.quantity)).toBe(String(Number(first.quantity) * 2));
		expect(lineInCoupa(changing, third.number)).toBeUndefined();
		expect(plain(lineInCoupa(changing, added)?.quantity)).toBe(String(Number(first.quantity) * 2));
		expect(world.totalsOf(execution)).toMatchObject({ created: 0, updated: 1 });
	});

	it('closes the line softly that Coupa does not let go, and the audit says so', async () => {
		const [, kept] = changing.lines;
		const audit = await world.n8n.rows('jde_coupa_audit', { key: changing.key, action: 'updated' });

		expect(lineInCoupa(changing, kept.number)).toMatchObject({ status: 'soft_closed_for_invoicing' });
		expect(plain(lineInCoupa(changing, kept.number)?.quantity)).toBe(kept.quantity);
		expect(audit).toHaveLength(1);
		expect(audit[0].changes).toContain(`order-lines[${kept.number}].status`);
	});

	it('is left alone by the run after that', async () => {
		await run();

		expect(writesIn(world.coupa.ledger)).toEqual([]);
	});
});

describe('an order cancelled as a whole', () => {
	it('is cancelled in Coupa, once', async () => {
		world.ais.tables.update('F4311', keyOf(cancelled), CANCELLED);
		const execution = await run();

		expect(errorOf(execution)).toBeUndefined();
		expect(writtenPaths()).toEqual(['PUT /api/purchase_orders/:id/cancel']);
		expect(inCoupa(cancelled).status).toMatch(/^cancell?ed$/);
		await run();
		expect(writesIn(world.coupa.ledger)).toEqual([]);
	});
});

describe('an order closed', () => {
	it('stays open in Coupa for the days of the delay, and each run looks at it', async () => {
		world.ais.tables.update('F4311', keyOf(closed), CLOSED);
		await run();

		const { watched } = await world.state('purchaseOrders');
		expect(closings()).toEqual([]);
		expect(inCoupa(closed).status).toBe('issued');
		expect(JSON.parse(String(watched))).toContain(closed.key);
	});

	it('is closed softly when they have passed, though nothing changed in JD Edwards', async () => {
		world.ais.clock.advance(5 * 86_400_000);
		await run();
		await setSetting(world, 'closeDelayDays', 0, 'purchaseOrders');
		await world.n8n.publish(world.flows.purchaseOrders);
		const execution = await run();

		expect(errorOf(execution)).toBeUndefined();
		expect(closings()).not.toEqual([]);
		expect(inCoupa(closed).status).toBe('soft_closed');
	});

	it('is never closed twice: a second close would be a hard one', async () => {
		await run();
		world.ais.tables.update('F4301', keyOf(closed), { VR01: 'seen' });
		await run();

		expect(closings()).toEqual([]);
		expect(inCoupa(closed).status).toBe('soft_closed');
		expect(JSON.parse(String((await world.state('purchaseOrders')).watched))).not.toContain(closed.key);
	});
});
