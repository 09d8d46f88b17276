import { SAMPLE_SITE } from './index.cts';

const DOCUMENTS = {
	companyCharts: Object.entries(SAMPLE_SITE.companies)
		.map(([company, chart]) => `${company} = ${chart}`)
		.join('; '),
	goLive: SAMPLE_SITE.goLive,
	maximumWritesPerRun: 0,
};

const VOUCHERS = {
	voucherTypes: SAMPLE_SITE.voucherTypes.join(', '),
	batchTypes: SAMPLE_SITE.batchTypes.join(', '),
	batchTypeNames: 'W = logged',
};

/** Types of its own for what is no supplier invoice. */
const COUNTED_TYPES = 'PM = manual payment; PX = expense; PR = refund; PI = intercompany';

/** What the sample company has to settle in the Settings of its flows. */
export const SITE_SETTINGS = {
	// Its domestic addresses have no country.
	suppliers: { homeCountry: 'US' },
	purchaseOrders: { ...DOCUMENTS, shipToUser: 'pbuyer', shipToAddress: 'M30', closeDelayDays: 0 },
	apInvoices: { ...DOCUMENTS, ...VOUCHERS, countedTypes: COUNTED_TYPES, invoiceBecomes: 'approved' },
	payments: {
		...DOCUMENTS,
		...VOUCHERS,
		reservedBankAccounts: SAMPLE_SITE.coupaBankAccounts.join(', '),
	},
	coupaToJde: {
		...DOCUMENTS,
		settleMinutes: 0,
	},
};
