import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../lib/failure';
import type { Ais } from '../transport/connection';
import { readPage } from '../transport/dataService';
import { readByKey } from '../transport/keySet';
import type { ChangeWindow } from './changedKeys';
import { changedSupplierNumbers } from './changedSuppliers';
import { paidTo } from './payees';
import type { Condition, TargetType } from './query';
import { LIST_SIZE, PAGE_SIZE, grouped, inGroups, rowsOf as rowsWithKeys } from './readRows';
import type { Row } from './rows';
import { supplierDocument } from './supplier';
import type { Payee, SupplierRules } from './supplier';
import { TABLES } from './tables';

export interface SupplierScope extends SupplierRules {
	/** F0101.AT1; empty takes all: F0401 also holds employees and tax authorities */
	searchTypes: readonly string[];
}

export interface SupplierChunk {
	documents: IDataObject[];
	/** suppliers of other search types: number and reason only, because they may be persons */
	outOfScope: Array<{ number: string; outOfScope: string }>;
	/** where the next chunk starts, null at the end */
	next: string | null;
}

const NUMBER = ['AN8'];

/**
 * Columns that decide who is a supplier, what it may be shown and which row counts. Hidden from the user, each would
 * look blank: all suppliers out of scope, none on hold, search names for names. The tax id itself may be hidden.
 */
const DECIDING: Record<string, readonly string[]> = {
	F0401: ['AN8', 'AN8R', 'HOLD', 'HDPY'],
	F0101: ['AN8', 'ALPH', 'AT1', 'TAXC'],
	F0111: ['AN8', 'IDLN', 'MLNM'],
	F0115: ['AN8', 'IDLN'],
	F0116: ['AN8', 'EFTB'],
	F01151: ['AN8', 'IDLN'],
};

/** The JDE server's own clock, from the data service's answer: `2026-11-22T10:56:18`. */
export async function jdeClock(
	ais: Ais,
	table = 'F0401',
	column = 'AN8',
	targetType: TargetType = 'table',
): Promise<string> {
	const query = { table, targetType, columns: [column], where: [], orderBy: [{ column }], pageSize: 1 };
	const { clock } = await readPage(ais, query);
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
	const found = await documentsOf(ais, masters, scope);
	return { ...found, next: more ? String(masters[masters.length - 1].AN8) : null };
}

/** The suppliers of these numbers; numbers that F0401 does not have are missing in the result. */
export async function readSuppliers(
	ais: Ais,
	scope: SupplierScope,
	numbers: readonly string[],
): Promise<SupplierChunk> {
	return { ...(await documentsOf(ais, await rowsOf(ais, 'F0401', numbers), scope)), next: null };
}

async function* allMasters(ais: Ais, after: string | undefined, limit: number): AsyncGenerator<Row[]> {
	const { key } = TABLES.F0401;
	// One row more than wanted tells whether there is a next chunk; the last row of a cut page comes with the next one.
	const pageSize = Math.min(limit + 2, PAGE_SIZE);
	yield* readByKey(ais, { table: 'F0401', required: DECIDING.F0401, where: [], key, after, pageSize });
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
		documents: inScope.map((F0401) => {
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

/** The payees of each supplier's vouchers (F0411.PYE), and the remit-to of its master record (F0401.AN8R). */
async function payeesInUse(ais: Ais, masters: readonly Row[]): Promise<Map<string, string[]>> {
	const payees = new Map<string, string[]>();
	const note = (supplier: string, payee: string) => {
		const known = payees.get(supplier) ?? [];
		if (Number(payee) > 0 && !known.includes(payee)) payees.set(supplier, [...known, payee]);
	};
	for (const numbers of inGroups(masters.map(({ AN8 }) => String(AN8)))) {
		const within: Condition = { column: 'AN8', operator: 'LIST', values: numbers };
		for await (const { supplier, payee } of paidTo(ais, [within])) note(supplier, payee);
	}
	for (const { AN8, AN8R } of masters) note(String(AN8), String(AN8R ?? '0'));
	return payees;
}

/** All rows of a table for these address numbers, in key order. */
async function rowsOf(ais: Ais, table: string, numbers: readonly string[]): Promise<Row[]> {
	const query = { table, columns: NUMBER, keys: numbers, required: DECIDING[table] };
	return await rowsWithKeys(ais, query);
}

function byNumber(rows: readonly Row[]): Map<string, Row[]> {
	return grouped(rows, NUMBER);
}
