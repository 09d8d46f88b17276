import type { IDataObject } from 'n8n-workflow';

import type { Values } from '../simulators/coupa/attributes.cts';

const TERMS = 60;

/** More than one look-up can hold, so that the benchmark counts two. */
export const PAYMENT_TERMS: Values[] = [...Array(TERMS).keys(), 'Net 30', 'Net 45'].map((name) => ({
	code: typeof name === 'number' ? `Net ${100 + name}` : name,
	type: 'DaysAfterNetPaymentTerm',
	'days-for-net-payment': 30,
}));

export const DISTINCT_TERMS = TERMS;

/** A supplier of 25 fields, as an ERP fills them. */
export function supplier(i: number): IDataObject {
	const number = String(100_000 + i);
	return {
		number,
		name: `Bench Supplier ${number}`,
		'display-name': `Supplier ${number}`,
		status: 'active',
		'po-method': 'email',
		'po-email': `orders@s${number}.example`,
		'payment-method': 'invoice',
		'invoice-matching-level': '3-way',
		'account-number': `A-${number}`,
		duns: `9${number}`,
		website: `https://s${number}.example`,
		'tax-id': `T${number}`,
		'payment-term': { code: `Net ${100 + (i % TERMS)}` },
		'primary-contact': {
			email: `ap@s${number}.example`,
			'name-given': 'Ada',
			'name-family': `Stone ${number}`,
		},
		'primary-address': {
			street1: `${i} Main Street`,
			street2: 'Building 7',
			city: 'Denver',
			state: 'CO',
			'postal-code': '80237',
			country: { code: 'US' },
		},
		'savings-pct': '2.50',
		'custom-fields': { 'cf-erp-supplier-number': number, 'cf-erp-search-type': 'V' },
	};
}

/** `primary-address.city`: the leaves of a document. */
export function leaves(document: IDataObject, path = ''): string[] {
	return Object.entries(document).flatMap(([name, value]) => {
		const here = path === '' ? name : `${path}.${name}`;
		return typeof value === 'object' ? leaves(value as IDataObject, here) : [here];
	});
}
