import type { IDataObject } from 'n8n-workflow';

import { currencyDecimals } from '../../../../lib/currency';
import { negate } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { fail } from '../../../../lib/failure';
import { money } from '../amounts';
import { valueAt } from '../paths';
import { textOf } from '../text';
import { balanced, checkDecimals } from './balance';
import type { Sums } from './balance';
import { taxTotal } from './taxes';
import type { InvoiceRules, VoucherDocument } from './types';

/**
 * What a voucher is as an invoice: one for each voucher, whatever the number of its pay items. Amounts are text in the
 * voucher's own currency, with as many digits as that currency has. Nothing comes out whose lines and taxes are not
 * the sum of the pay items to the smallest unit.
 */
export function buildInvoice(document: IDataObject, rules: InvoiceRules): IDataObject {
	const voucher = asVoucher(document);
	const { key } = voucher;
	const currency = textOf(voucher.currency);
	const decimals = currencyDecimals(currency);
	const invoiceNumber = textOf(voucher.invoiceNumber);
	if (invoiceNumber === '') noNumber(key);
	const common = { invoiceNumber, stamp: key, currency, decimals };
	// A voided voucher has nothing to be entered any more.
	if (voucher.voided === 'yes') {
		return { ...common, isVoided: true, isCredit: false, isCreditNote: false, lines: [], taxLines: [] };
	}
	const foreign = voucher.mode === 'foreign';
	checkDecimals(voucher, foreign, decimals);
	const sums = balanced(voucher, foreign, decimals, rules);
	return { ...common, isVoided: false, ...written(sums, decimals, creditOf(document, sums.gross, rules)) };
}

function asVoucher(document: IDataObject): VoucherDocument {
	if (Array.isArray(document.F0411) && document.F0411.length > 0 && Array.isArray(document.F0911)) {
		return document as VoucherDocument;
	}
	return fail({
		code: 'NOT_A_VOUCHER',
		category: 'validation',
		message: `Record '${textOf(document.key)}' is no voucher: it has no 'F0411' or no 'F0911'`,
		description: "Connect the output of 'JDE AIS: Voucher' as it is",
	});
}

interface Credit {
	isCreditNote: boolean;
	originalNumber: string;
	originalDate: string;
}

function creditOf(document: IDataObject, gross: Decimal, rules: InvoiceRules): Credit {
	const at = (path: string) => (path === '' ? '' : textOf(valueAt(document, path)));
	const original = { number: at(rules.originalNumberField), date: at(rules.originalDateField) };
	// Coupa takes a credit note only with the number and the date of what it corrects.
	const isKnown = original.number !== '' && original.date !== '';
	const isCreditNote = gross.units < 0n && rules.credits === 'creditNote' && isKnown;
	return {
		isCreditNote,
		originalNumber: isCreditNote ? original.number : '',
		originalDate: isCreditNote ? original.date : '',
	};
}

function written(
	{ gross, lines, lineTotal, taxes, taxTotal: tax }: Sums,
	decimals: number,
	credit: Credit,
): IDataObject {
	// A credit note has positive values, and says by its kind that it is owed to us.
	const text = (amount: Decimal) => money(credit.isCreditNote ? negate(amount) : amount, decimals);
	return {
		isCredit: gross.units < 0n,
		...credit,
		gross: text(gross),
		lineTotal: text(lineTotal),
		taxTotal: text(tax),
		taxNotSent: text(taxTotal(taxes, 'notSent')),
		lines: lines.map(({ amount, fields }, i) => ({
			lineNumber: i + 1,
			...fields,
			description: textOf(fields.description) || `Line ${i + 1}`,
			amount: text(amount),
		})),
		taxLines: taxes
			.filter(({ treatment }) => treatment !== 'notSent')
			.map(({ code, area, amount }) => ({ code, area, amount: text(amount) })),
	};
}

function noNumber(key: string): never {
	fail({
		code: 'INVOICE_NUMBER_BLANK',
		category: 'validation',
		message: `Voucher ${key} has no supplier invoice number`,
		description: 'Enter the invoice number in JD Edwards (F0411.VINV): Coupa knows an invoice by it',
	});
}
