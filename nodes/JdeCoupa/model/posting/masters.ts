import type { IDataObject } from 'n8n-workflow';

import type { FailureCategory } from '../../../../lib/failure';
import { textOf } from '../text';
import { orderNameOf, orderText } from './orderNumber';
import type { OrderKey } from './orderNumber';
import type { Problem } from './problems';
import type { PostingSettings } from './settings';

/** Suppliers, accounts and order lines as JD Edwards has them. */
export interface Masters {
	/** numbers in F0401 */
	suppliers: ReadonlySet<string>;
	/** F0101.AT1 by number */
	searchTypes: ReadonlyMap<string, string>;
	/** F0901.PEC by business unit, object and subsidiary, joined by points */
	postingEdits: ReadonlyMap<string, string>;
	/** order lines that JD Edwards vouchers by itself when they are received (F4311.AVCH), by `orderText` */
	evaluated: ReadonlySet<string>;
}

/** @param rows each with its `table` */
export function mastersOf(rows: readonly IDataObject[]): Masters {
	const of = (table: string) => rows.filter((row) => row.table === table);
	return {
		suppliers: new Set(of('F0401').map(({ AN8 }) => textOf(AN8))),
		searchTypes: new Map(
			of('F0101')
				.filter(({ AT1 }) => AT1 !== undefined)
				.map(({ AN8, AT1 }) => [textOf(AN8), textOf(AT1)]),
		),
		postingEdits: new Map(of('F0901').map((row) => [accountText(row), textOf(row.PEC)])),
		evaluated: new Set(
			of('F4311')
				.filter(({ AVCH }) => textOf(AVCH) === 'Y')
				.map(orderNameOf),
		),
	};
}

/**
 * Posting edits with which an account takes no entry of a person without subledger: UDC H00/PE.
 * @see https://docs.oracle.com/en/applications/jd-edwards/financials/9.2/eoaff/posting-edit-codes-1.html
 */
const NOT_POSTABLE: Readonly<Record<string, string>> = {
	B: 'is for the budget only',
	I: 'is inactive',
	L: 'needs a subledger, which invoices of Coupa do not have',
	M: 'is for machine-generated entries only',
	N: 'is not postable',
	S: 'needs a subledger, which invoices of Coupa do not have',
	U: 'takes units only',
};

/** What JD Edwards would refuse; nothing where its tables were not read. */
export function mastersProblems(
	{ supplier, lines }: { supplier: string; lines: ReadonlyArray<{ account: string; order?: OrderKey }> },
	masters: Masters | undefined,
	{ searchTypes }: PostingSettings,
): Problem[] {
	if (masters === undefined) return [];
	const problem = (
		what: string,
		words: string,
		hint: string,
		category: FailureCategory = 'reference',
	): Problem[] => [{ what, category, words, hint }];
	const type = masters.searchTypes.get(supplier);
	const isNumber = /^\d{1,8}$/.test(supplier);
	const ofSupplier =
		isNumber && !masters.suppliers.has(supplier)
			? problem(
					'NO_SUPPLIER',
					`is of supplier ${supplier}, whom JD Edwards does not have (F0401)`,
					'Enter the supplier in JD Edwards, or correct its number in Coupa; row security may hide it too',
				)
			: type !== undefined && searchTypes.length > 0 && !searchTypes.includes(type)
				? problem(
						'SUPPLIER_TYPE',
						`is of supplier ${supplier}, who is no active supplier of JD Edwards by the search type '${type}'`,
						"Correct the address book, or add the type to 'searchTypes' in the Settings",
					)
				: [];
	const accounts = unique(lines.map(({ account }) => account)).filter((account) => account !== '');
	const ofAccounts = accounts.flatMap((account) => {
		const edit = masters.postingEdits.get(plain(account));
		const why = edit === undefined ? 'does not exist' : NOT_POSTABLE[edit];
		return why === undefined
			? []
			: problem(
					'NOT_POSTABLE',
					`is on account ${account} of JD Edwards, which ${why}`,
					"Correct the account in JD Edwards, or its row in the table 'jde_coupa_crosswalk', then replay",
				);
	});
	const ofOrders = unique(lines.flatMap(({ order }) => (order ? orderText(order) : [])))
		.filter((order) => masters.evaluated.has(order))
		.flatMap((order) =>
			problem(
				'EVALUATED_RECEIPT',
				`is of order line ${order}, which JD Edwards vouchers by itself when it is received`,
				'Dismiss this record if that voucher is there; else take the line out of evaluated receipt settlement (F4311.AVCH), then replay',
				'configuration',
			),
		);
	return [...ofSupplier, ...ofAccounts, ...ofOrders];
}

export function unique(values: readonly string[]): string[] {
	return [...new Set(values)];
}

function accountText({ MCU, OBJ, SUB }: IDataObject): string {
	return plain([MCU, OBJ, SUB].map(textOf).join('.'));
}

/** Without blank parts at the end. */
function plain(account: string): string {
	return account
		.split('.')
		.map((part) => part.trim())
		.join('.')
		.replace(/\.+$/, '');
}
