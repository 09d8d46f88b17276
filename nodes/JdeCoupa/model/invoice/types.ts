import type { IDataObject } from 'n8n-workflow';

import type { Decimal } from '../../../../lib/decimal';

/** Where the tax of an explanation code stands: `V` beside the lines, `S` in them, `U` in them and not owed. */
export type TaxTreatment = 'beside' | 'takenOut' | 'notSent';

export interface TaxRule {
	/** first letter of F0411.EXR1 */
	letter: string;
	treatment: TaxTreatment;
}

export interface InvoiceRules {
	taxes: readonly TaxRule[];
	/** a negative voucher: an invoice with negative prices, or a credit note once the original is known */
	credits: 'negativePrice' | 'creditNote';
	/** dotted paths in the document to the number and the date of the invoice that a credit note corrects */
	originalNumberField: string;
	originalDateField: string;
	/** a line of a matched voucher that names no order line: parked, or sent with the account it has in F0911 */
	linesWithoutOrderLine: 'park' | 'ownAccount';
}

/** A voucher as JDE AIS gives it; `F4311` holds the order lines of a matched one. */
export interface VoucherDocument extends IDataObject {
	key: string;
	F0411: IDataObject[];
	F0911: IDataObject[];
	F4311?: IDataObject[];
}

/** A line before its amount is written out. */
export interface DraftLine {
	amount: Decimal;
	/** EXR1 and TXA1 of the row, where JD Edwards keeps them there */
	tax: string;
	fields: IDataObject;
}
