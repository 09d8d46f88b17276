import type { IDataObject } from 'n8n-workflow';

import { add, decimalText, parseDecimal } from '../../../../lib/decimal';
import { ZERO } from '../amounts';
import { textOf } from '../text';
import type { Difference } from './difference';

const DAY_MS = 86_400_000;

/** What a person has to settle, by flow, company and currency: how many, how much, and since when. */
export function parkedDifferences(parked: readonly IDataObject[], now: string): Difference[] {
	// A record with a reason waits for what comes by itself, such as an approval.
	const rows = parked.filter(({ status, reason }) => textOf(status) === 'open' && textOf(reason) === '');
	const groups = new Map<string, IDataObject[]>();
	for (const row of rows) {
		const group = [row.flow, row.company, row.currency].map(textOf).join('\n');
		groups.set(group, [...(groups.get(group) ?? []), row]);
	}
	return [...groups].sort().map(([group, members]) => {
		const [flow, company, currency] = group.split('\n');
		const amount = members.map((row) => parseDecimal(row.amount) ?? ZERO).reduce(add, ZERO);
		const since = members.map(({ first_at: first }) => textOf(first) || now).sort()[0];
		const days = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / DAY_MS));
		const parts = [
			`${members.length} ${members.length === 1 ? 'record' : 'records'} of the flow ${flow}`,
			...(company === '' ? [] : [`of company ${company}`]),
			...(currency === '' ? [] : [`of ${decimalText(amount)} ${currency}`]),
		];
		return {
			key: flow,
			kind: 'parked',
			says: `${parts.join(' ')} ${members.length === 1 ? 'is' : 'are'} parked, the oldest for ${days} ${days === 1 ? 'day' : 'days'}`,
			todo: "Each reason stands in the table 'jde_coupa_parked': correct what it names and replay, or settle the record there",
		};
	});
}

/** A row of this table takes about so much, its cells being capped. */
const BYTES_A_ROW = 1_024;
const MIB = 1_048_576;
/** Full means that no flow can take its lease any more, so say so while there is time. */
const WARN_AT = 0.8;

export interface TableEdges {
	name: string;
	/** the first and the last row, with `id`; an empty table has an empty row */
	first: IDataObject | undefined;
	last: IDataObject | undefined;
}

/** About how many rows a table has: rows deleted in between still count. */
export function rowsOf({ first, last }: TableEdges): number {
	return last?.id === undefined ? 0 : Number(last.id) - Number(first?.id ?? last.id) + 1;
}

/** All tables of an n8n instance share one limit. @param limitMiB 0 does not look */
export function tableDifferences(tables: readonly TableEdges[], limitMiB: number): Difference[] {
	const bytes = tables.reduce((sum, table) => sum + rowsOf(table) * BYTES_A_ROW, 0);
	if (limitMiB <= 0 || bytes < limitMiB * MIB * WARN_AT) return [];
	const rows = tables.map((table) => `${table.name} about ${rowsOf(table)} rows`).join(', ');
	return [
		{
			key: tables.map(({ name }) => name).join(', '),
			kind: 'tables nearly full',
			says: `The tables take about ${Math.round(bytes / MIB)} of ${limitMiB} MiB: ${rows}`,
			todo: 'Delete old rows, or raise N8N_DATA_TABLES_MAX_SIZE_BYTES and tableLimitMiB in Settings: when it is reached, no flow can work',
		},
	];
}
