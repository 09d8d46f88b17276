import type { IDataObject } from 'n8n-workflow';

import { currencyDecimals } from '../../../../lib/currency';
import { compare, decimalText, divide, multiply, round } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { amountOf } from '../amounts';
import { readable } from '../rows';
import type { Row } from '../rows';
import { isForeign, text } from '../words';

export interface LineRules {
	/** statuses of a cancelled line, `980/999` for last and next or `980` for the last alone */
	cancelledStatuses: readonly string[];
	/** digits of the unit price */
	priceDecimals: number;
}

export interface LineDetails {
	/** F0901 by account ID, where asked for */
	accounts: ReadonlyMap<string, Row[]> | undefined;
	/** F43121 of the order, where asked for */
	receipts: readonly Row[] | undefined;
}

export interface LineDocument extends IDataObject {
	isCancelled: boolean;
}

/** A line of F4311 with what has to be worked out. Amounts are those of the order's own currency. */
export function lineDocument(row: Row, header: Row, details: LineDetails, rules: LineRules): LineDocument {
	const line = readable(row);
	const foreign = isForeign(header);
	const extended = amountOf(row, foreign ? 'FEA' : 'AEXP');
	const ordered = amountOf(row, 'UORG');
	const price = divide(extended, ordered, rules.priceDecimals);
	const decimals = currencyDecimals(text(row.CRCD) || text(header.CRCD));
	const isQuantity = price !== undefined && reproduces(price, ordered, extended, decimals);
	const receipts = details.receipts?.filter(({ LNID }) => String(LNID) === String(row.LNID));
	return {
		number: String(row.LNID),
		lineType: isQuantity ? 'quantity' : 'amount',
		quantity: isQuantity ? decimalText(ordered) : '',
		unitOfMeasure: line.UOM,
		// A line of amount has no unit, whatever its row says.
		unit: isQuantity ? line.UOM : '',
		unitPrice: price !== undefined && isQuantity ? decimalText(price) : '',
		extendedAmount: decimalText(extended),
		account: accountOf(row, details.accounts),
		accountId: line.AID,
		lastStatus: line.LTTR,
		nextStatus: line.NXTR,
		isCancelled: isCancelled(row, rules.cancelledStatuses),
		F4311: line,
		...(details.accounts ? { F0901: accountRow(details.accounts, text(row.AID)) } : {}),
		...(receipts ? { F43121: receipts.map((receipt) => readable(receipt)) } : {}),
	};
}

/**
 * PRRC is per pricing unit (UOM3) and the quantity in the transaction unit (UOM), so the price is the extended amount
 * by the ordered quantity; where that price does not give the amount back, the line can only be one of amount.
 */
function reproduces(price: Decimal, quantity: Decimal, extended: Decimal, decimals: number): boolean {
	return compare(round(multiply(price, quantity), decimals), extended) === 0;
}

function isCancelled({ LTTR, NXTR }: Row, statuses: readonly string[]): boolean {
	return statuses.includes(text(LTTR)) || statuses.includes(`${text(LTTR)}/${text(NXTR)}`);
}

/** `30.8605.10`: from the account master where it was read, because ANI is what somebody typed. */
function accountOf(row: Row, accounts: ReadonlyMap<string, Row[]> | undefined): string {
	const master = accounts?.get(text(row.AID))?.[0];
	const { MCU, OBJ, SUB } = master ?? { MCU: row.OMCU, OBJ: row.OBJ, SUB: row.SUB };
	const parts = [MCU, OBJ, SUB].map(text).filter((part) => part !== '');
	return text(OBJ) === '' ? text(row.ANI) : parts.join('.');
}

function accountRow(accounts: ReadonlyMap<string, Row[]>, id: string): IDataObject | null {
	const [row] = accounts.get(id) ?? [];
	return row === undefined ? null : readable(row);
}
