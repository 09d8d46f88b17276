import { register, type Registry } from '../resource.cts';
import { accounts, accountTypes, accountValidationRules, lookups, lookupValues } from './accounting.cts';
import { addresses, contacts, supplierAddresses } from './addresses.cts';
import {
	commodities,
	countries,
	currencies,
	departments,
	exchangeRates,
	integrations,
	paymentTerms,
	shippingTerms,
	uoms,
	users,
} from './references.cts';
import {
	invoiceAttachments,
	invoiceLineAllocations,
	invoiceLines,
	invoiceLineTaxLines,
	invoicePayments,
	invoices,
	invoiceTaxLines,
} from './invoices.cts';
import { approvals } from './approvals.cts';
import { coupaPayDetails, coupaPayPayments } from './coupaPay.cts';
import {
	errorResponses,
	historyResponses,
	integrationErrors,
	integrationHistoryRecords,
	integrationRuns,
} from './monitoring.cts';
import { receiptAllocations, receipts } from './receipts.cts';
import { supplierInformation } from './supplierInformation.cts';
import { orderLineAllocations, orderLines, purchaseOrders } from './purchaseOrders.cts';
import { remitToAddresses } from './remitToAddresses.cts';
import { suppliers } from './suppliers.cts';

/** The resource table. A new Coupa object is one more entry here; tables referred to come first. */
export const resources: Registry = register([
	users,
	countries,
	currencies,
	paymentTerms,
	shippingTerms,
	departments,
	uoms,
	addresses,
	accountTypes,
	accounts,
	lookups,
	lookupValues,
	integrations,
	suppliers,
	remitToAddresses,
	supplierAddresses,
	contacts,
	commodities,
	exchangeRates,
	purchaseOrders,
	orderLines,
	orderLineAllocations,
	invoices,
	invoiceLines,
	invoiceLineAllocations,
	invoiceTaxLines,
	invoiceLineTaxLines,
	invoicePayments,
	invoiceAttachments,
	accountValidationRules,
	supplierInformation,
	receipts,
	receiptAllocations,
	approvals,
	integrationRuns,
	integrationHistoryRecords,
	historyResponses,
	integrationErrors,
	errorResponses,
	coupaPayPayments,
	coupaPayDetails,
]);
