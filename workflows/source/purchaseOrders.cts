import { Template } from './builder.cts';
import {
	COMPANIES,
	COMPANY_WORDS,
	DOCUMENT_OPTIONS,
	PROVED,
	REQUIRED,
	chart,
	checkScope,
	documentSettings,
	row,
	sizes,
} from './documents.cts';
import { addEntries, addRunBranch, addStepStart, addWork, scope, settings, window } from './flow.cts';
import type { Work } from './flow.cts';

const SETTINGS = [
	...documentSettings('purchaseOrders'),
	{ name: 'orderTypes', value: 'OP' },
	{ name: 'shipToUser', value: '' },
	{ name: 'shipToAddress', value: '' },
	{ name: 'matchType', value: '2-way' },
	{ name: 'closeDelayDays', value: 30, type: 'number' as const },
	{ name: 'cancelledLines', value: 'deleteOrSoftClose' },
	{ name: 'orderSteps', value: 'write = issueWithoutSending; cancel = cancelOrSoftClose; close = close' },
	...sizes(100),
];

const MAPPING = [
	row('key', 'key'),
	row('content', 'order.action', { transform: 'translate', argument: 'write = write; * = keep' }),
	row('afterwards', 'order.action', { transform: 'translate', argument: settings('orderSteps') }),
	row('po-number', 'order.poNumber'),
	row('supplier.number', 'supplier'),
	row('currency.code', 'currency'),
	row('payment-term.code', 'F4301.PTC'),
	row('ship-to-user.login', '', { default: settings('shipToUser') }),
	row('ship-to-address.location-code', '', { default: settings('shipToAddress') }),
	row('order-lines[].line-num', 'order.lines[].number'),
	row('order-lines[].type', 'order.lines[].lineType', {
		transform: 'translate',
		argument: 'quantity = OrderQuantityLine; amount = OrderAmountLine',
	}),
	row('order-lines[].description', 'order.lines[].F4311.DSC1', { default: 'No description' }),
	row('order-lines[].quantity', 'order.lines[].quantity'),
	row('order-lines[].uom.code', 'order.lines[].unit'),
	row('order-lines[].price', 'order.lines[].unitPrice'),
	row('order-lines[].price', 'order.lines[].extendedAmount'),
	row('order-lines[].currency.code', 'currency'),
	row('order-lines[].account.code', 'order.lines[].account'),
	chart('order-lines[].account'),
	row('order-lines[].match-type', '', { default: settings('matchType') }),
	row('order-lines[].need-by-date', 'order.lines[].F4311.DRQJ', { transform: 'date' }),
];

/** Statuses are rules of the site; one that is not listed parks its order. */
const STATUSES = [
	{ statuses: '980/*', state: 'cancelled' },
	{ statuses: '999/*', state: 'closed' },
	{ statuses: '400/999', state: 'received' },
	{ statuses: '280/400, 400/*', state: 'open' },
	{ statuses: '220/*, 230/*', state: 'pending' },
];

const WORK: Work = {
	keyField: 'key',
	read: {
		name: 'Get Purchase Orders',
		parameters: {
			resource: 'purchaseOrder',
			operation: 'getChanged',
			...window(),
			options: {
				...scope('orderKeys'),
				companies: COMPANIES,
				documentsSince: settings('goLive'),
				documentTypes: settings('orderTypes'),
				includeAccounts: true,
				priceDecimals: 6,
			},
		},
	},
	build: [
		checkScope({
			recordType: 'purchase order',
			typeField: '',
			dateField: 'orderDate',
			stampField: '',
			...PROVED,
		}),
		{
			name: 'Build Order',
			parameters: {
				resource: 'document',
				operation: 'buildOrder',
				statuses: { rule: STATUSES },
				poNumberTemplate: '{company}-{type}-{number}[-{suffix}]',
				closeDelayDays: settings('closeDelayDays'),
				timeZone: settings('timeZone'),
			},
			onward: 1,
			isSource: true,
		},
	],
	mapping: MAPPING,
	crosswalk: [
		{ field: 'payment-term.code', kind: 'payment-term', whenMissing: 'park' },
		{ field: 'currency.code', kind: 'currency', whenMissing: 'keep' },
		{ field: 'order-lines[].currency.code', kind: 'currency', whenMissing: 'keep' },
		{ field: 'order-lines[].account.code', kind: 'account', whenMissing: 'park' },
		{ field: 'order-lines[].uom.code', kind: 'unit', whenMissing: 'park' },
	],
	write: {
		name: 'Create or Update in Coupa',
		parameters: {
			resource: 'purchaseOrder',
			operation: 'upsert',
			document: 'wholeItem',
			missingLines: settings('cancelledLines'),
			createOnlyFields: 'ship-to-user, ship-to-address',
		},
		options: DOCUMENT_OPTIONS,
	},
	words: {
		settings: `${COMPANY_WORDS} **orderTypes**: which orders (F4301.DCTO). **shipToUser**, **shipToAddress**: login and location code that Coupa wants on every order. **matchType**: 2-way or none, because receipts stay in JD Edwards; with 3-way its invoices would wait for receipts. **closeDelayDays**: how long a closed order stays open in Coupa. **cancelledLines**: what becomes of a cancelled line that Coupa keeps: *deleteOrSoftClose* closes it, *delete* only reports it. **orderSteps**: what follows: *issueWithoutSending*, or *issue* to mail the supplier.\n\nBefore the first run also look at *Statuses* in **Build Order**.`,
		mapping:
			'**Change it here.** *Build Order*: what the line statuses of your site mean, and the number in Coupa. *Map Fields*: one row for each Coupa field. *Site Tweaks*: your own expressions. *Apply Crosswalk*: accounts, units and payment terms by the table jde_coupa_crosswalk.',
	},
};

export function purchaseOrders(): Template {
	const template = new Template('JD Edwards purchase orders to Coupa');
	addEntries(template, SETTINGS);
	addStepStart(template, [...REQUIRED, 'shipToUser', 'shipToAddress'], COMPANIES);
	addRunBranch(template);
	addWork(template, WORK);
	return template;
}
