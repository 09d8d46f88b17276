import type { OrchestrationInput } from '../orchestrations/definition.cts';

/** The seven orchestrations of workflows/orchestrations.md: a test compares that page with this list. */
export type Task =
	| 'enterVoucher'
	| 'changeVoucher'
	| 'voidVoucher'
	| 'matchVoucher'
	| 'reverseMatch'
	| 'recordPayment'
	| 'voidPayment';

export interface Contract {
	/** default name; a site may choose another */
	name: string;
	description: string;
	inputs: OrchestrationInput[];
	outputs: string[];
	/** steps in order; one after the first can be left undone while the first one stays */
	steps: string[];
}

/** One line an input: type letter, name. `s` String, `n` Numeric, `d` Date; arrays are given apart. */
function inputs(lines: string, arrays: Record<string, string> = {}): OrchestrationInput[] {
	const types = { s: 'String', n: 'Numeric', d: 'Date' } as const;
	const scalars = (text: string) =>
		text
			.trim()
			.split(/\s*\n\s*/)
			.flatMap((line) => {
				const [type, ...names] = line.split(' ');
				return names.map((name): OrchestrationInput => ({ name, type: types[type as keyof typeof types] }));
			});
	return [
		...scalars(lines),
		...Object.entries(arrays).map(([name, columns]): OrchestrationInput => ({
			name,
			type: 'Array',
			columns: scalars(columns),
		})),
	];
}

const KEY = 's DocumentCompany DocumentType\n n DocumentNumber';
const PAY_ITEMS = `
	d DueDate DiscountDueDate
	n GrossAmount TaxAmount DiscountAmount
	s Remark`;
const GL_LINES = `
	s Account AccountId Subledger SubledgerType Explanation UnitOfMeasure
	n Amount Units`;
const VOUCHER_OUTPUTS = 'DocumentCompany DocumentType DocumentNumber BatchNumber BatchType Warnings'.split(
	' ',
);

export const CONTRACTS: Record<Task, Contract> = {
	enterVoucher: {
		name: 'CoupaEnterVoucher',
		description: 'Enters a voucher with its pay items and its G/L distribution',
		inputs: inputs(
			`s Company DocumentType InvoiceNumber Currency TaxRateArea TaxExplanationCode
			s PaymentTerms PaymentInstrument PayStatus BusinessUnit Remark OriginStamp
			n Supplier Payee GrossAmount ExchangeRate
			d InvoiceDate GLDate TaxDate`,
			{ PayItems: PAY_ITEMS, GLDistribution: GL_LINES },
		),
		outputs: VOUCHER_OUTPUTS,
		steps: ['Enter voucher', 'Stamp pay items'],
	},
	changeVoucher: {
		name: 'CoupaChangeVoucher',
		description: 'Changes a voucher that is not posted: anything but supplier, company and G/L date',
		inputs: inputs(
			`${KEY}
			s InvoiceNumber TaxRateArea TaxExplanationCode PaymentTerms PaymentInstrument PayStatus Remark OriginStamp
			n GrossAmount
			d InvoiceDate TaxDate`,
			{ PayItems: PAY_ITEMS, GLDistribution: GL_LINES },
		),
		outputs: VOUCHER_OUTPUTS,
		steps: ['Change voucher', 'Stamp pay items'],
	},
	voidVoucher: {
		name: 'CoupaVoidVoucher',
		description: 'Voids a posted voucher, deletes one that is not posted',
		inputs: inputs(`${KEY}\n d GLDate\n s Remark`),
		outputs: [...VOUCHER_OUTPUTS, 'Outcome'],
		steps: ['Void voucher'],
	},
	matchVoucher: {
		name: 'CoupaMatchVoucher',
		description: 'Creates a voucher by matching it with purchase order lines or their receipts',
		inputs: inputs(
			`s Company DocumentType InvoiceNumber Currency TaxRateArea TaxExplanationCode
			s PaymentTerms PayStatus BusinessUnit Remark OriginStamp
			n Supplier GrossAmount TaxAmount ExchangeRate
			d InvoiceDate GLDate TaxDate DueDate`,
			{
				OrderLines: `
					s OrderCompany OrderType OrderSuffix CloseLine
					n OrderNumber OrderLine ReceiptDocument ReceiptLine Quantity Amount TaxAmount`,
			},
		),
		outputs: VOUCHER_OUTPUTS,
		steps: ['Match voucher', 'Stamp pay items'],
	},
	reverseMatch: {
		name: 'CoupaReverseMatch',
		description: 'Reverses a matched voucher and opens its order lines and receipts again',
		inputs: inputs(`${KEY}\n d GLDate\n s Remark`),
		outputs: [...VOUCHER_OUTPUTS, 'Outcome'],
		steps: ['Reverse matched voucher'],
	},
	recordPayment: {
		name: 'CoupaRecordPayment',
		description: 'Records a payment made outside JD Edwards as a manual payment of existing vouchers',
		inputs: inputs(
			`s BankAccount PaymentInstrument Currency OriginStamp
			n Payee PaymentNumber Amount ExchangeRate
			d PaymentDate GLDate`,
			{
				Vouchers: `
					s DocumentCompany DocumentType PayItem
					n DocumentNumber Amount DiscountTaken`,
			},
		),
		outputs: ['PaymentID', 'PaymentType', 'PaymentNumber', 'BatchNumber', 'BatchType', 'Warnings'],
		steps: ['Record payment'],
	},
	voidPayment: {
		name: 'CoupaVoidPayment',
		description: 'Voids a manual payment, deletes one that is not posted, and holds the vouchers again',
		inputs: inputs(`n PaymentID\n d GLDate\n s PayStatus`),
		outputs: ['PaymentID', 'Outcome', 'BatchNumber', 'BatchType', 'Warnings'],
		steps: ['Void payment', 'Hold pay items'],
	},
};
