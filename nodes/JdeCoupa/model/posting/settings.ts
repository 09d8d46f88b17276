import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { textOf } from '../text';

/** What an orchestration is for. @see workflows/orchestrations.md */
export const TASKS = [
	'enterVoucher',
	'changeVoucher',
	'voidVoucher',
	'matchVoucher',
	'reverseMatch',
	'recordPayment',
	'voidPayment',
] as const;
export type Task = (typeof TASKS)[number];

/** What becomes of the taxes of an invoice: parked, JDE's own tax with rate and explanation code, or cost of the line. */
export type TaxRule = 'park' | 'separate' | 'expense';

/** The site's Settings, read once for a chunk. */
export interface PostingSettings {
	/** company in JD Edwards by the Coupa chart of accounts */
	companyOf: ReadonlyMap<string, string>;
	/** ISO date: older documents are never posted */
	goLive: string;
	/** searchable column of F0411 that bears the origin stamp */
	stampColumn: string;
	/** names of the site's own; blank where it has none */
	orchestrations: Readonly<Record<Task, string>>;
	/** inputs that the site names otherwise */
	inputNames: ReadonlyMap<string, string>;
	/** of date inputs, made of yyyy, MM and dd */
	dateFormat: string;
	documentType: string;
	/** hold code of vouchers that Coupa pays; blank where JD Edwards pays */
	payStatus: string;
	/** GLBA reserved for payments made in Coupa */
	bankAccount: string;
	whenClosed: 'firstOpenDay' | 'park';
	tax: TaxRule;
	taxRateArea: string;
	taxExplanationCode: string;
	/** of orders that came from JD Edwards */
	poNumber: string;
	/** custom field of Coupa with the voucher that an invoice from JD Edwards came from */
	erpNumberField: string;
	markExported: boolean;
	/** Coupa Pay is licensed, so that payments are records of their own too */
	coupaPay: boolean;
	/** F0101.AT1 of those who may be invoiced; empty for any */
	searchTypes: readonly string[];
	/** by the crosswalk; otherwise those of the supplier in JD Edwards hold */
	sendPaymentTerms: boolean;
	/** currencies without two decimals whose amounts JD Edwards is proved to show as they are */
	provedCurrencies: readonly string[];
	/** how long after a lost answer a missing voucher counts as not entered */
	settleMinutes: number;
}

/** @throws Failed where something is settled that cannot be */
export function postingSettings(given: IDataObject): PostingSettings {
	const text = (name: string) => textOf(given[name]);
	const tax = (text('taxes') || 'park') as TaxRule;
	if (!['park', 'separate', 'expense'].includes(tax)) refuse('taxes', 'park, separate or expense');
	if (tax === 'separate' && (text('taxRateArea') === '' || text('taxExplanationCode') === '')) {
		refuse('taxRateArea and taxExplanationCode', 'codes of JD Edwards, because taxes are kept separate');
	}
	const orchestrations = Object.fromEntries(TASKS.map((task) => [task, text(task)])) as Record<Task, string>;
	if (orchestrations.recordPayment !== '' && text('bankAccount') === '') {
		refuse('bankAccount', 'the G/L bank account reserved for Coupa, because payments are recorded');
	}
	return {
		companyOf: new Map(pairs(text('companyCharts')).map(([company, chart]) => [chart, company])),
		goLive: text('goLive').slice(0, 10),
		stampColumn: text('originColumn') || 'URRF',
		orchestrations,
		inputNames: new Map(pairs(text('inputNames'))),
		dateFormat: text('dateFormat') || 'yyyy-MM-dd',
		documentType: text('documentType') || 'PV',
		payStatus: text('payStatus'),
		bankAccount: text('bankAccount'),
		whenClosed: text('whenPeriodIsClosed') === 'park' ? 'park' : 'firstOpenDay',
		tax,
		taxRateArea: text('taxRateArea'),
		taxExplanationCode: text('taxExplanationCode'),
		poNumber: text('poNumber'),
		erpNumberField: text('invoiceStampField'),
		markExported: given.markExported === true,
		coupaPay: given.coupaPay === true,
		searchTypes: text('searchTypes')
			.split(',')
			.map((type) => type.trim())
			.filter((type) => type !== ''),
		sendPaymentTerms: given.sendPaymentTerms === true,
		provedCurrencies: [],
		settleMinutes: Number(given.settleMinutes ?? 15),
	};
}

/** `A = B; C = D` */
function pairs(table: string): Array<[string, string]> {
	return table
		.split(';')
		.map((entry) => entry.split('='))
		.filter((parts) => parts.length > 1)
		.map(([first, ...rest]) => [first.trim(), rest.join('=').trim()]);
}

function refuse(name: string, what: string): never {
	fail({
		code: 'POSTING_SETTINGS',
		category: 'configuration',
		message: `'Settings' do not say ${name} as they should`,
		description: `Enter ${what}`,
	});
}
