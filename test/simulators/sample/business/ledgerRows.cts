import type { Row } from '../../ais/catalogue/index.cts';
import { PAYABLE_OBJECT } from '../constants.cts';
import { accountNumber, accountOf, TAX_OBJECT, type Account } from './accounts.cts';
import { cell, converted, convertedShares } from './money.cts';
import type { DraftItem, VoucherDraft } from './voucherDrafts.cts';
import type { VoucherPlan } from './voucherPlans.cts';

/** Changes of posted vouchers. */
export const CHANGE = 'PE';
/** What the post program adds: the offset to the payables and the input tax. */
const AUTOMATIC = 'AE';

/** F0911 of the voucher and of its changes: ledger AA, and CA beside it in a foreign currency. */
export function ledgerRows(plan: VoucherPlan, { items, lines }: VoucherDraft, common: Row): Row[] {
	const { currency, company } = plan;
	const foreign = currency !== company.currency;
	const inCompanys = (units: number) => converted(units, currency, company.currency);
	// The first booking and each change add up on their own, in the company's currency too.
	const inBase = (isChange: boolean): number[] => {
		const shares = lines.filter((line) => line.isChange === isChange).map(({ amount }) => amount);
		const off =
			shares.reduce((sum, share) => sum + share, 0) - distributed(items, isChange, (units) => units);
		const total = distributed(items, isChange, inCompanys) + inCompanys(off);
		return convertedShares(shares, total, currency, company.currency);
	};
	const base = { first: inBase(false), change: inBase(true) };
	return lines.flatMap((line, index) => {
		const own = line.isChange ? base.change : base.first;
		const AA = own[lines.slice(0, index).filter(({ isChange }) => isChange === line.isChange).length];
		const row = ledgerRow(plan, { items, lines }, index, common);
		const foreignAmount = cell(line.amount, currency);
		return [
			{ ...row, LT: 'AA', AA: cell(AA, company.currency), ACR: foreign ? foreignAmount : 0 },
			...(foreign ? [{ ...row, LT: 'CA', AA: foreignAmount, ACR: 0 }] : []),
		];
	});
}

/** VAT stands beside the distribution; sales tax is in it as in the gross, and use tax on top of the gross. */
const TAX_IN_LINES: Readonly<Record<string, number>> = { V: -1, C: -1, U: 1 };

function distributed(
	items: readonly DraftItem[],
	isChange: boolean,
	inUnits: (units: number) => number,
): number {
	return items.reduce((sum, { gross, change, tax, taxCode }) => {
		const first = inUnits(gross) + (TAX_IN_LINES[taxCode[0]] ?? 0) * inUnits(tax);
		return sum + (isChange ? inUnits(change) : first);
	}, 0);
}

function ledgerRow(
	{ scenario, document, random }: VoucherPlan,
	{ items, lines }: VoucherDraft,
	index: number,
	common: Row,
): Row {
	const { account, isChange, taxed, ordered } = lines[index];
	const [{ taxCode, taxArea }] = items;
	// A voucher of one order line may name it in its pay item only.
	const isNamedElsewhere = items.length === 1 && document % 3 === 0;
	const asEntered = random.chance(0.1);
	return {
		...ledgerCells(common),
		...(isChange ? { DCT: CHANGE } : {}),
		JELN: index + 1,
		...accountCells(account),
		// As people enter it: by the short ID now and then.
		...(asEntered ? { ANI: account.id, AM: '1' } : {}),
		EXA: scenario === 'voided' && isChange ? 'Voided' : 'Voucher',
		EXR: random.chance(0.4) ? `Delivery ${random.between(100, 999)}` : '',
		RE: isChange && scenario === 'voided' ? 'V' : '',
		...(taxed ? { EXR1: taxCode, TXA1: taxArea } : {}),
		...(ordered && !isNamedElsewhere ? orderOfLine(ordered) : {}),
	};
}

/** Of the voucher's columns those that F0911 has; posted is P there. */
function ledgerCells(common: Row): Row {
	return { ...common, POST: common.POST === 'D' || common.POST === 'P' ? 'P' : '' };
}

function accountCells(account: Account): Row {
	return {
		AID: account.id,
		AM: '2',
		ANI: accountNumber(account),
		MCU: account.businessUnit,
		OBJ: account.object,
		SUB: account.subsidiary,
	};
}

/** The other side of the books, where the voucher is posted. */
export function automaticRows(plan: VoucherPlan, { items }: VoucherDraft, common: Row): Row[] {
	const { currency, company } = plan;
	if (common.POST !== 'D') return [];
	const inCompanys = (units: number) => converted(units, currency, company.currency);
	const gross = items.map((item) => -item.gross);
	const taxes = items.map(({ tax, taxCode }) => -(TAX_IN_LINES[taxCode[0]] ?? 0) * tax);
	const entries = [
		[accountOf(company, PAYABLE_OBJECT), gross] as const,
		[accountOf(company, TAX_OBJECT), taxes] as const,
	].filter(([, parts]) => parts.some((units) => units !== 0));
	const total = (parts: readonly number[]) => parts.reduce((sum, units) => sum + units, 0);
	return entries.map(([account, parts], index) => ({
		...ledgerCells(common),
		DCT: AUTOMATIC,
		JELN: index + 1,
		LT: 'AA',
		...accountCells(account),
		AA: cell(total(parts.map(inCompanys)), company.currency),
		ACR: currency === company.currency ? 0 : cell(total(parts), currency),
		EXA: 'Automatic Entry',
	}));
}

/** Order numbers are text of eight digits in the ledgers. */
export const padded = (number: unknown): string => String(number).padStart(8, '0');

function orderOfLine({ DOCO, DCTO, KCOO, SFXO, LNID }: Row): Row {
	return { PO: padded(DOCO), DCTO, PKCO: KCOO, PSFX: SFXO, LNID };
}
