import type { Row } from '../catalogue/index.cts';
import type { Tables } from '../tables.cts';
import type { Books } from './books.cts';
import { FormError } from './formError.cts';
import { sumOf, toCell, unitsOf, type Currency } from './money.cts';
import type { Reader } from './reader.cts';
import type { VoucherKey } from './voucherRows.cts';

/** Quantities have four decimals. */
const QUANTITY_DECIMALS = 4;
const ORDER_KEY = ['DOCO', 'DCTO', 'KCOO', 'SFXO', 'LNID'] as const;

/** One order line or receipt that a voucher is matched with; amounts in smallest units, without tax. */
export interface Match {
	line: Row;
	/** none in a two-way match */
	receipt?: Row;
	quantity: number;
	amount: number;
	tax: number;
	closes: boolean;
}

export function orderKey(row: Row): Row {
	return Object.fromEntries(ORDER_KEY.map((alias) => [alias, row[alias]]));
}

export function sameLine(row: Row, other: Row): boolean {
	return ORDER_KEY.every((alias) => row[alias] === other[alias]);
}

/** What P4314 finds for a row of the call; refuses what cannot be matched. */
export function matchOf(tables: Tables, row: Reader, supplier: number, currency: Currency): Match {
	const key = {
		DOCO: row.requiredNumber('OrderNumber'),
		DCTO: row.required('OrderType', 2),
		KCOO: row.required('OrderCompany', 5),
		SFXO: row.text('OrderSuffix', 3) || '000',
		LNID: row.requiredNumber('OrderLine'),
	};
	const text = `${Object.values(key).slice(0, 4).join('-')} line ${key.LNID}`;
	const order = tables.find('F4301', { DOCO: key.DOCO, DCTO: key.DCTO, KCOO: key.KCOO, SFXO: key.SFXO });
	const line = tables.find('F4311', key);
	if (!order || !line) throw new FormError(`Order ${text} does not exist`, '0300');
	if (order.AN8 !== supplier) throw new FormError(`Order ${text} is of supplier ${order.AN8}`, '0301');
	if (order.HOLD !== '') throw new FormError(`Order ${text} is on hold`, '0302');
	if (line.NXTR === '999') throw new FormError(`Order ${text} is closed or cancelled`, '0303');
	if (line.AVCH === 'Y') throw new FormError(`Order ${text} is under evaluated receipt settlement`, '0304');
	if (String(line.CRCD || currency.base) !== currency.code)
		throw new FormError(`Order ${text} is in ${line.CRCD}`, '0305');
	const receipt = row.has('ReceiptDocument') ? receiptOf(tables, row, key, text) : undefined;
	if (!receipt && tables.rows('F43121').some((one) => one.MATC === '1' && sameLine(one, key))) {
		throw new FormError(`Order ${text} was received: it is matched with its receipt`, '0306');
	}
	const match: Match = {
		line,
		receipt,
		quantity: row.units('Quantity', QUANTITY_DECIMALS),
		amount: row.requiredUnits('Amount', currency.decimals),
		tax: row.units('TaxAmount', currency.decimals),
		closes: closes(row),
	};
	const open = openOf(tables, match, currency);
	refuseMoreThanOpen(
		match,
		receipt ? { ...open, quantity: Math.min(open.quantity, receivedOpen(tables, key)) } : open,
		text,
	);
	return match;
}

function receiptOf(tables: Tables, row: Reader, key: Row, text: string): Row {
	const DOC = row.number('ReceiptDocument');
	const NLIN = row.has('ReceiptLine') ? row.number('ReceiptLine') : 1;
	const receipt = tables.find('F43121', { ...key, MATC: '1', DOC, NLIN });
	if (!receipt) throw new FormError(`Order ${text} has no receipt ${DOC} line ${NLIN}`, '0307');
	return receipt;
}

function closes(row: Reader): boolean {
	const option = row.text('CloseLine', 1) || '1';
	if (option !== '1' && option !== '7') throw new FormError(`CloseLine is 1 or 7, not ${option}`);
	return option === '7';
}

interface Open {
	quantity: number;
	amount: number;
}

/** What is received (or ordered, in a two-way match) and not on a voucher yet. */
export function openOf(tables: Tables, { line, receipt }: Match, currency: Currency): Open {
	const { decimals, isForeign } = currency;
	const quantity = (cell: unknown) => unitsOf(cell, QUANTITY_DECIMALS);
	const extended = unitsOf(isForeign ? line.FEA : line.AEXP, decimals);
	if (!receipt) {
		const received = unitsOf(isForeign ? line.FREC : line.AREC, decimals);
		return {
			quantity: quantity(line.UORG) - quantity(line.UREC) - quantity(line.UCHG),
			amount: extended - received,
		};
	}
	const priced = (extended * quantity(receipt.UREC)) / (quantity(line.UORG) || 1);
	const stated = unitsOf(isForeign ? receipt.FREC : receipt.AREC || receipt.ECST, decimals);
	const matched = isForeign
		? sumOf(matchesOf(tables, receipt).map(({ FREC }) => unitsOf(FREC, decimals)))
		: unitsOf(receipt.APTD, decimals);
	return {
		quantity: quantity(receipt.UREC) - quantity(receipt.UPTD),
		amount: (stated || Math.round(priced)) - matched,
	};
}

/** What came on the line less all that was vouchered of it, also by matches that do not name their receipt. */
function receivedOpen(tables: Tables, key: Row): number {
	const rows = tables.rows('F43121').filter((row) => sameLine(row, key) && row.VRMK !== TWO_WAY);
	const total = (type: string) =>
		sumOf(rows.filter(({ MATC }) => MATC === type).map(({ UREC }) => unitsOf(UREC, QUANTITY_DECIMALS)));
	return total('1') - total('2');
}

function refuseMoreThanOpen({ quantity, amount, line, receipt }: Match, open: Open, text: string): void {
	const what = receipt ? `receipt ${receipt.DOC} of order ${text}` : `order ${text}`;
	const byQuantity = Number(line.UORG) > 0;
	if (byQuantity && quantity <= 0) throw new FormError(`Order ${text} needs a quantity`, '0308');
	if (open.amount <= 0 || (byQuantity && open.quantity <= 0))
		throw new FormError(`Nothing is open on ${what}`, '0309');
	if (byQuantity && quantity > open.quantity)
		throw new FormError(`More than is open on ${what}: the quantity`, '0310');
	if (amount > open.amount) throw new FormError(`More than is open on ${what}: the amount`, '0311');
}

/** Rows of type 2 name their receipt in VRMK, or that there was none: the real link is not public. */
export const TWO_WAY = 'TWO-WAY';
const receiptLink = ({ DOC, NLIN }: Row): string => `${DOC}/${NLIN}`;

function matchesOf(tables: Tables, receipt: Row): Row[] {
	const link = receiptLink(receipt);
	return tables
		.rows('F43121')
		.filter((row) => row.MATC === '2' && sameLine(row, receipt) && row.VRMK === link);
}

/** Takes quantity and amount off what is open and writes the row of type 2. */
export function carryOut(
	books: Books,
	match: Match,
	key: VoucherKey,
	currency: Currency,
	columns: Row,
): void {
	const { tables, audit } = books;
	const { line, receipt } = match;
	move(books, match, currency, 1);
	const used = tables
		.rows('F43121')
		.filter((row) => row.MATC === '2' && row.DOC === key.DOC && sameLine(row, line));
	const amount = toCell(match.amount, currency.decimals);
	tables.insert(
		'F43121',
		{
			...orderKey(line),
			...key,
			MATC: '2',
			NLIN: used.length + 1,
			AN8: line.AN8,
			UOM: line.UOM,
			UREC: toCell(match.quantity, QUANTITY_DECIMALS),
			...(currency.isForeign ? { FREC: amount } : { AREC: amount }),
			CRCD: currency.code,
			VRMK: receipt ? receiptLink(receipt) : TWO_WAY,
			...columns,
		},
		audit,
	);
	if (match.closes) {
		const { UORG, UREC } = line;
		tables.update(
			'F4311',
			orderKey(line),
			{ UCHG: Number(UORG) - Number(UREC), UOPN: 0, AOPN: 0, FAP: 0, NXTR: '999' },
			audit,
		);
	}
}

/** Opens everything again that a voucher was matched with; its rows of type 2 become type 3. */
export function undo(books: Books, key: VoucherKey, currency: Currency): void {
	const { tables, audit } = books;
	const done = tables
		.rows('F43121')
		.filter(
			({ MATC, DOC, DCT, KCO }) => MATC === '2' && DOC === key.DOC && DCT === key.DCT && KCO === key.KCO,
		);
	for (const row of done) {
		const line = tables.find('F4311', orderKey(row));
		if (!line) continue;
		const receipt = tables.find(
			'F43121',
			(one) => one.MATC === '1' && sameLine(one, row) && receiptLink(one) === row.VRMK,
		);
		const amount = unitsOf(currency.isForeign ? row.FREC : row.AREC, currency.decimals);
		const quantity = unitsOf(row.UREC, QUANTITY_DECIMALS);
		if (line.NXTR === '999') tables.update('F4311', orderKey(line), { UCHG: 0, NXTR: '400' }, audit);
		move(books, { line, receipt, quantity, amount, tax: 0, closes: false }, currency, -1);
		tables.update('F43121', (one) => one === row, { MATC: '3' }, audit);
	}
}

function move({ tables, audit }: Books, match: Match, { decimals, isForeign }: Currency, sign: 1 | -1): void {
	const { line, receipt } = match;
	const plus = (cell: unknown, units: number, scale: number) =>
		toCell(unitsOf(cell, scale) + sign * units, scale);
	if (receipt) {
		const UPTD = plus(receipt.UPTD, match.quantity, QUANTITY_DECIMALS);
		const APTD = isForeign ? Number(receipt.APTD) : plus(receipt.APTD, match.amount, decimals);
		const UOPN = toCell(unitsOf(receipt.UREC, 4) - unitsOf(UPTD, 4), 4);
		const { amount } = openOf(tables, match, { decimals, isForeign } as Currency);
		const open = toCell(amount - sign * match.amount, decimals);
		const changes = { UPTD, APTD, UOPN, ...(isForeign ? { FAP: open } : { AOPN: open }) };
		tables.update('F43121', (row) => row === receipt, changes, audit);
		return;
	}
	const UREC = plus(line.UREC, match.quantity, QUANTITY_DECIMALS);
	const UOPN = toCell(unitsOf(line.UORG, 4) - unitsOf(UREC, 4) - unitsOf(line.UCHG, 4), 4);
	const received = plus(isForeign ? line.FREC : line.AREC, match.amount, decimals);
	const open = toCell(
		unitsOf(isForeign ? line.FEA : line.AEXP, decimals) - unitsOf(received, decimals),
		decimals,
	);
	const amounts: Row = isForeign ? { FREC: received, FAP: open } : { AREC: received, AOPN: open };
	tables.update('F4311', orderKey(line), { UREC, UOPN, ...amounts }, audit);
}
