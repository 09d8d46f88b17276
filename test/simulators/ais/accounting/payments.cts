import type { Row } from '../catalogue/index.cts';
import type { Tables } from '../tables.cts';
import type { Books } from './books.cts';
import { FormError } from './formError.cts';
import { inBase, toCell, unitsOf, type Currency } from './money.cts';
import { keyText } from './voucher.cts';

/** What a payment takes off one pay item, in smallest units and with the voucher's sign. */
export interface Paid {
	item: Row;
	amount: number;
	discount: number;
	/** of the company */
	baseAmount: number;
	baseDiscount: number;
	currency: Currency;
}

interface Wanted {
	amount: number;
	discount: number;
	payee: number;
	currency: Currency;
}

/** @throws FormError where the pay item cannot be paid so */
export function paidPart(item: Row, { amount, discount, payee, currency }: Wanted): Paid {
	const text = `Pay item ${item.SFX} of voucher ${keyText(item)}`;
	if (item.VOD !== '') throw new FormError(`${text} is void`, '0101');
	if (item.PST === '#') throw new FormError(`${text} is in a payment group`, '0102');
	if (item.PYE !== payee) throw new FormError(`${text} is paid to ${item.PYE}`, '0115');
	if (item.CRCD !== currency.code) throw new FormError(`${text} is in ${item.CRCD}`, '0116');
	const { decimals, baseDecimals, isForeign } = currency;
	const open = unitsOf(isForeign ? item.FAP : item.AAP, decimals);
	const taken = amount + discount;
	if (taken === 0 || Math.sign(taken) !== Math.sign(open) || Math.abs(taken) > Math.abs(open)) {
		throw new FormError(`${text} has ${toCell(open, decimals)} open, not ${toCell(taken, decimals)}`, '0117');
	}
	const atVoucherRate = { ...currency, rate: Number(item.CRR) };
	const baseDiscount = inBase(discount, atVoucherRate);
	// The last payment takes what the conversion left over.
	const baseTaken = taken === open ? unitsOf(item.AAP, baseDecimals) : inBase(taken, atVoucherRate);
	return { item, amount, discount, baseAmount: baseTaken - baseDiscount, baseDiscount, currency };
}

/** Writes F0414 and takes the payment off the pay items. An item without open amount becomes paid. */
export function payOff(books: Books, parts: readonly Paid[], shared: Row): void {
	const { tables, audit } = books;
	for (const [index, part] of parts.entries()) {
		const { item, amount, discount, baseAmount, baseDiscount, currency } = part;
		const { KCO, DCT, DOC, SFX, SFXE, AN8 } = item;
		const minus = (units: number, decimals: number) => -toCell(units, decimals) || 0;
		tables.insert(
			'F0414',
			{
				...shared,
				RC5: index + 1,
				...{ KCO, DCT, DOC, SFX, SFXE, AN8 },
				PAAP: minus(baseAmount, currency.baseDecimals),
				ADSA: minus(baseDiscount, currency.baseDecimals),
				...(currency.isForeign
					? { PFAP: minus(amount, currency.decimals), CDSA: minus(discount, currency.decimals) }
					: {}),
			},
			audit,
		);
		moveOpen(books, item, part, -1);
	}
}

/** @param sign -1 pays, +1 opens again */
export function moveOpen({ tables, audit }: Books, item: Row, part: Omit<Paid, 'item'>, sign: 1 | -1): void {
	const { decimals, baseDecimals, isForeign } = part.currency;
	const plus = (cell: unknown, units: number, scale: number) => toCell(unitsOf(cell, scale) + units, scale);
	const AAP = plus(item.AAP, sign * (part.baseAmount + part.baseDiscount), baseDecimals);
	const changes: Row = { AAP, ADSA: plus(item.ADSA, -sign * part.baseDiscount, baseDecimals) };
	if (isForeign) {
		changes.FAP = plus(item.FAP, sign * (part.amount + part.discount), decimals);
		changes.CDSA = plus(item.CDSA, -sign * part.discount, decimals);
	}
	if (AAP === 0) changes.PST = 'P';
	else if (sign > 0) changes.PST = 'A';
	tables.update('F0411', (row) => row === item, changes, audit);
}

/** The pay item that a row of F0414 pays. */
export function itemOf(tables: Tables, { KCO, DCT, DOC, SFX, SFXE }: Row): Row | undefined {
	return tables.find('F0411', { KCO, DCT, DOC, SFX, SFXE });
}
