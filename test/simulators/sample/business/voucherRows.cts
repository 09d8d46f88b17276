import type { Row } from '../../ais/catalogue/index.cts';
import { daysFrom, touched } from '../days.cts';
import { BANK_ACCOUNT } from './accounts.cts';
import { currencyCells } from './documents.cts';
import { automaticRows, CHANGE, ledgerRows, padded } from './ledgerRows.cts';
import { cell, converted } from './money.cts';
import type { SettledItem } from './settlements.cts';
import type { VoucherDraft } from './voucherDrafts.cts';
import type { VoucherPlan, VoucherScenario } from './voucherPlans.cts';

const TYPES: Partial<Record<VoucherScenario, string>> = {
	debitMemo: 'PD',
	manualPayment: 'PM',
	expense: 'PX',
	refund: 'PR',
	intercompany: 'PI',
};
export const documentType = (scenario: VoucherScenario): string => TYPES[scenario] ?? 'PV';

const BATCH_TYPES: Partial<Record<VoucherScenario, string>> = { logged: 'W', payroll: '2' };
const POSTED: Partial<Record<VoucherScenario, string>> = { unposted: '', postError: 'P' };

/** F0411 and F0911 of one voucher. */
export function voucherRows(
	plan: VoucherPlan,
	draft: VoucherDraft,
	settled: readonly SettledItem[],
): { F0411: Row[]; F0911: Row[] } {
	const { scenario, document, company, supplier, date, day, random } = plan;
	const common: Row = {
		KCO: company.company,
		DCT: documentType(scenario),
		DOC: document,
		AN8: supplier.number,
		CO: company.company,
		DGJ: date,
		VINV: scenario === 'blankNumber' ? '' : plan.invoiceNumber.slice(0, 25),
		ICU: 5000 + Math.floor(document / 10),
		ICUT: BATCH_TYPES[scenario] ?? 'V',
		DICJ: date,
		POST: POSTED[scenario] ?? 'D',
		...currencyCells(company, plan.currency),
		BCRC: company.currency,
		...touched(random, date, day),
		...(scenario === 'evaluatedReceipt' && draft.lines[0].ordered ? { PID: 'R43800' } : {}),
	};
	const items = draft.items.map((_, index) => itemRow(plan, draft, settled[index], index, common));
	return {
		F0411: [...items, ...changeItems(plan, draft, items)],
		F0911: [...ledgerRows(plan, draft, common), ...automaticRows(plan, draft, common)],
	};
}

/** Amounts of the voucher's currency in base columns, and in foreign ones too where it is not the company's. */
function amounts(
	plan: VoucherPlan,
	columns: Record<string, [base: string, foreign: string]>,
	units: Record<string, number>,
): Row {
	const { currency, company } = plan;
	const foreign = currency !== company.currency;
	return Object.fromEntries(
		Object.entries(columns).flatMap(([name, [base, other]]) => {
			const own = units[name] ?? 0;
			const inBase = cell(converted(own, currency, company.currency), company.currency);
			return [[base, inBase], ...(foreign ? [[other, cell(own, currency)]] : [])];
		}),
	) as Row;
}

const ITEM_AMOUNTS: Record<string, [string, string]> = {
	gross: ['AG', 'ACR'],
	open: ['AAP', 'FAP'],
	taxable: ['ATXA', 'CTXA'],
	untaxed: ['ATXN', 'CTXN'],
	tax: ['STAM', 'CTAM'],
	discount: ['ADSA', 'CDSA'],
};

function itemRow(
	plan: VoucherPlan,
	{ items, lines }: VoucherDraft,
	settled: SettledItem,
	index: number,
	common: Row,
): Row {
	const { scenario, company, date, random } = plan;
	const item = items[index];
	const gross = item.gross + (item.raised ? item.change : 0);
	const net = gross - (item.taxCode.startsWith('U') ? 0 : item.tax);
	const ordered = lines[index]?.ordered;
	return {
		...common,
		SFX: String(index + 1).padStart(3, '0'),
		PYE: plan.payee,
		DIVJ: daysFrom(date, -random.between(0, 10)),
		DSVJ: date,
		DDJ: daysFrom(date, 30 * (index + 1)),
		...amounts(plan, ITEM_AMOUNTS, {
			gross,
			open: item.voided ? 0 : gross - settled.paid - settled.discount,
			taxable: item.tax === 0 ? 0 : net,
			untaxed: item.tax === 0 ? net : 0,
			tax: item.tax,
			discount: settled.discount,
		}),
		EXR1: item.taxCode,
		TXA1: item.taxArea,
		PST: item.voided ? 'P' : settled.status,
		VOD: item.voided ? 'V' : '',
		GLBA: BANK_ACCOUNT,
		MCU: company.businessUnit,
		PTC: 'N30',
		RMK: random.chance(0.1) ? `Ref, "${plan.document}"` : '',
		// A stamp is a C and digits; other texts in that column are the site's own.
		URRF: scenario === 'ownStamp' ? `C${plan.document}` : random.chance(0.05) ? 'CONTRACT 12' : '',
		...(ordered ? orderOfItem(ordered) : {}),
	};
}

function orderOfItem({ DOCO, DCTO, KCOO, SFXO, LNID }: Row): Row {
	return { PO: padded(DOCO), PDCT: DCTO, PKCO: KCOO, SFXO, LNID };
}

/** A row for the change of each pay item, under the change's own type. */
function changeItems(plan: VoucherPlan, { items }: VoucherDraft, rows: readonly Row[]): Row[] {
	return items.flatMap(({ change, raised, voided }, index) => {
		if (change === 0) return [];
		const columns = { gross: ITEM_AMOUNTS.gross, open: ITEM_AMOUNTS.open, untaxed: ITEM_AMOUNTS.untaxed };
		const open = raised || voided ? 0 : change;
		return [
			{
				...rows[index],
				DCT: CHANGE,
				...amounts(plan, ITEM_AMOUNTS, {}),
				...amounts(plan, columns, { gross: change, untaxed: change, open }),
			},
		];
	});
}
