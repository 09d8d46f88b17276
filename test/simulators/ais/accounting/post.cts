import type { Row } from '../catalogue/index.cts';
import type { Books } from './books.cts';
import { decimalsOf, toCell, unitsOf } from './money.cts';
import { keyText } from './voucher.cts';
import { accountColumns, distributed } from './voucherRows.cts';

/** Program that writes the automatic entries: the checker balances batches that it posted. */
export const POST_PROGRAM = 'R09801';

/**
 * Posts a batch: F0411, F0413 and F0414 get D, F0911 gets P, and automatic entries of type AE balance the batch.
 * @see https://docs.oracle.com/cd/E16582_01/doc.91/e15084/process_ap_vouchers.htm
 */
export function postBatch(books: Books, ICU: number): void {
	const { tables, audit } = books;
	const items = tables.rows('F0411').filter((row) => row.ICU === ICU && row.POST === '');
	const payments = tables.rows('F0413').filter((row) => row.ICU === ICU && row.POST === '');
	if (items.length + payments.length === 0) throw new Error(`Batch ${ICU} holds nothing to post`);
	for (const rows of byDocument(items).values()) offsetVoucher(books, rows);
	for (const payment of payments) postPayment(books, payment);
	tables.update('F0411', (row) => items.includes(row), { POST: 'D' }, audit);
	tables.update('F0911', (row) => row.ICU === ICU && row.POST === '', { POST: 'P' }, audit);
	books.effect('batch.posted', String(ICU), {
		vouchers: [...byDocument(items).keys()],
		payments: payments.length,
	});
}

function byDocument(rows: readonly Row[]): Map<string, Row[]> {
	const documents = new Map<string, Row[]>();
	for (const row of rows) documents.set(keyText(row), [...(documents.get(keyText(row)) ?? []), row]);
	return documents;
}

/** The liability, and the tax that is not in the distribution. */
function offsetVoucher(books: Books, items: readonly Row[]): void {
	const [first] = items;
	const decimals = decimalsOf(String(first.BCRC || first.CRCD));
	const sum = (alias: string) => items.reduce((total, row) => total + unitsOf(row[alias], decimals), 0);
	const [gross, tax] = [sum('AG'), sum('STAM')];
	const notDistributed = gross - distributed(gross, tax, first.EXR1);
	automaticEntry(books, first, -toCell(gross, decimals), 'Accounts payable');
	if (notDistributed !== 0) automaticEntry(books, first, toCell(notDistributed, decimals), 'Tax');
}

function postPayment(books: Books, payment: Row): void {
	const { tables, audit } = books;
	const details = tables.rows('F0414').filter((row) => row.PYID === payment.PYID && row.POST === '');
	const decimals = decimalsOf(String(payment.BCRC || payment.CRCD));
	const sum = (alias: string) => details.reduce((total, row) => total + unitsOf(row[alias], decimals), 0);
	const [paid, discount] = [sum('PAAP'), sum('ADSA')];
	const { ICU, CO, DOCM, GLBA, BCRC, CRCD } = payment;
	const DGJ = details[0]?.DGJ ?? payment.DMTJ;
	const bank = accountNumbered(books, { AID: GLBA });
	tables.insert(
		'F0911',
		{
			...{
				KCO: CO,
				DCT: details[0]?.DCTM ?? payment.DCTM,
				DOC: DOCM,
				DGJ,
				JELN: 1,
				LT: 'AA',
				ICU,
				ICUT: payment.ICUT,
			},
			...{
				POST: 'P',
				CO,
				AID: GLBA,
				...bank,
				AA: toCell(paid, decimals),
				CRCD: BCRC || CRCD,
				PYID: payment.PYID,
			},
		},
		audit,
	);
	const head = { ...payment, DGJ };
	automaticEntry(books, head, -toCell(paid + discount, decimals), 'Accounts payable');
	if (discount !== 0) automaticEntry(books, head, toCell(discount, decimals), 'Discount taken');
	tables.update('F0414', (row) => details.includes(row), { POST: 'D' }, audit);
	tables.update('F0413', (row) => row === payment, { POST: 'D' }, audit);
}

/** A line of type AE, whose document is the batch. */
function automaticEntry(
	books: Books,
	{ CO, ICU, ICUT, DGJ, BCRC, CRCD }: Row,
	AA: number,
	EXA: string,
): void {
	const { tables, rules, audit } = books;
	const number = tables
		.rows('F0911')
		.filter((row) => row.DCT === 'AE' && row.DOC === ICU && row.KCO === CO).length;
	const account = accountNumbered(books, { CO, OBJ: rules.payableObject });
	tables.insert(
		'F0911',
		{
			...{ KCO: CO, DCT: 'AE', DOC: ICU, DGJ, JELN: number + 1, LT: 'AA', ICU, ICUT, POST: 'P' },
			...{ CO, ...account, AA, EXA, CRCD: BCRC || CRCD },
		},
		// A row must be told from other rows of type AE, even where posting leaves the audit columns of others alone.
		{ ...audit, stamp: true, program: POST_PROGRAM },
	);
}

function accountNumbered({ tables }: Books, match: Row): Row {
	const account = tables.find('F0901', match);
	return account ? accountColumns(account) : {};
}
