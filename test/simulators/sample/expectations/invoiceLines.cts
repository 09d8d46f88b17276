import type { Row } from '../../ais/catalogue/index.cts';
import { quotient, sum, unitsOf } from './decimals.cts';
import type { Facts } from './invoices.cts';
import { decimalsOf, groupBy, isForeign, poNumberOf, target, text } from './reading.cts';
import type { Parking } from './site.cts';

/** Amounts in smallest units of the voucher's currency. */
export interface InvoiceAmounts {
	gross: bigint;
	lines: AmountLine[];
	/** owed to the supplier */
	taxes: Array<{ code: string; area: string; amount: bigint }>;
	notSent: bigint;
}

interface AmountLine {
	jdeAccount: string;
	account: string;
	amount: bigint;
	order?: { poNumber: string; line: string };
}

interface Tax {
	code: string;
	area: string;
	amount: bigint;
	treatment: 'beside' | 'takenOut' | 'notSent';
}

/** The lines of a voucher's invoice, its taxes, and their sum; parked where they are not what the pay items say. */
export function invoiceLines(
	key: string,
	items: readonly Row[],
	facts: Facts,
): InvoiceAmounts | { parked: Parking } {
	const { site } = facts;
	const foreign = isForeign(items[0]);
	const decimals = decimalsOf(site, text(items[0].CRCD));
	const amount = (row: Row, domestic: string, other: string) =>
		unitsOf(row[foreign ? other : domestic], decimals);
	const changeKeys = site.changeTypes.map((type) => key.replace(/-\w+-/, `-${type}-`));
	const changes = changeKeys.flatMap((one) => facts.items.get(one) ?? []);
	const ledger = [key, ...changeKeys]
		.flatMap((one) => facts.ledger.get(one) ?? [])
		.sort((a, b) => Number(a.JELN) - Number(b.JELN))
		.filter((row) => amount(row, 'AA', 'ACR') !== 0n);

	const groups = groupBy(
		[...items, ...changes].filter((row) => amount(row, 'STAM', 'CTAM') !== 0n),
		taxKey,
	);
	const taxes: Tax[] = [];
	for (const rows of groups.values()) {
		const code = text(rows[0].EXR1);
		const treatment = site.taxes[code.slice(0, 1)];
		if (treatment === undefined) return { parked: { category: 'reference', reasons: [`tax code ${code}`] } };
		const total = sum(rows.map((row) => amount(row, 'STAM', 'CTAM')));
		taxes.push({ code, area: text(rows[0].TXA1), amount: total, treatment });
	}

	const grossAmounts = ledger.map((row) => amount(row, 'AA', 'ACR'));
	const netAmounts = taxes
		.filter(({ treatment }) => treatment !== 'beside')
		.reduce((left, tax) => {
			const shares = sharesOf(tax, ledger, grossAmounts);
			return left.map((units, index) => units - shares[index]);
		}, grossAmounts);
	const lines = ledger.map((row, index) => ({ ...placeOf(row, items, facts), amount: netAmounts[index] }));

	const owed = sum(taxes.filter(({ treatment }) => treatment !== 'notSent').map((tax) => tax.amount));
	const distributed = sum(netAmounts) + owed;
	// Whether a change raised the pay item itself, or only stands beside it, is told by which sum fits.
	const first = sum(items.map((row) => amount(row, 'AG', 'ACR')));
	const changed = first + sum(changes.map((row) => amount(row, 'AG', 'ACR')));
	const gross = [changed, first].find((total) => total === distributed);
	if (gross === undefined) return { parked: { category: 'validation', reasons: ['totals differ'] } };
	return {
		gross,
		lines: lines.filter((line) => line.amount !== 0n),
		taxes: taxes
			.filter(({ treatment }) => treatment !== 'notSent')
			.map(({ code, area, amount: units }) => ({ code, area, amount: units })),
		notSent: sum(taxes.filter(({ treatment }) => treatment === 'notSent').map((tax) => tax.amount)),
	};
}

const taxKey = ({ EXR1, TXA1 }: Row): string => `${text(EXR1)}/${text(TXA1)}`;

/**
 * What of a tax lies in each line: in those that F0911 marks with its code and area, else in all, in proportion. The
 * last unit is settled by convention: each share is what the rounded running total grows by.
 */
function sharesOf({ code, area, amount }: Tax, ledger: readonly Row[], amounts: readonly bigint[]): bigint[] {
	const marked = ledger.map((row) => taxKey(row) === `${code}/${area}`);
	const weights = amounts.map((units, index) => (marked[index] || !marked.includes(true) ? units : 0n));
	const all = sum(weights);
	let running = 0n;
	let given = 0n;
	return weights.map((weight) => {
		running += weight;
		const share = quotient(amount * running, all) - given;
		given += share;
		return share;
	});
}

/** The order line that a row of the ledger names, or that all pay items do. */
function orderedBy(row: Row, items: readonly Row[], { orderLines }: Facts): Row | undefined {
	const own = orderLines.get([row.PKCO, row.DCTO, Number(row.PO), row.PSFX, Number(row.LNID)].join('/'));
	const named = new Set(
		items.map((item) => [item.PKCO, item.PDCT, Number(item.PO), item.SFXO, Number(item.LNID)].join('/')),
	);
	return own ?? (named.size === 1 ? orderLines.get([...named][0]) : undefined);
}

/** The account of a line: of the order line that it matched, else its own. */
function placeOf(row: Row, items: readonly Row[], facts: Facts): Omit<AmountLine, 'amount'> {
	const { accounts, site } = facts;
	const ordered = orderedBy(row, items, facts);
	const jdeAccount = accounts.get(text((ordered ?? row).AID)) ?? '';
	const place = { jdeAccount, account: target(site, 'account', jdeAccount) ?? '' };
	if (ordered === undefined) return place;
	return { ...place, order: { poNumber: poNumberOf(ordered), line: text(ordered.LNID) } };
}
