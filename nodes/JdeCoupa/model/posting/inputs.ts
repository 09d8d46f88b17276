import type { IDataObject } from 'n8n-workflow';

import type { Decimal } from '../../../../lib/decimal';
import { isZero, money } from '../amounts';
import { textOf } from '../text';
import type { Found } from './found';
import { orderLines } from './orderLines';
import type { CoupaPayment } from './payments';
import type { PostingSettings } from './settings';
import { recordsIn } from './wanted';
import type { Wanted } from './wanted';

/** Inputs of the orchestrations. @see workflows/orchestrations.md */

export function voucherInputs(wanted: Wanted, glDate: string, settings: PostingSettings): IDataObject {
	const { decimals } = wanted;
	return withoutBlanks({
		Company: wanted.company,
		DocumentType: settings.documentType,
		Supplier: wanted.supplier,
		GLDate: glDate,
		Currency: wanted.currency,
		...contentInputs(wanted, settings),
		GLDistribution: distribution(wanted, decimals),
	});
}

/** What may be changed of a voucher that is not posted. */
export function changeInputs(wanted: Wanted, found: Found, settings: PostingSettings): IDataObject {
	return withoutBlanks({
		...found.inputs,
		...contentInputs(wanted, settings),
		GLDistribution: distribution(wanted, wanted.decimals),
	});
}

function contentInputs(wanted: Wanted, settings: PostingSettings): IDataObject {
	const { gross, tax, decimals } = wanted;
	const item: IDataObject = { GrossAmount: money(gross, decimals) };
	if (!isZero(tax)) item.TaxAmount = money(tax, decimals);
	return {
		InvoiceNumber: wanted.number,
		InvoiceDate: wanted.date,
		TaxDate: wanted.date,
		GrossAmount: money(gross, decimals),
		...taxCodes(wanted, settings),
		PaymentTerms: wanted.terms,
		PayStatus: settings.payStatus,
		OriginStamp: wanted.stamp,
		PayItems: [item],
	};
}

function taxCodes({ tax }: Wanted, { taxRateArea, taxExplanationCode }: PostingSettings): IDataObject {
	return isZero(tax) ? {} : { TaxRateArea: taxRateArea, TaxExplanationCode: taxExplanationCode };
}

function distribution({ lines }: Wanted, decimals: number): IDataObject[] {
	return lines
		.filter(({ amount }) => !isZero(amount))
		.map(({ amount, account, description }) =>
			withoutBlanks({ Account: account, Amount: money(amount, decimals), Explanation: description }),
		);
}

/**
 * One row for each order line, or for each of its receipts.
 * @param receipts rows of F43121
 */
export function matchInputs(
	wanted: Wanted,
	glDate: string,
	receipts: readonly IDataObject[],
	settings: PostingSettings,
): IDataObject {
	const { gross, tax, decimals } = wanted;
	return withoutBlanks({
		Company: wanted.company,
		DocumentType: settings.documentType,
		Supplier: wanted.supplier,
		InvoiceNumber: wanted.number,
		InvoiceDate: wanted.date,
		GLDate: glDate,
		TaxDate: wanted.date,
		GrossAmount: money(gross, decimals),
		TaxAmount: money(tax, decimals),
		Currency: wanted.currency,
		...taxCodes(wanted, settings),
		PaymentTerms: wanted.terms,
		PayStatus: settings.payStatus,
		OriginStamp: wanted.stamp,
		OrderLines: orderLines(wanted, receipts).map(withoutBlanks),
	});
}

export function undoInputs(found: Found, glDate: string, remark: string): IDataObject {
	return { ...found.inputs, GLDate: glDate, Remark: remark.slice(0, 30) };
}

export function paymentInputs(
	payment: CoupaPayment,
	wanted: Pick<Wanted, 'currency' | 'decimals'>,
	found: Found,
	glDate: string,
	payee: string,
	parts: ReadonlyArray<{ payItem: string; amount: Decimal }>,
	{ bankAccount }: PostingSettings,
): IDataObject {
	const { currency, decimals } = wanted;
	return {
		BankAccount: bankAccount,
		PaymentDate: payment.date,
		GLDate: glDate,
		Payee: payee,
		Currency: currency,
		Amount: money(payment.amount, decimals),
		OriginStamp: payment.stamp,
		Vouchers: parts.map(({ payItem, amount }) => ({
			...found.inputs,
			PayItem: payItem,
			Amount: money(amount, decimals),
		})),
	};
}

/** As the site's orchestrations call and write it: other names of inputs, another form of dates. */
export function asTheSiteHasIt(
	inputs: IDataObject,
	{ inputNames, dateFormat }: Pick<PostingSettings, 'inputNames' | 'dateFormat'>,
): IDataObject {
	const written = (name: string, value: unknown): unknown => {
		if (Array.isArray(value)) return recordsIn(value).map(renamed);
		return /Date$/.test(name) ? dateText(textOf(value), dateFormat) : value;
	};
	const renamed = (row: IDataObject): IDataObject =>
		Object.fromEntries(
			Object.entries(row).map(([name, value]) => [inputNames.get(name) ?? name, written(name, value)]),
		) as IDataObject;
	return renamed(inputs);
}

function dateText(day: string, format: string): string {
	const [year = '', month = '', date = ''] = day.slice(0, 10).split('-');
	return format.replace('yyyy', year).replace('MM', month).replace('dd', date);
}

function withoutBlanks(inputs: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(inputs).filter(([, value]) => value !== '' && value !== undefined),
	);
}
