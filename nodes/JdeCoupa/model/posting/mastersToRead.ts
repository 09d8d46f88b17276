import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { textOf } from '../text';
import { unique } from './masters';
import { orderOf } from './orderNumber';
import { companyFor } from './scope';
import type { PostingSettings } from './settings';
import { accountCodes, recordsIn } from './wanted';
import type { CodeLookup } from './wanted';

/** What is read of a table of JD Edwards: parameters of Table: Get Many. */
export interface TableRead extends IDataObject {
	table: string;
	/** conditions, all or any */
	where: IDataObject;
	/** separated by commas */
	columns: string;
	orderBy: string;
	/** rows at most; 0 for all */
	limit: number;
}

/** Business units stand right-justified in their 12 characters. */
const MCU_WIDTH = 12;

/** One read of each table for all invoices that may be entered. */
export function mastersToRead(
	invoices: readonly IDataObject[],
	settings: PostingSettings,
	codes: CodeLookup,
): TableRead[] {
	const mine = invoices.filter(
		(invoice) => invoice.status === 'approved' && 'company' in companyFor(invoice, settings),
	);
	const suppliers = unique(
		mine.map(({ supplier }) => (isRecord(supplier) ? textOf(supplier.number) : '')),
	).filter((number) => /^\d{1,8}$/.test(number));
	const lines = mine.flatMap((invoice) => recordsIn(invoice['invoice-lines']));
	const orders = unique(
		lines.flatMap(
			(line) =>
				orderOf(textOf(line['po-number']), textOf(line['order-line-num']), settings.poNumber)?.number ?? [],
		),
	);
	const accounts = unique(
		lines
			.filter((line) => textOf(line['po-number']) === '')
			.flatMap(accountCodes)
			.map((code) => codes('account', code))
			.flatMap((found) => (found.length === 1 ? found : [])),
	);
	const bySupplier = { conditions: [{ column: 'AN8', operator: 'LIST', value: suppliers.join(',') }] };
	const byAccount = {
		match: 'any',
		groups: accounts.map((account) => {
			const [unit = '', object = '', subsidiary = ''] = account.split('.');
			return {
				conditions: [
					{ column: 'MCU', value: unit.padStart(MCU_WIDTH) },
					{ column: 'OBJ', value: object },
					subsidiary === '' ? { column: 'SUB', operator: 'STR_BLANK' } : { column: 'SUB', value: subsidiary },
				],
			};
		}),
	};
	const byOrder = { conditions: [{ column: 'DOCO', operator: 'LIST', value: orders.join(',') }] };
	const whole = { orderBy: '', limit: 0 };
	return [
		...(suppliers.length === 0
			? []
			: [
					{ table: 'F0401', where: bySupplier, columns: 'AN8', ...whole },
					{ table: 'F0101', where: bySupplier, columns: 'AN8, AT1', ...whole },
				]),
		...(accounts.length === 0
			? []
			: [{ table: 'F0901', where: byAccount, columns: 'AID, MCU, OBJ, SUB, PEC', ...whole }]),
		...(orders.length === 0
			? []
			: [{ table: 'F4311', where: byOrder, columns: 'KCOO, DCTO, DOCO, SFXO, LNID, AVCH', ...whole }]),
	];
}
