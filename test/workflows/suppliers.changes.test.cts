import { sharedN8n } from '../n8n/shared.cts';
import type { Row } from '../simulators/ais/catalogue/index.cts';
import { expectationsOf } from '../simulators/sample/index.cts';
import { addressOf, expectedSuppliers, text } from './expected.cts';
import { shownSupplier } from './shown.cts';
import { FAST, knowAllTerms, numbersRead, writesIn } from './support.cts';
import { startWorld, type World } from './world.cts';

const DAY_MS = 86_400_000;
let world: World;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), { suppliers: 60, coupa: FAST });
	knowAllTerms(world);
	const { addressToday } = expectationsOf(world.company.tables, world.company.today);
	// A move announced long ago: the row is there, and no row will change when it takes effect.
	const [mover] = quiet(3);
	const moved = { ...addressToday.get(mover)!, ADD1: '1 Tomorrow Road', EFTB: '20261123', UPMJ: '20240101' };
	world.ais.tables.insert('F0116', moved, { stamp: false });
	world.company.tables.F0116.push(moved);
	await world.goLive();
	expect((await world.runSuppliers()).status).toBe('success');
	world.coupa.ledger.clear();
});

afterAll(async () => await world?.stop());

/** The suppliers whose vouchers or master record name this payee. */
function paidThrough(payee: string): string[] {
	const expected = expectedSuppliers(world.company, world.company.today);
	return [...expected.values()]
		.filter(({ remitTo }) => Object.keys(remitTo).some((code) => code.endsWith(`-${payee}`)))
		.map(({ number }) => number)
		.sort();
}

/** Suppliers that are paid themselves, collect for nobody else, and share their name with nobody. */
function quiet(count: number): number[] {
	const expected = expectedSuppliers(world.company, world.company.today);
	return [...expected.values()]
		.filter(({ nameIsShared, number }) => !nameIsShared && paidThrough(number).join() === number)
		.slice(0, count)
		.map(({ number }) => Number(number));
}

/** Numbers of the suppliers that the ledger says were written. */
function written(): string[] {
	const suppliers = world.coupa.store.all('suppliers');
	const ids = writesIn(world.coupa.ledger).map(({ path }) => Number(/suppliers\/(\d+)/.exec(path)?.[1]));
	return [...new Set(ids.map((id) => text(suppliers.find((one) => one.id === id)?.number)))].sort();
}

describe('an address dated in the future', () => {
	it('is not sent before its day', () => {
		const [mover] = quiet(1);

		expect(shownSupplier(world.coupa, String(mover))?.address?.street1).not.toBe('1 Tomorrow Road');
		expect(world.coupa.ledger.mentions('1 Tomorrow Road')).toBe(false);
	});

	it('is delivered when its day has come, though no row changed, and nothing else is written', async () => {
		const { tables, today } = world.company;
		const before = expectedSuppliers({ tables }, today);
		const after = expectedSuppliers({ tables }, '2026-11-23');
		const movers = [...after.values()]
			.filter((one) => JSON.stringify(one) !== JSON.stringify(before.get(one.number)))
			.map(({ number }) => number)
			.sort();
		world.coupa.ledger.clear();
		world.ais.clock.advance(DAY_MS);

		expect((await world.runSuppliers()).status).toBe('success');

		expect(movers).toContain(String(quiet(1)[0]));
		expect(written()).toEqual(movers);
		for (const number of movers) {
			expect(shownSupplier(world.coupa, number)?.address).toEqual(after.get(number)?.address);
			expect(shownSupplier(world.coupa, number)?.remitTo).toMatchObject(after.get(number)!.remitTo);
		}
	});
});

describe('what changed in JD Edwards', () => {
	let changed: number[];

	beforeAll(async () => {
		// Days on which nobody touched anything and no move is due, so that only what the tests change is read.
		world.ais.tables.remove('F0116', ({ EFTB }) => String(EFTB) > '20261210');
		world.ais.clock.set('2026-12-10T18:00:00Z');
		await world.runSuppliers();
		world.ais.clock.set('2026-12-14T18:00:00Z');
	});

	it('is nothing on a quiet day', async () => {
		await world.runSuppliers();
		world.coupa.ledger.clear();

		const run = await world.runSuppliers();

		expect([await numbersRead(world, run), writesIn(world.coupa.ledger)]).toEqual([[], []]);
	});

	it.each([
		['F0111', { TYC: 'B' }],
		['F0115', { PH1: '555-0100' }],
		['F0116', { ADD3: 'Dock 7' }],
		['F01151', { EMAL: 'new@party.example' }],
		['F0101', { RMK: 'Seen' }],
	])('is read again when only a row of %s changed', async (table, change: Row) => {
		world.ais.clock.advance(4 * DAY_MS);
		const rows = world.ais.tables.rows(table);
		const scope = quiet(60);
		const number = scope.find((one) => rows.some(({ AN8 }) => AN8 === one))!;
		expect(world.ais.tables.update(table, { AN8: number }, change)).toBeGreaterThan(0);

		const run = await world.runSuppliers();

		expect(await numbersRead(world, run)).toEqual([String(number)]);
	});

	it('reaches Coupa: a changed address in the supplier and in its remit-to address', async () => {
		world.ais.clock.advance(4 * DAY_MS);
		[, ...changed] = quiet(3);
		world.ais.tables.update('F0116', { AN8: changed[0] }, { ADD2: 'Floor 9' });
		world.coupa.ledger.clear();

		await world.runSuppliers();

		const day = world.ais.clock.now().toISOString().slice(0, 10);
		const { addressToday } = expectationsOf(
			{ ...world.company.tables, F0116: world.ais.tables.rows('F0116') },
			day,
		);
		const number = String(changed[0]);
		const address = addressOf(addressToday.get(changed[0]));
		expect(address?.street2).toBe('Floor 9');
		expect(shownSupplier(world.coupa, number)?.address).toEqual(address);
		expect(shownSupplier(world.coupa, number)?.remitTo[`${number}-${number}`].address).toEqual(address);
		expect(written()).toEqual([number]);
	});

	it('reaches Coupa: the new address of a factor in the remit-to addresses of all it collects for', async () => {
		world.ais.clock.advance(4 * DAY_MS);
		const numbers = [...expectedSuppliers(world.company, world.company.today).keys()];
		const factor = numbers.find((number) => paidThrough(number).length > 3)!;
		world.ais.tables.update('F0116', { AN8: Number(factor) }, { ADD2: 'Floor 12' });

		await world.runSuppliers();

		const shown = paidThrough(factor).map((number) => [
			number,
			shownSupplier(world.coupa, number)?.remitTo[`${number}-${factor}`].address?.street2,
		]);
		expect(shown).toEqual(paidThrough(factor).map((number) => [number, 'Floor 12']));
	});

	it('leaves alone what Coupa owns after creation', async () => {
		world.ais.clock.advance(4 * DAY_MS);
		const number = String(changed[1]);
		const { id } = world.coupa.store.find('suppliers', { number })!;
		const owned = {
			'po-method': 'email',
			'po-email': 'buyer@coupa.example',
			'invoice-matching-level': '2-way',
		};
		world.coupa.store.update('suppliers', Number(id), {
			...owned,
			'primary-contact': { email: 'coupa@contact.example' },
		});
		world.ais.tables.update('F0101', { AN8: changed[1] }, { ALPH: 'Renamed Search Name' });
		world.ais.tables.update('F01151', { AN8: changed[1] }, { EMAL: 'jde@contact.example' });
		world.coupa.ledger.clear();

		await world.runSuppliers();

		const [write, ...more] = writesIn(world.coupa.ledger);
		expect(more).toEqual([]);
		expect(JSON.parse(write.body)).toEqual({ 'display-name': 'Renamed Search Name' });
		expect(world.coupa.store.find('suppliers', { number })).toMatchObject({
			...owned,
			'primary-contact': { email: 'coupa@contact.example' },
			'display-name': 'Renamed Search Name',
		});
	});

	it('opens a new session in place of one that expired, and never two at once', () => {
		expect(world.ais.sessions.tokensIssued).toBeGreaterThan(1);
		expect(world.ais.sessions.maxOpenAtOnce).toBe(1);
	});
});
