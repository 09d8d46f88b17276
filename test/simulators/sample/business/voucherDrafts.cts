import type { Row } from '../../ais/catalogue/index.cts';
import type { Random } from '../random.cts';
import { accountOf, CLEARING_OBJECT, expenseAccounts, UNMAPPED_OBJECTS, type Account } from './accounts.cts';
import { DECIMALS, split } from './money.cts';
import type { VoucherPlan, VoucherScenario } from './voucherPlans.cts';

/** A pay item, in smallest units of the voucher's currency. */
export interface DraftItem {
	/** owed to the supplier: F0411.AG or ACR */
	gross: number;
	tax: number;
	/** EXR1 and TXA1 */
	taxCode: string;
	taxArea: string;
	/** pay status of what is not paid */
	status: string;
	voided: boolean;
	/** what a change (PE) of the posted item added */
	change: number;
	/** the item was raised by the change, instead of keeping its first amount */
	raised: boolean;
}

/** A line of the distribution, in the same units. */
export interface DraftLine {
	account: Account;
	amount: number;
	/** of a change (PE) */
	isChange: boolean;
	/** F0911 keeps the tax of this line with it */
	taxed: boolean;
	/** the order line that was received */
	ordered?: Row;
}

export interface VoucherDraft {
	items: DraftItem[];
	lines: DraftLine[];
}

const TAX: Partial<Record<VoucherScenario, [code: string, area: string, percent: number]>> = {
	vat: ['V', 'DEVAT19', 19],
	foreignVat: ['V5', 'UKVAT20', 20],
	salesTax: ['S', 'CODEN', 8.81],
	salesTaxOnOneLine: ['S', 'CODEN', 8.81],
	useTax: ['U', 'CODEN', 8.81],
	mixedTax: ['V', 'DEVAT7', 7],
	unknownTax: ['C', 'CAON', 13],
};

const SHARES: Partial<Record<VoucherScenario, number>> = {
	instalments: 3,
	withholding: 2,
	retainage: 2,
	mixedTax: 2,
	partlyVoided: 2,
};

/** Pay items and lines that belong together: lines + tax owed = pay items, in the way of each tax code. */
export function voucherDraft(plan: VoucherPlan, received: readonly Row[]): VoucherDraft {
	const { scenario, currency, random } = plan;
	const ordered = received.filter(({ AEXP }) => Number(AEXP) > 0);
	if (ordered.length > 0) return matchedDraft(ordered, currency);

	const net = netAmount(plan);
	const shares = split(net, SHARES[scenario] ?? (random.chance(0.15) ? 2 : 1), random);
	const items = shares.map((share, index) => itemOf(plan, share, index));
	const inside = items.reduce((sum, { tax, taxCode }) => sum + (/^[SU]/.test(taxCode) ? tax : 0), 0);
	const lines = linesOf(plan, net + inside, random);
	return withChanges(plan, { items, lines });
}

/** Credits are smaller than any debit, so that the check that settles both pays something. */
function netAmount({ scenario, currency, random }: VoucherPlan): number {
	const isCredit = scenario === 'credit' || scenario === 'debitMemo';
	if (currency === 'JPY') return isCredit ? -random.between(100, 800) : random.between(900, 900_000);
	const smallest = 10 ** DECIMALS[currency];
	const whole = isCredit ? random.between(5, 18) : random.between(20, 9000);
	return (isCredit ? -1 : 1) * (whole * smallest + random.between(0, smallest - 1));
}

/** The share is net of taxes; VAT and sales tax are owed to the supplier on top, use tax is not. */
function itemOf({ scenario }: VoucherPlan, share: number, index: number): DraftItem {
	const isTaxed = scenario !== 'mixedTax' || index === 0;
	const [taxCode, taxArea, percent] = (isTaxed ? TAX[scenario] : undefined) ?? ['', '', 0];
	const tax = Math.round((share * percent) / 100);
	const isLast = index === 1;
	return {
		gross: share + (taxCode.startsWith('U') ? 0 : tax),
		tax,
		taxCode,
		taxArea,
		status: scenario === 'withholding' && isLast ? '%' : scenario === 'retainage' && isLast ? 'R' : 'A',
		voided: scenario === 'voided' || (scenario === 'partlyVoided' && isLast),
		change: 0,
		raised: false,
	};
}

function linesOf(plan: VoucherPlan, total: number, random: Random): DraftLine[] {
	const { scenario, company } = plan;
	const count =
		scenario === 'salesTaxOnOneLine' ? 2 : Math.min(random.pick([1, 1, 2, 3, 5]), Math.abs(total));
	return split(total, count, random).map((amount, index) => ({
		account:
			scenario === 'unmappedAccount' && index === 0
				? accountOf(company, UNMAPPED_OBJECTS.voucher)
				: random.pick(expenseAccounts(company.company)),
		amount: scenario === 'unbalanced' && index === 0 ? amount + 1 : amount,
		isChange: false,
		// The larger line bears the tax, so that more than nothing is left of it.
		taxed: scenario === 'salesTaxOnOneLine' && index === 1,
	}));
}

/** A change of a posted voucher, a void included, has rows of its own type that add to the first ones. */
function withChanges({ scenario, random }: VoucherPlan, { items, lines }: VoucherDraft): VoucherDraft {
	if (scenario === 'changed' || scenario === 'changeRaised') {
		const change = Math.round(items[0].gross / 10) || 1;
		const [first, ...others] = items;
		const changed = { ...first, change, raised: scenario === 'changeRaised' };
		return {
			items: [changed, ...others],
			lines: [...lines, { ...lines[0], amount: change, isChange: true }],
		};
	}
	const voided = items.filter((item) => item.voided).map((item) => ({ ...item, change: -item.gross }));
	if (voided.length === 0) return { items, lines };
	const total = voided.reduce((sum, { change }) => sum + change, 0);
	const reversed =
		scenario === 'voided'
			? lines.map((line) => ({ ...line, amount: -line.amount, isChange: true }))
			: [{ ...random.pick(lines), amount: total, isChange: true }];
	return {
		items: items.map((item) => (item.voided ? { ...item, change: -item.gross } : item)),
		lines: [...lines, ...reversed],
	};
}

/** A pay item and a line on the clearing account for each order line that was received. */
function matchedDraft(ordered: readonly Row[], currency: string): VoucherDraft {
	const amounts = ordered.map(({ CRRM, FEA, AEXP }) =>
		Math.round(Number(CRRM === 'F' ? FEA : AEXP) * 10 ** DECIMALS[currency]),
	);
	const plainItem = {
		tax: 0,
		taxCode: '',
		taxArea: '',
		status: 'A',
		voided: false,
		change: 0,
		raised: false,
	};
	return {
		items: amounts.map((gross) => ({ ...plainItem, gross })),
		lines: amounts.map((amount, index) => ({
			account: accountOf({ company: String(ordered[index].KCOO) }, CLEARING_OBJECT),
			amount,
			isChange: false,
			taxed: false,
			ordered: ordered[index],
		})),
	};
}
