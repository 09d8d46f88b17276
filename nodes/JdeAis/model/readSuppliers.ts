import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { fail } from '../../../lib/failure';
import type { Ais } from '../transport/connection';
import { aggregate, readPage } from '../transport/dataService';
import { readByKey } from '../transport/keySet';
import { changedSupplierNumbers } from './changedSuppliers';
import type { ChangeWindow } from './changedSuppliers';
import type { Condition } from './query';
import type { Row } from './rows';
import { supplierDocument } from './supplier';
import type { Payee, SupplierRules } from './supplier';
import { TABLES } from './tables';

export interface SupplierScope extends SupplierRules {
	/** F0101.AT1; empty takes all: F0401 also holds employees and tax authorities */
	searchTypes: readonly string[];
}

export interface SupplierChunk {
	suppliers: IDataObject[];
	/** suppliers of other search types: number and reason only, because they may be persons */
	outOfScope: Array<{ number: string; outOfScope: string }>;
	/** where the next chunk starts, null at the end */
	next: string | null;
}

/** Address numbers a LIST condition may hold in one call. */
const LIST_SIZE = 100;
const PAGE_SIZE = 500;

/** The JDE server's own clock, from the data service's answer: `2026-11-22T10:56:18`. */
export async function jdeClock(ais: Ais): Promise<string> {
	const { clock } = await readPage(ais, {
		table: 'F0401',
		columns: ['AN8'],
		where: [],
		orderBy: [{ column: 'AN8' }],
		pageSize: 1,
	});
	if (clock !== undefined) return clock;
	fail({
		code: 'JDE_CLOCK',
		category: 'configuration',
		message: "The AIS Server does not tell the time: its answer has no readable 'timeStamp'",
		description:
			'Changed records are found by the clock of the JDE server. Check that no proxy rewrites the answers.',
	});
}

/** All suppliers behind `after` in number order, or those changed in the window; at most `limit`. */
export async function readSupplierChunk(
	ais: Ais,
	scope: SupplierScope,
	range: { after?: string; limit: number; window?: ChangeWindow },
): Promise<SupplierChunk> {
	const { after, limit, window } = range;
	const masters: Row[] = [];
	const source = window ? changedMasters(ais, window, after) : allMasters(ais, after, limit);
	let more = false;
	for await (const rows of source) {
		masters.push(...rows);
		if (masters.length > limit) break;
	}
	if (masters.length > limit) {
		more = true;
		masters.length = limit;
	}
	const documents = await documentsOf(ais, masters, scope);
	return { ...documents, next: more ? String(masters[masters.length - 1].AN8) : null };
}

/** The suppliers of these numbers; numbers that F0401 does not have are missing in the result. */
export async function readSuppliers(
	ais: Ais,
	scope: SupplierScope,
	numbers: readonly string[],
): Promise<Omit<SupplierChunk, 'next'>> {
	return await documentsOf(ais, await rowsOf(ais, 'F0401', numbers), scope);
}

async function* allMasters(ais: Ais, after: string | undefined, limit: number): AsyncGenerator<Row[]> {
	const { key } = TABLES.F0401;
	// One row more than wanted tells whether there is a next chunk; the last row of a cut page comes with the next one.
	yield* readByKey(ais, { table: 'F0401', where: [], key, after, pageSize: Math.min(limit + 2, PAGE_SIZE) });
}

async function* changedMasters(
	ais: Ais,
	window: ChangeWindow,
	after: string | undefined,
): AsyncGenerator<Row[]> {
	let numbers: string[] = [];
	for await (const number of changedSupplierNumbers(ais, window, after)) {
		numbers.push(number);
		if (numbers.length < LIST_SIZE) continue;
		yield await rowsOf(ais, 'F0401', numbers);
		numbers = [];
	}
	if (numbers.length > 0) yield await rowsOf(ais, 'F0401', numbers);
}

async function documentsOf(
	ais: Ais,
	masters: readonly Row[],
	scope: SupplierScope,
): Promise<Omit<SupplierChunk, 'next'>> {
	const all = masters.map(({ AN8 }) => String(AN8));
	const F0101 = byNumber(await rowsOf(ais, 'F0101', all));
	const reasonOf = (number: string): string | undefined => {
		const [entry] = F0101.get(number) ?? [];
		const type = String(entry?.AT1 ?? '').trim();
		if (entry === undefined) return 'no address book entry';
		if (scope.searchTypes.length === 0 || scope.searchTypes.includes(type)) return undefined;
		return `search type ${type || 'blank'}`;
	};
	const inScope = masters.filter(({ AN8 }) => reasonOf(String(AN8)) === undefined);
	const numbers = inScope.map(({ AN8 }) => String(AN8));

	const [F0115, F01151, payeesOf] = await Promise.all([
		rowsOf(ais, 'F0115', numbers).then(byNumber),
		rowsOf(ais, 'F01151', numbers).then(byNumber),
		payeesInUse(ais, inScope),
	]);
	const foreign = [...payeesOf.values()].flat().filter((payee) => !F0101.has(payee));
	const withPayees = [...new Set([...numbers, ...[...payeesOf.values()].flat()])];
	const [F0111, F0116, payeeEntries] = await Promise.all([
		rowsOf(ais, 'F0111', withPayees).then(byNumber),
		rowsOf(ais, 'F0116', withPayees).then(byNumber),
		rowsOf(ais, 'F0101', [...new Set(foreign)]).then(byNumber),
	]);
	const payee = (number: string): Payee => ({
		number,
		F0101: (F0101.get(number) ?? payeeEntries.get(number))?.[0],
		F0111: F0111.get(number) ?? [],
		F0116: F0116.get(number) ?? [],
	});
	return {
		suppliers: inScope.map((F0401) => {
			const number = String(F0401.AN8);
			const rows = {
				F0401,
				F0101: (F0101.get(number) as Row[])[0],
				F0111: F0111.get(number) ?? [],
				F0115: F0115.get(number) ?? [],
				F0116: F0116.get(number) ?? [],
				F01151: F01151.get(number) ?? [],
			};
			return supplierDocument(rows, (payeesOf.get(number) ?? []).map(payee), scope);
		}),
		outOfScope: all.flatMap((number) => {
			const reason = reasonOf(number);
			return reason === undefined ? [] : [{ number, outOfScope: reason }];
		}),
	};
}

/**
 * The payees of each supplier's vouchers (F0411.PYE), and the remit-to of its master record (F0401.AN8R) if there
 * is one. Grouped by the server: a supplier may have thousands of vouchers.
 */
async function payeesInUse(ais: Ais, masters: readonly Row[]): Promise<Map<string, string[]>> {
	const payees = new Map<string, string[]>();
	const note = (supplier: string, payee: string) => {
		const known = payees.get(supplier) ?? [];
		if (Number(payee) > 0 && !known.includes(payee)) payees.set(supplier, [...known, payee]);
	};
	for (const numbers of inGroups(masters.map(({ AN8 }) => String(AN8)))) {
		const within: Condition = { column: 'AN8', operator: 'LIST', values: numbers };
		const where = [{ type: 'MATCH_ALL' as const, conditions: [within] }];
		const groups = await aggregate(ais, { table: 'F0411', where, groupBy: ['AN8', 'PYE'] });
		for (const { groupBy } of groups) {
			if (isRecord(groupBy)) note(String(groupBy['F0411.AN8']), String(groupBy['F0411.PYE']));
		}
	}
	for (const { AN8, AN8R } of masters) note(String(AN8), String(AN8R ?? '0'));
	return payees;
}

/** All rows of a table for these address numbers, in key order. */
async function rowsOf(ais: Ais, table: string, numbers: readonly string[]): Promise<Row[]> {
	const rows: Row[] = [];
	for (const group of inGroups(numbers)) {
		const within: Condition = { column: 'AN8', operator: 'LIST', values: group };
		const where = [{ type: 'MATCH_ALL' as const, conditions: [within] }];
		const { key } = TABLES[table];
		for await (const page of readByKey(ais, { table, where, key, pageSize: PAGE_SIZE })) rows.push(...page);
	}
	return rows;
}

function byNumber(rows: readonly Row[]): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const number = String(row.AN8);
		const group = groups.get(number);
		if (group) group.push(row);
		else groups.set(number, [row]);
	}
	return groups;
}

function inGroups(numbers: readonly string[]): string[][] {
	const groups: string[][] = [];
	for (let i = 0; i < numbers.length; i += LIST_SIZE) groups.push(numbers.slice(i, i + LIST_SIZE));
	return groups;
}
