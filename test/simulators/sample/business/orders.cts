import type { Row } from '../../ais/catalogue/index.cts';
import type { CompanyConstants } from '../constants.cts';
import { daysFrom, touched } from '../days.cts';
import type { Party } from '../parties.cts';
import { Random } from '../random.cts';
import { HOLDING } from './accounts.cts';
import {
	companyFor,
	companyInTurn,
	currencyCells,
	DAYS_OF_BUSINESS,
	foreignCurrency,
	type BusinessOptions,
} from './documents.cts';
import { cell } from './money.cts';
import { orderLine, type LineKind } from './orderLines.cts';
import { receiptRows } from './receipts.cts';
import { scenarioList } from './scenarios.cts';

/** What an order can be, and how often. */
const SCENARIOS = {
	open: 30,
	foreign: 14,
	received: 14,
	partlyReceived: 8,
	lumpSum: 5,
	otherPricingUnit: 7,
	unevenPrice: 4,
	cancelledLine: 6,
	suffix: 4,
	closed: 5,
	evaluatedReceipt: 3,
	held: 3,
	unapproved: 4,
	partlyApproved: 2,
	allCancelled: 2,
	blanket: 2,
	beforeGoLive: 3,
	otherCompany: 2,
	unmappedAccount: 0,
	parkedSupplier: 0,
} as const;
export type OrderScenario = keyof typeof SCENARIOS;

/** LTTR and NXTR of a line: status rules of the site. */
export const STATUS = {
	entered: ['220', '230'],
	approved: ['280', '400'],
	received: ['400', '999'],
	closed: ['999', '999'],
	cancelled: ['980', '999'],
} as const;

const LINE_KINDS: Partial<Record<OrderScenario, LineKind>> = {
	lumpSum: 'lumpSum',
	otherPricingUnit: 'otherPricingUnit',
	unevenPrice: 'unevenPrice',
	unmappedAccount: 'unmappedAccount',
};

const FIRST_ORDER = 40_000;
/** More than four on average, so that five hundred orders have two thousand lines. */
const LINES = [2, 7] as const;

/** Purchase orders with their lines and receipts. */
export function orderDocuments({ seed, count, day, cast }: BusinessOptions): Record<string, Row[]> {
	const scenarios = scenarioList(SCENARIOS, count, new Random(`${seed}/orders`));
	const orders = scenarios.map((scenario, index) => {
		const random = new Random(`${seed}/order/${index}`);
		const company =
			scenario === 'otherCompany' ? HOLDING : index < 40 ? companyInTurn(index) : companyFor(random);
		const supplier = scenario === 'parkedSupplier' ? cast.parkedSupplier : random.pick(cast.suppliers);
		return oneOrder({ scenario, number: FIRST_ORDER + index, company, supplier, day, random });
	});
	return {
		F4301: orders.map(({ header }) => header),
		F4311: orders.flatMap(({ lines }) => lines),
		F43121: orders.flatMap(({ receipts }) => receipts),
	};
}

interface OrderPlan {
	scenario: OrderScenario;
	number: number;
	company: CompanyConstants;
	supplier: Party;
	day: string;
	random: Random;
}

function oneOrder(plan: OrderPlan): { header: Row; lines: Row[]; receipts: Row[] } {
	const { scenario, number, company, supplier, day, random } = plan;
	const isForeign = scenario === 'foreign' || random.chance(0.1);
	const currency = isForeign ? foreignCurrency(company, random) : company.currency;
	// Old enough for receipts, young enough for the go-live.
	const age = scenario === 'beforeGoLive' ? random.between(150, DAYS_OF_BUSINESS) : random.between(10, 140);
	const date = daysFrom(day, -age);
	const key: Row = {
		KCOO: company.company,
		DOCO: number,
		DCTO: scenario === 'blanket' ? 'OB' : 'OP',
		SFXO: scenario === 'suffix' ? '001' : '000',
	};
	const shared: Row = { ...key, AN8: supplier.number, TRDJ: date, ...currencyCells(company, currency) };
	const kind = LINE_KINDS[scenario] ?? 'goods';
	const lines = Array.from({ length: random.between(...LINES) }, (_, index): Row => {
		const status = statusOf(scenario, index);
		const [LTTR, NXTR] = STATUS[status];
		const line: Row = orderLine({ kind, index, company, currency, random });
		const received = { UREC: line.UORG, UOPN: 0, AREC: line.AEXP, FREC: line.FEA };
		return {
			...shared,
			...line,
			...(status === 'received' ? received : {}),
			LTTR,
			NXTR,
			CO: company.company,
			MCU: company.businessUnit,
			DRQJ: daysFrom(date, 14),
			PDDJ: daysFrom(date, 21),
			AVCH: scenario === 'evaluatedReceipt' ? 'Y' : '',
			...touched(random, date, day, 'TDAY'),
		};
	});
	const receipts = receiptRows(scenario, lines, { company, date, day, random });
	const header: Row = {
		...shared,
		MCU: company.businessUnit,
		SHAN: Number(company.businessUnit),
		DRQJ: daysFrom(date, 14),
		HOLD: scenario === 'held' ? 'A1' : '',
		BCRC: company.currency,
		OTOT: cell(
			lines.reduce((sum, { AEXP }) => sum + Math.round(Number(AEXP) * 10 ** company.decimals), 0),
			company.currency,
		),
		PTC: 'N30',
		VR01: random.chance(0.3) ? `Quote ${random.between(100, 999)}` : '',
		ORBY: 'BUYER01',
		...touched(random, date, day, 'TDAY'),
	};
	return { header, lines, receipts };
}

function statusOf(scenario: OrderScenario, index: number): keyof typeof STATUS {
	switch (scenario) {
		case 'received':
		case 'evaluatedReceipt':
			return 'received';
		case 'partlyReceived':
			return index === 0 ? 'received' : 'approved';
		case 'cancelledLine':
			return index === 1 ? 'cancelled' : 'approved';
		case 'allCancelled':
			return 'cancelled';
		case 'closed':
			return index === 1 ? 'cancelled' : 'closed';
		case 'unapproved':
			return 'entered';
		case 'partlyApproved':
			return index === 0 ? 'entered' : 'approved';
		default:
			return 'approved';
	}
}
