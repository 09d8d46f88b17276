import type { Row } from '../catalogue/index.cts';
import { checkOrders } from './checkOrders.cts';
import { decimalsOf, toCell, unitsOf } from './money.cts';
import { POST_PROGRAM } from './post.cts';
import { keyText } from './voucher.cts';
import { distributed } from './voucherRows.cts';

/** Anything with rows by table name: the simulator's tables, or a test's own. */
export interface LedgerTables {
	rows(name: string): Row[];
}

export interface LedgerScope {
	/** only vouchers for which this holds, by a row of F0411; default all */
	vouchers?: (item: Row) => boolean;
	/** F0411 column of the origin stamp */
	stampColumn?: string;
	/** compare order lines with receipts and matches too; default true */
	orders?: boolean;
}

/**
 * What is wrong with the books, one sentence each; an empty list is a clean ledger. It reads rows alone and shares
 * nothing with what wrote them but the meaning of codes.
 */
export function checkLedger(tables: LedgerTables, scope: LedgerScope = {}): string[] {
	const { vouchers: inScope = () => true, stampColumn = 'URRF', orders = true } = scope;
	const items = tables.rows('F0411').filter(inScope);
	const books: Books = {
		items: groupedBy(items, keyText),
		adjustments: groupedBy(
			tables.rows('F0411').filter(({ DCT }) => DCT === 'PE'),
			(row) => `${row.KCO}-${row.DOC}-${row.SFX}`,
		),
		lines: groupedBy(tables.rows('F0911'), (row) => `${keyText(row)} ${row.LT}`),
		details: groupedBy(tables.rows('F0414'), (row) => `${keyText(row)}-${row.SFX}-${row.SFXE}`),
	};
	return [
		...[...books.items].flatMap(([key, rows]) => checkVoucher(key, rows, books)),
		...checkStamps(books.items, stampColumn),
		...checkPayments(tables),
		...checkBatches(tables),
		...(orders ? checkOrders(tables) : []),
	];
}

interface Books {
	items: Map<string, Row[]>;
	/** by KCO-DOC-SFX */
	adjustments: Map<string, Row[]>;
	/** by key and ledger type */
	lines: Map<string, Row[]>;
	/** F0414 by voucher, SFX and SFXE */
	details: Map<string, Row[]>;
}

function checkVoucher(key: string, items: readonly Row[], books: Books): string[] {
	const [first] = items;
	const distribution = (ledger: string, gross: string, tax: string, amount: string, decimals: number) => {
		const lines = books.lines.get(`${key} ${ledger}`) ?? [];
		const wanted = distributed(sum(items, gross, decimals), sum(items, tax, decimals), first.EXR1);
		const found = sum(lines, amount, decimals);
		// A change of a posted voucher may be in the gross already: its lines are its own.
		const changes = items.flatMap(({ KCO, DOC, SFX }) => books.adjustments.get(`${KCO}-${DOC}-${SFX}`) ?? []);
		const raised = first.DCT === 'PE' ? 0 : sum(changes, gross, decimals);
		if (lines.length === 0) return [`${key}: no line in F0911 ledger ${ledger}`];
		if (found === wanted || found === wanted - raised) return [];
		return [`${key}: F0911.${amount} ${ledger} ${toCell(found, decimals)}, not ${toCell(wanted, decimals)}`];
	};
	const foreign = first.CRRM === 'F';
	const base = decimalsOf(String(first.BCRC || first.CRCD));
	const own = decimalsOf(String(first.CRCD));
	return [
		...distribution('AA', 'AG', 'STAM', 'AA', base),
		...(foreign ? distribution('AA', 'ACR', 'CTAM', 'ACR', own) : []),
		...(foreign ? distribution('CA', 'ACR', 'CTAM', 'AA', own) : []),
		...checkPostedTogether(key, items, books),
		...(first.DCT === 'PE' ? [] : items.flatMap((item) => checkItem(key, item, books, foreign ? own : base))),
	];
}

function checkPostedTogether(key: string, items: readonly Row[], { lines }: Books): string[] {
	const posted = new Set(items.map(({ POST }) => POST));
	const inLedger = new Set((lines.get(`${key} AA`) ?? []).map(({ POST }) => POST));
	if (posted.size > 1) return [`${key}: some pay items are posted, others are not`];
	// P in F0411 is a post that went wrong, and F0911 has what came of it.
	if (!posted.has('P') && posted.has('D') !== inLedger.has('P'))
		return [`${key}: posted in one of F0411 and F0911`];
	return [];
}

function checkItem(key: string, item: Row, books: Books, own: number): string[] {
	const text = `${key} ${item.SFX}`;
	const base = decimalsOf(String(item.BCRC || item.CRCD));
	const adjusted = books.adjustments.get(`${item.KCO}-${item.DOC}-${item.SFX}`) ?? [];
	const details = books.details.get(`${key}-${item.SFX}-${item.SFXE}`) ?? [];
	const wrong: string[] = [];
	const compare = (alias: string, [gross, paid, discount]: readonly string[], decimals: number) => {
		const found = unitsOf(item[alias], decimals) + sum(adjusted, alias, decimals);
		const left =
			unitsOf(item[gross], decimals) +
			details.reduce((total, row) => total + withDiscount(row, paid, discount, decimals), 0);
		const change = sum(adjusted, gross, decimals);
		// A change may stand beside the gross or be in it; a void always stands beside it.
		const wanted = item.VOD === '' && found === left ? left : left + change;
		// Gain, loss and rounding of each payment fall on the company's side of a foreign voucher.
		const slack = alias === 'AAP' && item.CRRM === 'F' ? details.length : 0;
		if (Math.abs(found - wanted) > slack)
			wrong.push(`${text}: ${alias} ${toCell(found, decimals)}, not ${toCell(wanted, decimals)}`);
	};
	compare('AAP', ['AG', 'PAAP', 'ADSA'], base);
	if (item.CRRM === 'F') compare('FAP', ['ACR', 'PFAP', 'CDSA'], own);
	const cancelled = item.VOD !== '';
	if (cancelled && sum(adjusted, 'AG', base) !== -unitsOf(item.AG, base))
		wrong.push(`${text}: void, but not reversed`);
	if (item.PST === 'P' && item.AAP !== 0) wrong.push(`${text}: pay status P with ${item.AAP} open`);
	if (item.PST === 'P' && item.AG !== 0 && details.length + adjusted.length === 0) {
		wrong.push(`${text}: pay status P without a payment`);
	}
	if (item.PST !== 'P' && item.AAP === 0 && item.AG !== 0)
		wrong.push(`${text}: nothing open, pay status ${item.PST}`);
	return wrong;
}

/** Payments are negative, voids positive; the sign of discounts is not agreed on, so the row's own counts. */
function withDiscount(row: Row, paid: string, discount: string, decimals: number): number {
	const amount = unitsOf(row[paid], decimals);
	const sign = Math.sign(amount) || (row.DCTM === 'PO' ? 1 : -1);
	return amount + sign * Math.abs(unitsOf(row[discount], decimals));
}

function checkStamps(vouchers: Map<string, Row[]>, column: string): string[] {
	const isStamp = (text: unknown) => /^C\d+$/.test(String(text));
	const originals = [...vouchers].filter(
		([, items]) => items[0].DCT !== 'PE' && items.some((item) => isStamp(item[column])),
	);
	const uneven = originals.filter(([, items]) => new Set(items.map((item) => item[column])).size > 1);
	const live = originals.filter(([, items]) => items.some(({ VOD }) => VOD === ''));
	const stamped = groupedBy(live, ([, [first]]) => String(first[column]));
	return [
		...uneven.map(([key]) => `${key}: its pay items have different origin stamps`),
		...[...stamped]
			.filter(([stamp, keys]) => isStamp(stamp) && keys.length > 1)
			.map(([stamp, keys]) => `origin stamp ${stamp} on ${keys.map(([key]) => key).join(' and ')}`),
	];
}

function checkPayments(tables: LedgerTables): string[] {
	const headers = new Map(tables.rows('F0413').map((row) => [row.PYID, row]));
	const details = groupedBy(tables.rows('F0414'), ({ PYID }) => String(PYID));
	const orphans = [...details.keys()].filter((PYID) => !headers.has(Number(PYID)));
	return [
		...orphans.map((PYID) => `payment ${PYID}: F0414 without F0413`),
		...[...headers.values()].flatMap((header) => {
			const decimals = decimalsOf(String(header.BCRC || header.CRCD));
			const rows = details.get(String(header.PYID)) ?? [];
			const found = sum(rows, 'PAAP', decimals);
			const wanted = header.VDGJ === null ? unitsOf(header.PAAP, decimals) : 0;
			const slack = header.CRRM === 'F' ? rows.length : 0;
			if (rows.length > 0 && Math.abs(found - wanted) <= slack) return [];
			return [
				`payment ${header.PYID}: F0414 adds up to ${toCell(found, decimals)}, not ${toCell(wanted, decimals)}`,
			];
		}),
	];
}

/** Batches that were posted here, with their automatic entries, add up to zero. */
function checkBatches(tables: LedgerTables): string[] {
	const rows = tables.rows('F0911').filter(({ LT }) => LT === 'AA');
	const posted = new Set(
		rows.filter(({ DCT, PID }) => DCT === 'AE' && PID === POST_PROGRAM).map(({ ICU }) => ICU),
	);
	const batches = groupedBy(
		rows.filter(({ ICU, POST }) => posted.has(ICU) && POST === 'P'),
		({ ICU }) => String(ICU),
	);
	return [...batches]
		.map(([batch, lines]) => [batch, sum(lines, 'AA', 3)] as const)
		.filter(([, total]) => total !== 0)
		.map(([batch, total]) => `batch ${batch}: posted ${toCell(total, 3)} out of balance`);
}

function sum(rows: readonly Row[], alias: string, decimals: number): number {
	return rows.reduce((total, row) => total + unitsOf(row[alias], decimals), 0);
}

export function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) {
		const key = keyOf(row);
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	return groups;
}
