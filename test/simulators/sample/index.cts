export { sampleCompany, type Company, type CompanyOptions } from './company.cts';
export { COMPANIES, PAYMENT_TERMS, UNMAPPED_TERM } from './constants.cts';
export { sampleCoupa } from './business/coupa.cts';
export { TERM_TARGETS, forgottenCrosswalk, sampleCrosswalk } from './business/crosswalk.cts';
export {
	expectedInvoices,
	type ExpectedInvoice,
	type ExpectedInvoiceLine,
	type ExpectedTax,
} from './expectations/invoices.cts';
export { expectedOrders, type ExpectedOrder, type ExpectedOrderLine } from './expectations/orders.cts';
export { expectedPaid, expectedPayments, type ExpectedPayment } from './expectations/payments.cts';
export {
	SAMPLE_SITE,
	type CrosswalkRow,
	type Expected,
	type Parking,
	type Site,
} from './expectations/site.cts';
export { expectationsOf, type Expectations } from './expectations/suppliers.cts';
