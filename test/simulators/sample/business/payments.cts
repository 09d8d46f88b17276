import type { Row } from '../../ais/catalogue/index.cts';
import { daysFrom, touched } from '../days.cts';
import { Random } from '../random.cts';
import { BANK_ACCOUNT, COUPA_BANK_ACCOUNT } from './accounts.cts';
import { currencyCells } from './documents.cts';
import { cell, converted } from './money.cts';
import type { PaymentDraft } from './settlements.cts';
import { documentType } from './voucherRows.cts';

const FIRST_PAYMENT_ID = 70_000;
const FIRST_CHECK = 9_000;
const VOUCHERS_OF_A_CHECK = 3;

/** F0413 and F0414: checks of up to three vouchers of one payee, a detail row for each pay item. */
export function paymentDocuments(payments: readonly PaymentDraft[], seed: number): Record<string, Row[]> {
	const checks = onChecks(payments).map((check, index) => checkRows(check, index + 1, seed));
	return { F0413: checks.map(({ header }) => header), F0414: checks.flatMap(({ details }) => details) };
}

/** What may stand on one check. A credit goes with the voucher it is settled with. */
function onChecks(payments: readonly PaymentDraft[]): PaymentDraft[][] {
	const checks: PaymentDraft[][] = [];
	const kindOf = ({ plan, fate }: PaymentDraft) =>
		[plan.payee, plan.company.company, plan.currency, fate].join('/');
	const alone = payments.filter(({ plan }) => plan.settledWith === undefined);
	for (const payment of alone) {
		const open = checks.find(
			(check) =>
				check.length < VOUCHERS_OF_A_CHECK &&
				kindOf(check[0]) === kindOf(payment) &&
				check.every(({ plan }) => plan.document !== payment.plan.document),
		);
		if (open) open.push(payment);
		else checks.push([payment]);
	}
	for (const credit of payments.filter(({ plan }) => plan.settledWith !== undefined)) {
		checks.find((check) => check.some(({ plan }) => plan.document === credit.plan.settledWith))?.push(credit);
	}
	return checks;
}

function checkRows(
	check: readonly PaymentDraft[],
	index: number,
	seed: number,
): { header: Row; details: Row[] } {
	const [{ plan, fate }] = check;
	const { company, currency, day, payee } = plan;
	const random = new Random(`${seed}/check/${index}`);
	const dates = check.map(({ date }) => date).sort();
	const date = dates[dates.length - 1];
	const voidDate = daysFrom(date, 4) < day ? daysFrom(date, 4) : day;
	const foreign = currency !== company.currency;
	const shared: Row = {
		PYID: FIRST_PAYMENT_ID + index,
		DCTM: random.chance(0.8) ? 'PK' : 'PN',
		PYE: payee,
		CO: company.company,
		POST: fate === 'unposted' ? '' : 'D',
		...currencyCells(company, currency),
		...touched(random, fate === 'void' ? voidDate : date, day),
	};
	// Payments are negative, as JD Edwards has them by custom.
	const money = (base: string, own: string, units: number): Row => ({
		[base]: cell(converted(units, currency, company.currency), company.currency),
		...(foreign ? { [own]: cell(units, currency) } : {}),
	});
	const rowsOf = (isVoid: boolean): Row[] =>
		check.flatMap(({ plan: { document, supplier, scenario }, parts }) =>
			parts.flatMap(({ paid, discount }, item): Row[] =>
				paid === 0 && discount === 0
					? []
					: [
							{
								...shared,
								...(isVoid ? { DCTM: 'PO' } : {}),
								KCO: company.company,
								DCT: documentType(scenario),
								DOC: document,
								SFX: String(item + 1).padStart(3, '0'),
								...money('PAAP', 'PFAP', isVoid ? paid : -paid),
								...money('ADSA', 'CDSA', isVoid ? -discount : discount),
								AN8: supplier.number,
								DGJ: isVoid ? voidDate : date,
							},
						],
			),
		);
	const details = [...rowsOf(false), ...(fate === 'void' ? rowsOf(true) : [])];
	const total = check.flatMap(({ parts }) => parts).reduce((sum, { paid }) => sum + paid, 0);
	return {
		header: {
			...shared,
			DOCM: FIRST_CHECK + index,
			GLBA: fate === 'reserved' ? COUPA_BANK_ACCOUNT : BANK_ACCOUNT,
			DMTJ: date,
			VDGJ: fate === 'void' ? voidDate : null,
			...money('PAAP', 'PFAP', -total),
			BCRC: company.currency,
			PYIN: 'C',
			CBNK: `99${index}0001`,
			ICU: 9000 + index,
			ICUT: 'K',
		},
		details: details.map((row, line) => ({ ...row, RC5: line + 1 })),
	};
}
