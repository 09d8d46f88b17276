import { isDeepStrictEqual } from 'node:util';

import { errorOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { expectationsOf } from '../simulators/sample/index.cts';
import { expectedSuppliers, text } from './expected.cts';
import type { ExpectedSupplier } from './expected.cts';
import { shownSupplier } from './shown.cts';
import { FAST, keysOf, numbersRead, writesIn } from './support.cts';
import { startWorld, type Totals, type World } from './world.cts';

let world: World;
/** Numbers that Coupa had before the first run. */
let present: Set<string>;
let expected: Map<string, ExpectedSupplier>;
let firstPosting: Execution;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), { suppliers: 60, coupa: FAST });
	present = new Set(world.coupa.store.all('suppliers').map(({ number }) => text(number)));
	expected = expectedSuppliers(world.company, world.company.today);
	await world.setUp();
});

afterAll(async () => await world?.stop());

const sumOf = ({ read, ...others }: Totals) => [read, Object.values(others).reduce((sum, n) => sum + n, 0)];

describe('before the first run is confirmed', () => {
	it('counts what would be done, writes nothing, and waits', async () => {
		const run = await world.runSuppliers();

		const [row] = await world.n8n.rows('jde_coupa_audit', { action: 'dry run' });
		const counts = JSON.parse(String(row.changes)) as Record<string, number>;
		const { suppliersInScope, outOfScope } = expectationsOf(world.company.tables, world.company.today);
		expect(errorOf(run)).toBeUndefined();
		expect(counts.plannedCreate + counts.plannedUpdate).toBe(expected.size);
		expect(counts.outOfScope).toBe(outOfScope.length);
		expect(counts.read).toBe(suppliersInScope.length + outOfScope.length);
		expect(writesIn(world.coupa.ledger)).toEqual([]);
		expect(await world.state()).toMatchObject({
			confirmation: 'waiting',
			watermark: '',
			lease_owner: 'free',
		});
		expect(await world.n8n.rows('jde_coupa_parked')).toEqual([]);
	});

	it('does not even read the suppliers again', async () => {
		const before = world.ais.ledger.exchanges.length;

		const run = await world.runSuppliers();

		expect([run.status, world.ais.ledger.exchanges.length - before]).toEqual(['success', 0]);
		expect(await world.n8n.rows('jde_coupa_audit', { action: 'dry run' })).toHaveLength(1);
	});
});

describe('the first posting', () => {
	let totals: Totals;

	beforeAll(async () => {
		await world.confirmFirstRun();
		world.coupa.ledger.clear();
		firstPosting = await world.runSuppliers();
		totals = world.totalsOf(firstPosting);
	});

	it('delivers every supplier in scope, field by field as JD Edwards has it', () => {
		const pairs = [...expected.values()].map(({ nameIsShared, hasOrderHold, ...wanted }) => {
			const is = shownSupplier(world.coupa, wanted.number);
			const suffixed = `${wanted.name} (${wanted.number})`;
			const name = nameIsShared && is?.name === suffixed ? suffixed : wanted.name;
			// A blank term in JD Edwards says nothing about the one that Coupa had before.
			const keepsTerm = wanted.paymentTerm === '' && present.has(wanted.number);
			const paymentTerm = keepsTerm ? (is?.paymentTerm ?? '') : wanted.paymentTerm;
			// What a held supplier's status must not be is a promise of its own.
			const status = hasOrderHold ? is?.status : 'active';
			return { is, shouldBe: { ...wanted, name, paymentTerm, status, onHold: hasOrderHold } };
		});
		const wrong = pairs.filter(({ is, shouldBe }) => !isDeepStrictEqual(is, shouldBe));

		expect(wrong).toEqual([]);
		expect(expected.size).toBe(57);
	});

	it('parks nothing but the suppliers whose payment term nobody knows', async () => {
		const { usingTerm } = expectationsOf(world.company.tables, world.company.today);
		const parked = (await world.parked()).map(({ key, message }) => `${String(key)} ${String(message)}`);

		expect(parked.filter((line) => !line.includes("payment-term 'X99'"))).toEqual([]);
		expect(parked.map((line) => Number(line.split(' ')[0])).sort((a, b) => a - b)).toEqual(usingTerm('X99'));
	});

	it('gives a name that is taken the number of the supplier, and leaves one of each group without', () => {
		const { sameName } = expectationsOf(world.company.tables, world.company.today);
		const groups = sameName.map((group) => group.map(String).filter((number) => expected.has(number)));

		for (const group of groups) {
			const suffixed = group.filter((number) =>
				shownSupplier(world.coupa, number)?.name.endsWith(` (${number})`),
			);
			expect(suffixed).toHaveLength(group.length - 1);
		}
		expect(groups.length).toBeGreaterThan(3);
	});

	it('sends no supplier with an order hold as active', () => {
		const held = [...expected.values()].filter(({ hasOrderHold }) => hasOrderHold);
		const statuses = held.map(({ number }) => shownSupplier(world.coupa, number)?.status);
		const posted = world.coupa.ledger.exchanges
			.filter(({ method, path }) => method === 'POST' && path === '/api/suppliers')
			.map(({ body }) => JSON.parse(body) as { number: string; status?: string });

		expect(held.length).toBeGreaterThan(0);
		expect(statuses).not.toContain('active');
		for (const { number, status } of posted) {
			expect([number, status]).toEqual([number, expected.get(number)?.hasOrderHold ? undefined : 'active']);
		}
	});

	it('counts every record it read exactly once', async () => {
		const [all, sum] = sumOf(totals);

		expect(all).toBe(sum);
		expect(all).toBe(world.company.tables.F0401.length);
		expect(totals.created).toBe(keysOf(world.coupa.ledger, 'supplier.created').length);
	});

	it('sends nothing that Coupa drops in silence', () => {
		expect(world.coupa.ledger.effects.filter(({ kind }) => kind.startsWith('ignored'))).toEqual([]);
	});

	it('sends the tax id of no person', () => {
		const { persons } = expectationsOf(world.company.tables, world.company.today);
		const ids = world.company.tables.F0101.filter(({ AN8 }) => persons.includes(Number(AN8))).map(({ TAX }) =>
			text(TAX),
		);

		expect(ids.filter((id) => id !== '').length).toBeGreaterThan(1);
		expect(ids.filter((id) => id !== '' && world.coupa.ledger.mentions(id))).toEqual([]);
	});

	it('sends nothing of an employee or a tax authority, neither name nor number nor tax id', () => {
		const { outOfScope } = expectationsOf(world.company.tables, world.company.today);
		const { F0101, F0111, F01151 } = world.company.tables;
		const theirs = <T extends { AN8?: unknown }>(rows: T[]) =>
			rows.filter(({ AN8 }) => outOfScope.includes(Number(AN8)));
		const inScopeNames = new Set(
			[...expected.values()].flatMap(({ name, displayName }) => [name, displayName]),
		);
		const words = [
			...theirs(F0101).flatMap(({ ALPH, TAX }) => [text(ALPH), text(TAX)]),
			...theirs(F0111).map(({ MLNM }) => text(MLNM)),
			...theirs(F01151).map(({ EMAL }) => text(EMAL)),
		].filter((word) => word !== '' && !inScopeNames.has(word));
		const asked = world.coupa.ledger.exchanges.flatMap(({ query, body }) => [
			...Object.values(query).flatMap((value) => value.split(',')),
			...[...body.matchAll(/"number":"(\d+)"|"remit-to-code":"(\d+)-(\d+)"/g)].flatMap((hit) => hit.slice(1)),
		]);

		expect(words.length).toBeGreaterThan(outOfScope.length);
		expect(words.filter((word) => world.coupa.ledger.mentions(word))).toEqual([]);
		expect(asked).toContain([...expected.keys()][0]);
		expect(outOfScope.filter((number) => asked.includes(String(number)))).toEqual([]);
	});

	it('opens one AIS session and keeps to it', () => {
		const { tokensIssued, temporarySignOns, maxOpenAtOnce } = world.ais.sessions;

		expect({ tokensIssued, temporarySignOns, maxOpenAtOnce }).toEqual({
			tokensIssued: 1,
			temporarySignOns: 0,
			maxOpenAtOnce: 1,
		});
	});
});

describe('the second run', () => {
	it('writes nothing', async () => {
		await world.n8n.insertRows('jde_coupa_crosswalk', [
			{ kind: 'payment-term', source: 'X99', target: 'Immediate' },
		]);
		const retried = await world.n8n.waitForExecution(await world.n8n.retry(firstPosting.id));
		expect(errorOf(retried)).toBeUndefined();
		world.coupa.ledger.clear();

		const run = await world.runSuppliers();

		const { read, created, updated, parked, ...rest } = world.totalsOf(run);
		expect([
			world.coupa.ledger.count('POST', /^\/api\//),
			world.coupa.ledger.count('PUT', /^\/api\//),
		]).toEqual([0, 0]);
		expect([created, updated, parked]).toEqual([0, 0, 0]);
		expect(read).toBe(rest.unchanged + rest.outOfScope);
		expect((await numbersRead(world, run)).length).toBeGreaterThan(10);
	});
});
