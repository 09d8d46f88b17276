import type { Row } from '../../ais/catalogue/index.cts';
import { sum, textOf } from './decimals.cts';
import { invoiceLines, type InvoiceAmounts } from './invoiceLines.cts';
import {
	accountTexts,
	decimalsOf,
	groupBy,
	isForeign,
	isoDay,
	knownSuppliers,
	text,
	type Tables,
} from './reading.cts';
import { file, nothing, unproved, type Expected, type Site, type Verdict } from './site.cts';

export interface ExpectedInvoiceLine {
	/** place in the distribution, from 1 */
	number: number;
	jdeAccount: string;
	/** code in the company's chart */
	account: string;
	/** without tax, in the voucher's currency */
	amount: string;
	/** the order line that a matched voucher pays for */
	order?: { poNumber: string; line: string };
}

export interface ExpectedTax {
	/** EXR1 and TXA1 */
	code: string;
	area: string;
	amount: string;
}

export interface ExpectedInvoice {
	/** `00001-PV-120001`, the stamp in Coupa */
	key: string;
	/** VINV without blanks around it */
	invoiceNumber: string;
	supplier: string;
	/** who is paid: the supplier itself or its factor */
	payee: string;
	company: string;
	chart: string;
	currency: string;
	/** ISO */
	invoiceDate: string;
	glDate: string;
	/** JD Edwards payment term */
	paymentTerm: string;
	/** negative for a credit */
	gross: string;
	lines: ExpectedInvoiceLine[];
	/** sum of the lines of each Coupa account: true however an invoice splits what is on one account */
	accounts: Record<string, string>;
	taxes: ExpectedTax[];
	/** tax that is not owed to the supplier */
	taxNotSent: string;
	/** open amounts of what is owed to the supplier are zero, withheld items left out */
	isSettled: boolean;
}

export type InvoiceOutOfScope =
	| 'document type'
	| 'batch type'
	| 'company'
	| 'before go-live'
	| 'unposted'
	| 'post error'
	| 'own stamp'
	| 'evaluated receipt'
	| 'voided';

/** What invoices Coupa shall hold, read from the tables: one for each voucher. */
export function expectedInvoices(tables: Tables, site: Site): Expected<ExpectedInvoice, InvoiceOutOfScope> {
	const expected = nothing<ExpectedInvoice, InvoiceOutOfScope>();
	const facts = factsOf(tables, site);
	const vouchers = [...groupBy(tables.F0411, voucherKey)].filter(
		([, [{ DCT }]]) => !site.changeTypes.includes(text(DCT)),
	);
	// In the order of their numbers, so that of two with one invoice number the first is the one that counts.
	const inOrder = vouchers.sort(([, [a]], [, [b]]) => Number(a.DOC) - Number(b.DOC));
	const taken = new Map<string, string>();
	for (const [key, items] of inOrder) {
		const verdict = judge(key, items, facts);
		if (!('document' in verdict)) {
			file(expected, key, verdict);
			continue;
		}
		const { supplier, invoiceNumber } = verdict.document;
		const number = `${supplier}/${invoiceNumber.toLowerCase()}`;
		const other = taken.get(number);
		if (other === undefined) taken.set(number, key);
		file(
			expected,
			key,
			other === undefined ? verdict : { parked: { category: 'duplicate', reasons: [`voucher ${other}`] } },
		);
	}
	return expected;
}

export function voucherKey({ KCO, DCT, DOC }: Row): string {
	return [KCO, DCT, DOC].map(text).join('-');
}

export interface Facts {
	site: Site;
	accounts: ReadonlyMap<string, string>;
	suppliers: ReadonlySet<string>;
	ledger: ReadonlyMap<string, Row[]>;
	items: ReadonlyMap<string, Row[]>;
	orderLines: ReadonlyMap<string, Row>;
}

function factsOf(tables: Tables, site: Site): Facts {
	return {
		site,
		accounts: accountTexts(tables),
		suppliers: knownSuppliers(tables, site),
		ledger: groupBy(
			tables.F0911.filter(({ LT }) => text(LT) === 'AA'),
			voucherKey,
		),
		items: groupBy(tables.F0411, voucherKey),
		orderLines: new Map(
			tables.F4311.map((row) => [
				[row.KCOO, row.DCTO, Number(row.DOCO), row.SFXO, Number(row.LNID)].join('/'),
				row,
			]),
		),
	};
}

function judge(
	key: string,
	items: readonly Row[],
	facts: Facts,
): Verdict<ExpectedInvoice, InvoiceOutOfScope> {
	const { site } = facts;
	const [first] = items;
	const reason = outOfScope(items, facts);
	if (reason !== undefined) return { outOfScope: reason };

	const currency = text(first.CRCD);
	const waiting = unproved(site, currency);
	if (waiting) return waiting;
	const invoiceNumber = text(first.VINV);
	if (invoiceNumber === '') return { parked: { category: 'validation', reasons: ['no invoice number'] } };
	const amounts = invoiceLines(key, items, facts);
	if ('parked' in amounts) return amounts;
	const { supplier, lines } = { supplier: text(first.AN8), ...amounts };
	const reasons = [
		...(facts.suppliers.has(supplier) ? [] : [`supplier ${supplier}`]),
		...lines.filter(({ account }) => account === '').map(({ jdeAccount }) => `account ${jdeAccount}`),
	];
	if (reasons.length > 0) return { parked: { category: 'reference', reasons: [...new Set(reasons)] } };

	const company = text(first.CO);
	return {
		document: {
			key,
			invoiceNumber,
			supplier,
			payee: text(first.PYE),
			company,
			chart: site.companies[company],
			currency,
			invoiceDate: isoDay(first.DIVJ),
			glDate: isoDay(first.DGJ),
			paymentTerm: text(first.PTC),
			...written(amounts, decimalsOf(site, currency)),
			isSettled: items
				.filter(({ PST }) => text(PST) !== '%')
				.every((row) => Number(isForeign(row) ? row.FAP : row.AAP) === 0),
		},
	};
}

function outOfScope(items: readonly Row[], { site, orderLines }: Facts): InvoiceOutOfScope | undefined {
	const [first] = items;
	const has = (column: string, value: string) => items.some((row) => text(row[column]) === value);
	if (!site.voucherTypes.includes(text(first.DCT))) return 'document type';
	if (!site.batchTypes.includes(text(first.ICUT))) return 'batch type';
	if (site.companies[text(first.CO)] === undefined) return 'company';
	if (isoDay(first.DGJ) < site.goLive) return 'before go-live';
	if (has('POST', 'P')) return 'post error';
	if (!items.every(({ POST }) => text(POST) === 'D')) return 'unposted';
	if (items.some(({ URRF }) => /^C\d+$/.test(text(URRF)))) return 'own stamp';
	const evaluated = items.some(({ PKCO, PDCT, PO, SFXO, LNID }) => {
		const line = orderLines.get([PKCO, PDCT, Number(PO), SFXO, Number(LNID)].join('/'));
		return text(line?.AVCH) === 'Y';
	});
	if (evaluated) return 'evaluated receipt';
	return items.every(({ VOD }) => text(VOD) !== '') ? 'voided' : undefined;
}

function written({ gross, lines, taxes, notSent }: InvoiceAmounts, decimals: number) {
	const accounts = groupBy(lines, ({ account }) => account);
	return {
		gross: textOf(gross, decimals),
		lines: lines.map(({ amount, ...line }, index) => ({
			number: index + 1,
			...line,
			amount: textOf(amount, decimals),
		})),
		accounts: Object.fromEntries(
			[...accounts].map(([code, some]) => [code, textOf(sum(some.map(({ amount }) => amount)), decimals)]),
		),
		taxes: taxes.map(({ amount, ...tax }) => ({ ...tax, amount: textOf(amount, decimals) })),
		taxNotSent: textOf(notSent, decimals),
	};
}
