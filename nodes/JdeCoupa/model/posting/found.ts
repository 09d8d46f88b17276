import type { IDataObject } from 'n8n-workflow';

import { compare } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { isRecord } from '../../../../lib/diff';
import { amountOf, isZero, total, ZERO } from '../amounts';
import { textOf } from '../text';
import { orderText } from './orderNumber';
import { recordsIn } from './wanted';
import type { Wanted } from './wanted';

/** A voucher of JD Edwards that bears the stamp of an invoice. */
export interface Found {
	/** `00001-PV-123456` */
	key: string;
	/** `C4711` */
	stamp: string;
	inputs: { DocumentCompany: string; DocumentType: string; DocumentNumber: string };
	company: string;
	supplier: string;
	payee: string;
	number: string;
	date: string;
	currency: string;
	glDate: string;
	isVoid: boolean;
	/** nothing of it is posted, so that it may still be changed */
	isUnposted: boolean;
	isPaid: boolean;
	isInPaymentGroup: boolean;
	isMatched: boolean;
	gross: Decimal;
	tax: Decimal;
	/** amounts by account, or by order line where it was matched */
	distribution: ReadonlyMap<string, Decimal>;
	/** what is open, by pay item */
	open: ReadonlyArray<{ payItem: string; amount: Decimal }>;
	payments: readonly FoundPayment[];
}

export interface FoundPayment {
	/** PYID */
	id: string;
	number: string;
	date: string;
	isVoid: boolean;
	/** F0413.EXR: `C` and Coupa's ID, on those we recorded */
	stamp: string;
	bankAccount: string;
}

/** The stamp of a document of JDE AIS: Voucher. */
export function stampOf({ F0411 }: IDataObject, stampColumn: string): string {
	return (
		recordsIn(F0411)
			.map((row) => textOf(row[stampColumn]))
			.find((stamp) => stamp !== '') ?? ''
	);
}

/** From a document of JDE AIS: Voucher. @throws Failed where an amount of it cannot be read */
export function foundOf(document: IDataObject, stampColumn: string): Found {
	const items = recordsIn(document.F0411);
	const lines = recordsIn(document.F0911);
	const foreign = document.mode === 'foreign';
	const [gross, open, amount, tax] = foreign ? ['ACR', 'FAP', 'ACR', 'CTAM'] : ['AG', 'AAP', 'AA', 'STAM'];
	const isVoid = document.voided === 'yes';
	const sum = (column: string) => total(items.map((row) => amountOf(row, column)));
	const isMatched = [...items, ...lines].some((row) => Number(textOf(row.PO)) > 0);
	return {
		key: textOf(document.key),
		stamp: stampOf(document, stampColumn),
		inputs: {
			DocumentCompany: textOf(document.documentCompany),
			DocumentType: textOf(document.type),
			DocumentNumber: textOf(document.number),
		},
		company: textOf(document.company),
		supplier: textOf(document.supplier),
		payee: textOf(document.payee),
		number: textOf(document.invoiceNumber),
		date: textOf(document.invoiceDate).slice(0, 10),
		currency: textOf(document.currency),
		glDate: textOf(document.glDate).slice(0, 10),
		isVoid,
		isUnposted: [...items, ...lines].every(({ POST }) => textOf(POST) === ''),
		isPaid:
			!isVoid &&
			items.some(
				(row) => textOf(row.PST) === 'P' || compare(amountOf(row, open), amountOf(row, gross)) !== 0,
			),
		isInPaymentGroup: items.some(({ PST }) => textOf(PST) === '#'),
		isMatched,
		gross: sum(gross),
		tax: sum(tax),
		distribution: grouped(lines, amount, isMatched ? orderLineOf : accountOf),
		open: items.map((row) => ({ payItem: textOf(row.SFX), amount: amountOf(row, open) })),
		payments: recordsIn(document.payments).map(paymentOf),
	};
}

function paymentOf(payment: IDataObject): FoundPayment {
	const header = isRecord(payment.F0413) ? payment.F0413 : {};
	return {
		id: textOf(payment.key),
		number: textOf(payment.number),
		date: textOf(payment.date).slice(0, 10),
		isVoid: payment.voided === true,
		stamp: textOf(header.EXR),
		bankAccount: textOf(header.GLBA),
	};
}

function accountOf({ MCU, OBJ, SUB }: IDataObject): string {
	return [MCU, OBJ, SUB]
		.map(textOf)
		.filter((part) => part !== '')
		.join('.');
}

function orderLineOf({ PKCO, DCTO, PO, PSFX, LNID }: IDataObject): string {
	const [company, type, number, suffix, line] = [PKCO, DCTO, PO, PSFX, LNID].map(textOf);
	return orderText({ company, type, number, suffix, line });
}

function grouped(
	rows: readonly IDataObject[],
	column: string,
	nameOf: (row: IDataObject) => string,
): Map<string, Decimal> {
	const sums = new Map<string, Decimal>();
	for (const row of rows) {
		const name = nameOf(row);
		sums.set(name, total([sums.get(name) ?? ZERO, amountOf(row, column)]));
	}
	return new Map([...sums].filter(([, sum]) => !isZero(sum)));
}

/** What differs between an invoice and its voucher, in words; the date of the ledger is not the supplier's. */
export function differences(wanted: Wanted, found: Found): string[] {
	const differ: string[] = [];
	const text = (name: string, before: string, after: string) => {
		if (before !== after) differ.push(`${name} ${before || 'none'}, now ${after || 'none'}`);
	};
	text('company', found.company, wanted.company);
	text('supplier', found.supplier, wanted.supplier);
	text('currency', found.currency, wanted.currency);
	text('number', found.number, wanted.number);
	text('date', found.date, wanted.date);
	if (compare(found.gross, wanted.gross) !== 0) differ.push('amount');
	if (compare(found.tax, wanted.tax) !== 0) differ.push('tax');
	const lines = wantedDistribution(wanted);
	const names = new Set([...lines.keys(), ...found.distribution.keys()]);
	const apart = [...names].filter(
		(name) => compare(lines.get(name) ?? ZERO, found.distribution.get(name) ?? ZERO) !== 0,
	);
	if (apart.length > 0) differ.push(`lines on ${apart.join(', ')}`);
	return differ;
}

function wantedDistribution({ lines }: Wanted): Map<string, Decimal> {
	const sums = new Map<string, Decimal>();
	for (const { amount, account, order } of lines) {
		const name = order ? orderText(order) : account;
		sums.set(name, total([sums.get(name) ?? ZERO, amount]));
	}
	return new Map([...sums].filter(([, sum]) => !isZero(sum)));
}

/** Supplier, company and G/L date of a voucher are fixed, and its currency with them: only the rest may be changed. */
export function hasOtherKey(wanted: Wanted, found: Found): boolean {
	return (
		wanted.supplier !== found.supplier ||
		wanted.company !== found.company ||
		wanted.currency !== found.currency
	);
}

/** A row of F0411 with the same supplier and number that does not come from this invoice: duplicates in JD Edwards. */
export function duplicateOf(
	wanted: Wanted,
	rows: readonly IDataObject[],
	stampColumn: string,
): string | undefined {
	const own = comparable(wanted.number);
	const hit = rows.find(
		(row) =>
			textOf(row.AN8) === wanted.supplier &&
			textOf(row.VOD) === '' &&
			textOf(row.DCT) !== 'PE' &&
			textOf(row[stampColumn]) !== wanted.stamp &&
			comparable(textOf(row.VINV)) === own,
	);
	return hit && `${textOf(hit.KCO)}-${textOf(hit.DCT)}-${textOf(hit.DOC)}`;
}

/** Case, punctuation and leading zeros do not make another number of it. */
export function comparable(number: string): string {
	const plain = number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
	return plain.replace(/^0+(?=.)/, '');
}

const NEAR_DAYS = 30;

/** The same supplier and amount within 30 days: posted, with a note for the audit. */
export function lookAlike(
	wanted: Wanted,
	rows: readonly IDataObject[],
	stampColumn: string,
): string | undefined {
	const near = (day: unknown) =>
		Math.abs(Date.parse(textOf(day).slice(0, 10)) - Date.parse(wanted.date)) <= NEAR_DAYS * 86_400_000;
	const others = rows.filter(
		(row) =>
			textOf(row.AN8) === wanted.supplier &&
			textOf(row.VOD) === '' &&
			textOf(row.DCT) !== 'PE' &&
			textOf(row[stampColumn]) !== wanted.stamp &&
			near(row.DIVJ),
	);
	const keyOf = (row: IDataObject) => `${textOf(row.KCO)}-${textOf(row.DCT)}-${textOf(row.DOC)}`;
	// A voucher is the sum of its instalments.
	const grosses = ['AG', 'ACR'].map((column) => grouped(others, column, keyOf));
	return others
		.map(keyOf)
		.find((key) => grosses.some((gross) => compare(gross.get(key) ?? ZERO, wanted.gross) === 0));
}
