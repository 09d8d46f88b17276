import type { Row } from '../catalogue/index.cts';
import type { LedgerTables } from './checkLedger.cts';
import { unitsOf } from './money.cts';
import { TWO_WAY } from './orderLines.cts';

const DECIMALS = 4;

/** Nothing is received twice, vouchered twice, or open that is not; and every match stands on a voucher. */
export function checkOrders(tables: LedgerTables): string[] {
	const receipts = tables.rows('F43121');
	const live = new Set(tables.rows('F0411').map(({ KCO, DCT, DOC }) => `${KCO}-${DCT}-${DOC}`));
	const byLine = new Map<string, Row[]>();
	for (const row of receipts) byLine.set(lineKey(row), [...(byLine.get(lineKey(row)) ?? []), row]);
	return tables.rows('F4311').flatMap((line) => checkLine(line, byLine.get(lineKey(line)) ?? [], live));
}

function lineKey({ KCOO, DCTO, DOCO, SFXO, LNID }: Row): string {
	return `${KCOO}-${DCTO}-${DOCO}-${SFXO} line ${LNID}`;
}

function checkLine(line: Row, rows: readonly Row[], vouchers: ReadonlySet<string>): string[] {
	const text = lineKey(line);
	const quantity = (cell: unknown) => unitsOf(cell, DECIMALS);
	const total = (some: readonly Row[], alias: string) =>
		some.reduce((sum, row) => sum + quantity(row[alias]), 0);
	const received = rows.filter(({ MATC }) => MATC === '1');
	const matched = rows.filter(({ MATC }) => MATC === '2');
	const wrong: string[] = [];
	const say = (holds: boolean, what: string) => (holds ? undefined : wrong.push(`${text}: ${what}`));
	for (const receipt of received) {
		const open = quantity(receipt.UREC) - quantity(receipt.UPTD);
		say(open >= 0, `receipt ${receipt.DOC} is vouchered beyond what came`);
		const own = matched.filter(({ VRMK }) => VRMK === `${receipt.DOC}/${receipt.NLIN}`);
		say(
			own.length === 0 || total(own, 'UREC') === quantity(receipt.UPTD),
			`receipt ${receipt.DOC} does not agree with its matches`,
		);
		// Only once something was matched is it sure that the open quantity is kept at all.
		say(
			own.length === 0 || quantity(receipt.UOPN) === open,
			`receipt ${receipt.DOC} has ${receipt.UOPN} open`,
		);
	}
	const direct = matched.filter(({ VRMK }) => VRMK === TWO_WAY);
	const came = total(received, 'UREC') + total(direct, 'UREC');
	if (direct.length > 0) {
		say(
			came === quantity(line.UREC),
			`received ${line.UREC}, by its receipts and matches ${came / 10 ** DECIMALS}`,
		);
		const open = quantity(line.UORG) - quantity(line.UREC) - quantity(line.UCHG);
		say(quantity(line.UOPN) === open, `${line.UOPN} open, not ${open / 10 ** DECIMALS}`);
	}
	say(
		quantity(line.UORG) === 0 || came <= quantity(line.UORG),
		'more was received and vouchered than ordered',
	);
	for (const { KCO, DCT, DOC } of matched) {
		say(
			vouchers.has(`${KCO}-${DCT}-${DOC}`),
			`matched with voucher ${KCO}-${DCT}-${DOC}, which does not exist`,
		);
	}
	return wrong;
}
