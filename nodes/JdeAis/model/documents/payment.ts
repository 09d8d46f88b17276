import type { IDataObject } from 'n8n-workflow';

import type { Ais } from '../../transport/connection';
import { sumOf } from '../amounts';
import { keysIn, numberOf, updatedIn } from '../changedKeys';
import type { ChangeWindow, KeyStart } from '../changedKeys';
import type { Condition } from '../query';
import { grouped, keyOf, rowsOf } from '../readRows';
import { readable } from '../rows';
import type { Row } from '../rows';
import { isForeign, postedInWords, text } from '../words';
import type { Built, DocumentKind, Scope } from './kind';
import { shownVoucher, VOUCHER_COLUMNS } from './voucherKey';

export const PAYMENT_COLUMNS = ['PYID'];

export interface PaymentRules extends Scope {
	/** leave out payments and parts of them that are not posted */
	postedOnly: boolean;
	/** G/L bank accounts reserved for payments that came from Coupa: they would go back */
	reservedBankAccounts: readonly string[];
}

const REQUIRED = {
	F0413: ['PYID', 'DCTM', 'DOCM', 'PYE', 'GLBA', 'DMTJ', 'VDGJ', 'PAAP', 'CRCD', 'POST'],
	F0414: [...VOUCHER_COLUMNS, 'PYID', 'RC5', 'SFX', 'DCTM', 'PAAP', 'PFAP', 'ADSA', 'POST'],
};

/** A payment with what it pays, a sum for each voucher. */
export const paymentKind: DocumentKind<PaymentRules> = {
	name: 'payment',
	table: 'F0413',
	columns: PAYMENT_COLUMNS,
	required: REQUIRED.F0413,
	typeColumn: 'DCTM',
	dateColumn: 'DMTJ',
	shown: (key) => key,
	read: (written) => (/^\d{1,15}$/.test(written) ? String(Number(written)) : undefined),

	changed(ais, window, start) {
		const within = (table: string) =>
			keysIn(ais, { table, columns: PAYMENT_COLUMNS, conditions: updatedIn(window) }, start);
		return [within('F0413'), within('F0414')];
	},

	async build(ais, heads, rules) {
		const keys = [...heads.keys()];
		const query = { table: 'F0414', columns: PAYMENT_COLUMNS, keys, required: REQUIRED.F0414 };
		const details = grouped(await rowsOf(ais, query), PAYMENT_COLUMNS);
		return [...heads].map(([key, [header]]) => builtPayment(key, header, details.get(key) ?? [], rules));
	},
};

function builtPayment(key: string, header: Row, details: readonly Row[], rules: PaymentRules): Built {
	const { postedOnly, reservedBankAccounts, companies } = rules;
	const account = text(header.GLBA);
	if (reservedBankAccounts.includes(account)) return { key, leftOut: `bank account ${account} is reserved` };
	const posted = postedInWords('F0413', header.POST);
	if (postedOnly && posted !== 'posted') return { key, leftOut: posted };
	const counted = details.filter(({ POST }) => !postedOnly || postedInWords('F0414', POST) === 'posted');
	if (companies.length > 0 && !details.some(({ KCO }) => companies.includes(text(KCO)))) {
		return { key, leftOut: 'no voucher of these companies' };
	}
	const head = headerDocument(header);
	const document: IDataObject = {
		key,
		number: String(header.DOCM),
		type: head.DCTM,
		payee: String(header.PYE),
		date: head.DMTJ,
		currency: head.CRCD,
		bankAccount: account,
		amount: sumOf([header], 'PAAP'),
		posted,
		voided: isVoided(header, details),
		voidDate: head.VDGJ ?? null,
		uncountedRows: details.length - counted.length,
		vouchers: [...grouped(counted, VOUCHER_COLUMNS)].map(([voucher, rows]) => ({
			key: shownVoucher(voucher),
			...paidAmounts(rows),
		})),
		F0413: head,
		F0414: details.map((row) => readable(row)),
	};
	return { key, document };
}

/** The payee's bank account number stays in JD Edwards; GLBA, the payer's G/L account, is none. */
const BANK_DETAILS = ['CBNK', 'TNST'];

function headerDocument(header: Row): IDataObject {
	const shown = Object.entries(readable(header)).filter(([alias]) => !BANK_DETAILS.includes(alias));
	return Object.fromEntries(shown);
}

/** Signs are those of JD Edwards: payments are negative there by custom, which a flow must not rely on. */
function paidAmounts(rows: readonly Row[]): IDataObject {
	const isVoid = ({ DCTM }: Row) => text(DCTM) === VOID_TYPE;
	const sums = (some: readonly Row[]) => {
		const foreign = some.some(isForeign);
		return {
			amount: sumOf(some, foreign ? 'PFAP' : 'PAAP'),
			domesticAmount: sumOf(some, 'PAAP'),
			discountTaken: sumOf(some, foreign ? 'CDSA' : 'ADSA'),
			currency: text(some[0]?.CRCD),
			payItems: some.map(({ SFX }) => text(SFX)),
		};
	};
	const paid = rows.filter((row) => !isVoid(row));
	const voided = rows.filter(isVoid);
	return { ...sums(paid), void: voided.length > 0 ? sums(voided) : null };
}

/**
 * Matching type of the rows that void a payment.
 * @see https://docs.oracle.com/en/applications/jd-edwards/financials/9.2/eoaap/matching-document-type-codes.html
 */
const VOID_TYPE = 'PO';

function isVoided(header: Row | undefined, details: readonly Row[]): boolean {
	return text(header?.VDGJ) !== '' || details.some(({ DCTM }) => text(DCTM) === VOID_TYPE);
}

/** The payments of one voucher, each with its header: F0414 has a row for each pay item. */
export function paymentsOfVoucher(
	details: readonly Row[],
	headers: ReadonlyMap<string, Row[]>,
): IDataObject[] {
	return [...grouped(details, PAYMENT_COLUMNS)].map(([key, rows]) => {
		const [header] = headers.get(key) ?? [];
		const head = header === undefined ? {} : headerDocument(header);
		return {
			key,
			number: text(header?.DOCM),
			date: head.DMTJ ?? null,
			posted: postedInWords('F0413', header?.POST),
			voided: isVoided(header, rows),
			...paidAmounts(rows),
			F0413: head,
			F0414: rows.map((row) => readable(row)),
		};
	});
}

/** Vouchers whose payment's header changed (posted, voided), though none of their own rows did. */
export async function* vouchersOfChangedPayments(
	ais: Ais,
	window: ChangeWindow,
	start: KeyStart,
	conditions: readonly Condition[],
): AsyncGenerator<string> {
	const payments: string[] = [];
	const query = { table: 'F0413', columns: PAYMENT_COLUMNS, conditions: updatedIn(window) };
	for await (const payment of keysIn(ais, query, {})) payments.push(payment);
	const rows = await rowsOf(ais, { table: 'F0414', columns: PAYMENT_COLUMNS, keys: payments, conditions });
	const vouchers = [...new Set(rows.map((row) => keyOf(row, VOUCHER_COLUMNS)))];
	yield* vouchers
		.filter((key) => numberOf(key) >= Number(start.from ?? 0))
		.sort((a, b) => numberOf(a) - numberOf(b));
}
