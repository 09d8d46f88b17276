import type { IDataObject } from 'n8n-workflow';

import { addDays } from '../../../lib/dates';
import { isRecord } from '../../../lib/diff';
import { fail } from '../../../lib/failure';
import type { Ais } from '../transport/connection';
import { aggregate } from '../transport/dataService';
import { mayBeCut } from './aggregation';
import { keysIn, mergeAscending, updatedIn } from './changedKeys';
import type { ChangeWindow } from './changedKeys';
import type { Condition } from './query';

export interface PaidTo {
	supplier: string;
	payee: string;
}

/** Numbers a LIST condition may hold in one call. */
const LIST_SIZE = 100;

/**
 * Who is paid for whom: each pair of supplier and payee that the vouchers meeting the conditions have, by supplier.
 * Grouped by the server, because a supplier may have thousands of vouchers; an answer that may have been cut is read on
 * from its last supplier.
 */
export async function* paidTo(ais: Ais, conditions: readonly Condition[]): AsyncGenerator<PaidTo> {
	let from: string | undefined;
	for (;;) {
		const start: Condition[] =
			from === undefined ? [] : [{ column: 'AN8', operator: 'GREATER_EQUAL', values: [from] }];
		const where = [{ type: 'MATCH_ALL' as const, conditions: [...conditions, ...start] }];
		const groups = await aggregate(ais, { table: 'F0411', where, groupBy: ['AN8', 'PYE'] });
		const pairs = groups.map(pairOf);
		if (!mayBeCut(pairs.length)) {
			yield* pairs;
			return;
		}
		const last = pairs[pairs.length - 1].supplier;
		if (last === from) tooManyPayees(last, pairs.length);
		yield* pairs.filter(({ supplier }) => supplier !== last);
		from = last;
	}
}

/**
 * Suppliers, ascending, whose payees changed in the window although no row of their own did: the payee's name or
 * address, an address of the payee that became effective, or a voucher with another payee.
 */
export async function* suppliersOfChangedPayees(
	ais: Ais,
	window: ChangeWindow,
	after: string | undefined,
): AsyncGenerator<string> {
	const behind: Condition[] =
		after === undefined ? [] : [{ column: 'AN8', operator: 'GREATER', values: [after] }];
	const found = new Set<string>();
	const note = ({ supplier, payee }: PaidTo) => {
		if (supplier !== payee) found.add(supplier);
	};
	for await (const pair of paidTo(ais, [...updatedIn(window), ...behind])) note(pair);

	const numbersIn = (table: string, conditions: readonly Condition[]) =>
		keysIn(ais, { table, columns: ['AN8'], conditions }, {});
	const changed: string[] = [];
	for await (const number of mergeAscending([
		...['F0101', 'F0111', 'F0116'].map((table) => numbersIn(table, updatedIn(window))),
		numbersIn('F0116', becameEffective(window)),
	])) {
		changed.push(number);
	}
	for (let i = 0; i < changed.length; i += LIST_SIZE) {
		const values = changed.slice(i, i + LIST_SIZE);
		for await (const pair of paidTo(ais, [{ column: 'PYE', operator: 'LIST', values }, ...behind]))
			note(pair);
		const remitTo: Condition = { column: 'AN8R', operator: 'LIST', values };
		const query = { table: 'F0401', columns: ['AN8'], conditions: [remitTo] };
		for await (const supplier of keysIn(ais, query, { after })) found.add(supplier);
	}
	yield* [...found].sort((a, b) => Number(a) - Number(b));
}

/** Addresses whose effective date falls into the window: no row changes on that day. */
export function becameEffective({ from, until }: ChangeWindow): Condition[] {
	return [
		{ column: 'EFTB', operator: 'GREATER', values: [addDays(from, -1)] },
		{ column: 'EFTB', operator: 'LESS_EQUAL', values: [until] },
	];
}

function pairOf({ groupBy }: IDataObject): PaidTo {
	const columns = isRecord(groupBy) ? groupBy : {};
	return { supplier: String(columns['F0411.AN8']), payee: String(columns['F0411.PYE']) };
}

function tooManyPayees(supplier: string, payees: number): never {
	fail({
		code: 'JDE_TOO_MANY_PAYEES',
		category: 'validation',
		message: `Supplier ${supplier} has ${payees} payees in its vouchers or more, so some may be missing`,
		description:
			'Check F0411.PYE of its vouchers: so many payees are more likely a mistake than remit-to addresses',
	});
}
