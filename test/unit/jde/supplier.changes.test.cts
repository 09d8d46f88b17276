import type { IDataObject } from 'n8n-workflow';

import { mergeAscending } from '../../../nodes/JdeAis/model/changedKeys';
import { expectationsOf } from '../../simulators/sample/index.cts';
import { TestAis, company, failureOf } from './aisNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

const DAY_MS = 86_400_000;
const expected = expectationsOf(company.tables, company.today);
const tomorrow = new Date(Date.parse(company.today) + DAY_MS).toISOString().slice(0, 10);
const grid = (iso: string) => iso.replaceAll('-', '');

let ais: TestAis;
beforeEach(async () => {
	ais = await TestAis.start();
	// A day on which nothing has been changed yet.
	ais.simulator!.clock.advance(DAY_MS);
});
afterEach(async () => await ais.stop());

const changed = async (parameters: IDataObject = {}) =>
	(await ais.run('supplier', 'getChanged', { changedSince: tomorrow, ...parameters })).map((one) =>
		one.error ? failureOf(one).code : Number(one.number),
	);
const announced = company.tables
	.F0116!.filter(({ EFTB }) => EFTB === grid(tomorrow))
	.map(({ AN8 }) => Number(AN8));
/** Who is paid for whom, if it is somebody else. */
const paidTo = [
	...company.tables.F0411!.map(({ AN8, PYE }) => [Number(AN8), Number(PYE)] as const),
	...company.tables.F0401!.map(({ AN8, AN8R }) => [Number(AN8), Number(AN8R)] as const),
].filter(([supplier, payee]) => payee > 0 && payee !== supplier);
const quiet = expected.suppliersInScope.find(
	(number) =>
		!announced.includes(number) &&
		!paidTo.flat().includes(number) &&
		['F0111', 'F0115', 'F0116', 'F01151'].every((table) =>
			company.tables[table]!.some(({ AN8 }) => AN8 === number),
		),
)!;

describe('a supplier has changed', () => {
	it.each(['F0401', 'F0101', 'F0111', 'F0115', 'F0116', 'F01151'])(
		'when a row of %s was touched, and comes once however many were',
		async (table) => {
			expect(await changed()).toEqual(announced);
			ais.simulator!.tables.update(table, { AN8: quiet }, {});
			expect(await changed()).toEqual([...announced, quiet].sort((a, b) => a - b));
		},
	);

	it('on the day on which an announced address comes into force, though no row was touched', async () => {
		expect(announced.length).toBeGreaterThan(0);
		ais.simulator!.clock.advance(-DAY_MS);
		const addressOf = async (number: number) =>
			(await ais.run('supplier', 'get', { supplierNumber: String(number) }))[0]!.address as IDataObject;
		const since = { changedSince: company.today };
		const [first] = announced as [number];
		const before = await addressOf(first);
		ais.simulator!.clock.advance(DAY_MS);
		expect(await changed({ changedSince: tomorrow })).toContain(first);
		expect(await changed(since)).toContain(first);
		expect([before.EFTB === tomorrow, (await addressOf(first)).EFTB]).toEqual([false, tomorrow]);
	});

	it('when only the address of its payee was touched, or a voucher names another payee', async () => {
		const [supplier, payee] = paidTo.find(([one]) => expected.suppliersInScope.includes(one))!;
		ais.simulator!.tables.update('F0116', { AN8: payee }, {});
		expect(await changed()).toContain(supplier);
		const other = expected.suppliersInScope.find((number) => number !== quiet)!;
		const paysQuiet = ({ AN8 }: { AN8?: unknown }) => AN8 === quiet;
		expect(await changed()).not.toContain(quiet);
		expect(ais.simulator!.tables.update('F0411', paysQuiet, { PYE: other })).toBeGreaterThan(0);
		expect(await changed()).toContain(quiet);
	});

	it('not before that day', async () => {
		ais.simulator!.clock.advance(-DAY_MS);
		const today = await changed({ changedSince: company.today });
		const touched = new Set(
			['F0401', 'F0101', 'F0111', 'F0115', 'F0116', 'F01151'].flatMap((table) =>
				company.tables[table]!.filter(({ UPMJ }) => UPMJ === grid(company.today)).map(({ AN8 }) =>
					Number(AN8),
				),
			),
		);
		const todays = company.tables.F0116!.filter(({ EFTB }) => EFTB === grid(company.today));
		const due = new Set([...touched, ...todays.map(({ AN8 }) => Number(AN8))]);
		const newVouchers = company.tables.F0411!.filter(({ UPMJ }) => UPMJ === grid(company.today));
		for (const { AN8, PYE } of newVouchers) if (PYE !== AN8) due.add(Number(AN8));
		const named = new Set(
			['F0101', 'F0111', 'F0116'].flatMap((table) =>
				company.tables[table]!.filter(
					({ UPMJ, EFTB }) =>
						UPMJ === grid(company.today) || (table === 'F0116' && EFTB === grid(company.today)),
				).map(({ AN8 }) => Number(AN8)),
			),
		);
		for (const [supplier, payee] of paidTo) if (named.has(payee)) due.add(supplier);
		expect(today).toEqual(expected.suppliersInScope.filter((number) => due.has(number)));
	});

	it('in a window that ends when the reader says, not later', async () => {
		ais.simulator!.tables.update('F0401', { AN8: quiet }, {});
		expect(await changed({ changedSince: company.today, changedUntil: company.today })).not.toContain(quiet);
		expect(await changed({ changedSince: company.today, changedUntil: `${tomorrow}T23:59:59` })).toContain(
			quiet,
		);
	});

	it('in the overlap before the window too, for programs that commit late', async () => {
		ais.simulator!.tables.update('F0401', { AN8: quiet }, {});
		ais.simulator!.clock.advance(DAY_MS);
		const later = new Date(Date.parse(tomorrow) + DAY_MS).toISOString().slice(0, 10);
		expect(await changed({ changedSince: later })).not.toContain(quiet);
		expect(await changed({ changedSince: later, overlapDays: 1 })).toContain(quiet);
	});
});

describe('changes in chunks', () => {
	it('of 7 give the same suppliers as one read, in order, each once', async () => {
		const window = { changedSince: company.today, overlapDays: 200 };
		const whole = await changed(window);
		const seen: unknown[] = [];
		let startAfter = '';
		do {
			const [report, ...suppliers] = await ais.run('supplier', 'getChanged', {
				...window,
				returnAll: false,
				limit: 7,
				options: { startAfter, reportChunk: true },
			});
			seen.push(...suppliers.map(({ number }) => Number(number)));
			startAfter = String((report!.chunk as IDataObject).next ?? '');
		} while (startAfter !== '');
		expect(whole.length).toBeGreaterThan(20);
		expect(seen).toEqual(whole);
	});

	it('report the window by the clock of the JDE server', async () => {
		const [report] = await ais.run('supplier', 'getChanged', {
			changedSince: `${tomorrow}T08:00:00`,
			options: { reportChunk: true },
		});
		expect(report!.chunk).toMatchObject({
			since: `${tomorrow}T08:00:00`,
			until: expect.stringMatching(new RegExp(`^${tomorrow}T11:0`)),
		});
	});

	it('do not hold those that were asked for by number back, changed or not', async () => {
		expect(await changed({ options: { supplierNumbers: `${quiet}, 99999999` } })).toEqual([quiet]);
	});

	it.each(['changedSince', 'changedUntil'])('are refused where %s is no date', async (name) => {
		const [failed] = await ais.run('supplier', 'getChanged', {
			changedSince: tomorrow,
			[name]: '31.01.2026',
		});
		expect(failureOf(failed)).toMatchObject({ code: 'JDE_DATE', category: 'configuration' });
		expect(failureOf(failed).message).toMatch(/'Changed (Since|Until)' is not a date: '31\.01\.2026'/);
	});
});

describe('merging', () => {
	it('gives every number of any source once, ascending by number and not by text', async () => {
		async function* source(...numbers: string[]) {
			yield* numbers;
		}
		const merged: string[] = [];
		for await (const one of mergeAscending([source('9', '10', '10', '100'), source(), source('2', '10')]))
			merged.push(one);
		expect(merged).toEqual(['2', '9', '10', '100']);
	});
});
