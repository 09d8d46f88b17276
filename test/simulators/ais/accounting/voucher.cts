import type { Row } from '../catalogue/index.cts';
import type { Tables } from '../tables.cts';
import { withoutAudit, type Books } from './books.cts';
import { companyOf, openPeriod } from './checks.cts';
import { FormError } from './formError.cts';
import type { Reader } from './reader.cts';
import type { VoucherKey } from './voucherRows.cts';

/** A voucher that is there, with all its pay items. */
export interface Voucher {
	key: VoucherKey;
	/** without adjustments */
	items: Row[];
	first: Row;
}

/** `00001-PV-123456` */
export function keyText({ KCO, DCT, DOC }: Row | VoucherKey): string {
	return `${KCO}-${DCT}-${DOC}`;
}

export function voucherNamed(tables: Tables, head: Reader): Voucher {
	const key = {
		KCO: head.required('DocumentCompany', 5),
		DCT: head.required('DocumentType', 2),
		DOC: head.requiredNumber('DocumentNumber'),
	};
	const items = tables.rows('F0411').filter((row) => matches(row, key));
	const [first] = items;
	if (!first || key.DCT === 'PE') throw new FormError(`Voucher ${keyText(key)} does not exist`, '0100');
	return { key, items, first };
}

export function matches(row: Row, { KCO, DCT, DOC }: VoucherKey): boolean {
	return row.KCO === KCO && row.DCT === DCT && row.DOC === DOC;
}

export function isPosted({ items }: Voucher): boolean {
	return items.some(({ POST }) => POST !== '');
}

/** A payment run has it, something of it is paid, or it is void: nobody may change it. */
export function refuseBusy({ key, items }: Voucher): void {
	const text = keyText(key);
	if (items.some(({ VOD }) => VOD !== '')) throw new FormError(`Voucher ${text} is void`, '0101');
	if (items.some(({ PST }) => PST === '#'))
		throw new FormError(`Voucher ${text} is in a payment group`, '0102');
	if (items.some(({ PST, AG, AAP }) => PST === 'P' || AAP !== AG)) {
		throw new FormError(`Voucher ${text} is paid or partly paid`, '0103');
	}
}

/** Whether procurement made it, by matching it with an order. */
export function isMatched(tables: Tables, key: VoucherKey): boolean {
	return tables.rows('F43121').some((row) => row.MATC === '2' && matches(row, key));
}

/** Takes a voucher that was never posted out of the books: nothing of it stays. */
export function deleteVoucher({ tables }: Books, { key }: Voucher): void {
	tables.remove('F0411', (row) => matches(row, key));
	tables.remove('F0911', (row) => matches(row, key));
}

/**
 * Cancels a posted voucher by adjustments of type PE and reversing entries in a batch of their own.
 * @see https://docs.oracle.com/en/applications/jd-edwards/financials/9.2/eoaap/matching-document-type-codes.html
 */
export function cancelVoucher(books: Books, voucher: Voucher, date: string, batch: number): void {
	const { tables, audit, today } = books;
	const { key, items, first } = voucher;
	const { FY, CTRY, PN } = openPeriod(tables, companyOf(tables, String(first.CO)), date);
	const own: Row = { DCT: 'PE', DGJ: date, ICU: batch, ICUT: 'V', DICJ: today, POST: '', FY, CTRY, PN };
	for (const item of items) {
		const reversed = negated(item, 'AG ADSC ATXA ATXN STAM ACR CDS CTXA CTXN CTAM');
		const adjustment = { ...item, ...reversed, ...own, DCTA: key.DCT, SFXE: 1, AAP: 0, FAP: 0, PST: 'P' };
		tables.insert('F0411', withoutAudit(adjustment), audit);
	}
	for (const line of tables.rows('F0911').filter((row) => matches(row, key))) {
		tables.insert('F0911', withoutAudit({ ...line, ...negated(line, 'AA ACR U'), ...own, RE: 'V' }), audit);
	}
	tables.update('F0411', (row) => matches(row, key), { VOD: 'V', AAP: 0, FAP: 0, PST: 'P' }, audit);
}

function negated(row: Row, aliases: string): Row {
	return Object.fromEntries(aliases.split(' ').map((alias) => [alias, -Number(row[alias]) || 0]));
}
