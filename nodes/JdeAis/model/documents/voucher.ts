import type { IDataObject } from 'n8n-workflow';

import { keysIn, updatedIn } from '../changedKeys';
import type { Condition } from '../query';
import { grouped, keyOf, partsOf, rowsOf } from '../readRows';
import { readable } from '../rows';
import type { Row } from '../rows';
import { text } from '../words';
import type { DocumentKind, Scope } from './kind';
import { ORDER_COLUMNS } from './purchaseOrder';
import { PAYMENT_COLUMNS, paymentsOfVoucher, vouchersOfChangedPayments } from './payment';
import { inList } from './read';
import { MATCHED_COLUMNS, matchedLines, matchedOrders } from './matchedLines';
import { shownVoucher, VOUCHER_COLUMNS } from './voucherKey';
import { voucherFields } from './voucherFields';

export interface VoucherRules extends Scope {
	/** document types of changes to a posted voucher: PE */
	changeTypes: readonly string[];
	/** add the order lines (F4311) that a matched voucher names */
	includeOrderLines: boolean;
}

const LEDGER_AA: Condition = { column: 'LT', operator: 'EQUAL', values: ['AA'] };

/** Columns without which a voucher would look unposted, open or of no currency. */
const REQUIRED = {
	F0411: [
		...VOUCHER_COLUMNS,
		...['SFX', 'SFXE', 'AN8', 'PYE', 'VINV', 'CO', 'DGJ', 'PST', 'POST', 'VOD'],
		...['AG', 'AAP', 'ACR', 'FAP', 'CRRM', 'CRCD'],
	],
	F0911: [...VOUCHER_COLUMNS, 'LT', 'JELN', 'EXTL', 'AA', 'ACR', 'POST'],
	F0414: [...VOUCHER_COLUMNS, ...PAYMENT_COLUMNS, 'DCTM', 'PAAP', 'PFAP', 'POST'],
	F0413: [...PAYMENT_COLUMNS, 'VDGJ', 'POST'],
};

/** A voucher with all its pay items, its distribution, its changes and its payments. */
export const voucherKind: DocumentKind<VoucherRules> = {
	name: 'voucher',
	table: 'F0411',
	columns: VOUCHER_COLUMNS,
	required: REQUIRED.F0411,
	typeColumn: 'DCT',
	companyColumn: 'CO',
	dateColumn: 'DGJ',
	shown: shownVoucher,
	read(written) {
		const [, company, type, number] = /^(\w{1,5})-(\w{1,2})-(\d{1,8})$/.exec(written.toUpperCase()) ?? [];
		return number === undefined ? undefined : [Number(number), type, company.padStart(5, '0')].join('|');
	},

	changed(ais, window, start, { types, changeTypes, counted = new Map() }) {
		const ofTypes = inList('DCT', types);
		const withChanges = [...new Set([...types, ...changeTypes])];
		const within = (table: string, types: Condition[]) =>
			keysIn(ais, { table, columns: VOUCHER_COLUMNS, conditions: [...updatedIn(window), ...types] }, start);
		return [
			asOriginals(within('F0411', inList('DCT', [...withChanges, ...counted.keys()])), {
				types,
				changeTypes,
			}),
			asOriginals(within('F0911', [...inList('DCT', withChanges), LEDGER_AA]), { types, changeTypes }),
			within('F0414', ofTypes),
			vouchersOfChangedPayments(ais, window, start, ofTypes),
		];
	},

	async build(ais, heads, { changeTypes, includeOrderLines }) {
		const keys = [...heads.keys()];
		const changeKeys = keys.flatMap((key) => changeTypes.map((type) => ofType(key, type)));
		const read = async (table: keyof typeof REQUIRED, of: string[], conditions: Condition[] = []) => {
			const query = { table, columns: VOUCHER_COLUMNS, keys: of, conditions, required: REQUIRED[table] };
			return grouped(await rowsOf(ais, query), VOUCHER_COLUMNS);
		};
		const [lines, changedItems, changedLines, details] = await Promise.all([
			read('F0911', keys, [LEDGER_AA]),
			read('F0411', changeKeys),
			read('F0911', changeKeys, [LEDGER_AA]),
			read('F0414', keys),
		]);
		const paymentIds = [...details.values()].flat().map((row) => keyOf(row, PAYMENT_COLUMNS));
		const headers = grouped(
			await rowsOf(ais, {
				table: 'F0413',
				columns: PAYMENT_COLUMNS,
				keys: paymentIds,
				required: REQUIRED.F0413,
			}),
			PAYMENT_COLUMNS,
		);
		const ordered = includeOrderLines
			? await rowsOf(ais, {
					table: 'F4311',
					columns: ORDER_COLUMNS,
					keys: matchedOrders([...[...heads.values()].flat(), ...[...lines.values()].flat()]),
					required: MATCHED_COLUMNS,
				})
			: undefined;
		return [...heads].map(([key, items]) => {
			const changesIn = (rows: ReadonlyMap<string, Row[]>) =>
				changeTypes.flatMap((type) => rows.get(ofType(key, type)) ?? []);
			const rows = { items, lines: lines.get(key) ?? [], details: details.get(key) ?? [] };
			const document: IDataObject = {
				key: shownVoucher(key),
				...voucherFields(rows),
				F0411: items.map((row) => readable(row)),
				F0911: rows.lines.map((row) => readable(row)),
				...(ordered ? { F4311: matchedLines([...items, ...rows.lines], ordered) } : {}),
				changes: {
					F0411: changesIn(changedItems).map((row) => readable(row)),
					F0911: changesIn(changedLines).map((row) => readable(row)),
				},
				payments: paymentsOfVoucher(rows.details, headers),
			};
			return { key, document };
		});
	},
};

/** The same number and company under another document type. */
function ofType(key: string, type: string): string {
	const [number, , company] = partsOf(key);
	return [number, type, company].join('|');
}

/**
 * A change (PE) marks the voucher it changes. Its type is not known from the change, so all types in scope are
 * named; those without a voucher drop out when the vouchers are read.
 */
async function* asOriginals(
	keys: AsyncGenerator<string>,
	{ types, changeTypes }: Pick<VoucherRules, 'types' | 'changeTypes'>,
): AsyncGenerator<string> {
	for await (const key of keys) {
		const [, type] = partsOf(key);
		if (!changeTypes.includes(text(type))) yield key;
		else yield* types.map((original) => ofType(key, original));
	}
}
