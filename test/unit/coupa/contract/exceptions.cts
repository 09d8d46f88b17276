import type { Exception } from './contract.cts';

const each = (of: string, names: string[], why: string): Exception[] =>
	names.map((name) => ({ what: `${of}.${name}`, why }));

/** Where Coupa's own prose or production payloads of working clients know better than the R39 descriptions. */
export const EXCEPTIONS: readonly Exception[] = [
	{
		what: 'POST invoices',
		why: '"Invoices API" documents it, and working clients create drafts with it; R39 has the path for GET only',
	},
	{
		what: 'custom-fields',
		why: 'each instance has its own, see "Custom Field Namespace"; R39 describes standard attributes only',
	},
	{
		what: '?exported',
		why: '"Special Actions and API Notes": PUT …?exported=true marks, in a call of its own',
	},
	...each(
		'PhoneNumber',
		['country-code', 'area-code', 'number'],
		'"Suppliers API Example Calls" creates a supplier with them; R39 has them as output only',
	),
	...each(
		'OrderHeader',
		['reason-insight-code', 'reason-insight-event-comment'],
		'"Purchase Orders API": reopening wants them; R39 describes every action by the attributes of the order',
	),
	{
		what: 'OrderHeader.hide-price',
		why: 'a flag in "Purchase Orders API"; R39 gives it the type of an order by mistake',
	},
	...each(
		'InvoiceHeader',
		['dispute-reason', 'comment'],
		'"Invoices API": the body of a dispute; R39 describes every action by the attributes of the invoice',
	),
	{
		what: 'form attachment[url]',
		why: 'working clients attach a link by it instead of a file; R39 knows the fields of a file only',
	},
	{
		what: 'SupplierInformation.exported',
		why: '"Special Actions and API Notes" knows one mark for all resources; R39 shows only when this one was exported',
	},
	{
		what: '?reason',
		why: '"Approvals API": the reason of a rejection is an argument of the address',
	},
];
