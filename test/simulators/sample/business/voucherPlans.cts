import type { CompanyConstants } from '../constants.cts';
import { daysFrom } from '../days.cts';
import type { Party } from '../parties.cts';
import { Random } from '../random.cts';
import { HOLDING } from './accounts.cts';
import {
	companyFor,
	companyInTurn,
	DAYS_OF_BUSINESS,
	foreignCurrency,
	type BusinessOptions,
	type Cast,
} from './documents.cts';
import { scenarioList } from './scenarios.cts';

/** What a voucher can be, and how often. */
const SCENARIOS = {
	plain: 24,
	vat: 14,
	salesTax: 8,
	salesTaxOnOneLine: 3,
	useTax: 6,
	mixedTax: 2,
	instalments: 10,
	foreign: 12,
	foreignVat: 4,
	matched: 14,
	credit: 5,
	debitMemo: 3,
	withholding: 5,
	retainage: 3,
	changed: 4,
	changeRaised: 2,
	partlyVoided: 2,
	voided: 4,
	reentered: 0,
	duplicate: 0,
	ownStamp: 4,
	manualPayment: 2,
	logged: 2,
	evaluatedReceipt: 2,
	payroll: 2,
	expense: 2,
	refund: 1,
	intercompany: 1,
	unposted: 5,
	postError: 2,
	beforeGoLive: 4,
	otherCompany: 2,
	blankNumber: 0,
	unmappedAccount: 0,
	parkedSupplier: 0,
	taxAuthority: 0,
	unknownTax: 0,
	unbalanced: 0,
} as const;
export type VoucherScenario = keyof typeof SCENARIOS;

/** How a voucher was settled, and how often. */
const SETTLEMENTS = {
	open: 30,
	paid: 24,
	partly: 6,
	firstItem: 6,
	twice: 4,
	discounted: 6,
	paymentVoided: 4,
	voidedThenPaid: 3,
	paymentUnposted: 4,
	inProgress: 3,
} as const;
export type Settlement = keyof typeof SETTLEMENTS | 'reserved';

/** Nothing was paid on these: they are not posted, void, or still being put right. */
const NEVER_PAID: readonly VoucherScenario[] = [
	...(['changed', 'changeRaised', 'partlyVoided', 'voided', 'unposted', 'postError', 'logged'] as const),
];

/** What must be settled before the rows of a voucher can be written. */
export interface VoucherPlan {
	scenario: VoucherScenario;
	settlement: Settlement;
	document: number;
	company: CompanyConstants;
	currency: string;
	supplier: Party;
	/** who gets the money */
	payee: number;
	/** G/L date, `YYYYMMDD` */
	date: string;
	day: string;
	invoiceNumber: string;
	/** a voucher that the same check settles, for a credit */
	settledWith?: number;
	random: Random;
}

const FIRST_VOUCHER = 120_000;
const SMALL_SAMPLE = 60;

export function voucherPlans({ seed, count, day, cast }: BusinessOptions): VoucherPlan[] {
	const scenarios = scenarioList(SCENARIOS, count, new Random(`${seed}/vouchers`));
	const settlements = scenarioList(SETTLEMENTS, count, new Random(`${seed}/settlements`));
	const plans = scenarios.map((scenario, index): VoucherPlan => {
		const random = new Random(`${seed}/voucher/${index}`);
		const document = FIRST_VOUCHER + index + 1;
		const company =
			scenario === 'otherCompany'
				? HOLDING
				: index < SMALL_SAMPLE
					? companyInTurn(index)
					: companyFor(random);
		const isForeign = scenario.startsWith('foreign') || random.chance(0.08);
		const supplier = partyFor(scenario, cast, random);
		const age = scenario === 'beforeGoLive' ? random.between(150, DAYS_OF_BUSINESS) : random.between(8, 140);
		return {
			scenario,
			settlement: NEVER_PAID.includes(scenario) ? 'open' : settlements[index],
			document,
			company,
			currency: isForeign ? foreignCurrency(company, random) : company.currency,
			supplier,
			payee: supplier.factor ?? supplier.number,
			date: daysFrom(day, -age),
			day,
			invoiceNumber: invoiceNumber(document, random),
			random,
		};
	});
	return plans.map((plan) => related(plan, plans));
}

function partyFor(scenario: VoucherScenario, cast: Cast, random: Random): Party {
	switch (scenario) {
		case 'parkedSupplier':
			return cast.parkedSupplier;
		case 'taxAuthority':
			return cast.taxAuthority;
		case 'expense':
		case 'payroll':
			return cast.employee;
		default:
			return random.pick(cast.suppliers);
	}
}

/** As suppliers number them: with prefixes, leading zeros, blanks around, letters of either case. */
function invoiceNumber(document: number, random: Random): string {
	return random.pick([
		`INV-${document}`,
		`${document}${random.between(100, 999)}`,
		`R/${document}/26`,
		`00${document}`,
		` re ${document} `,
	]);
}

/** Vouchers that come in twos: what was entered twice, what was entered again, and a credit and its debit. */
function related(plan: VoucherPlan, plans: readonly VoucherPlan[]): VoucherPlan {
	const as = ({ supplier, payee, company, currency }: VoucherPlan) => ({
		supplier,
		payee,
		company,
		currency,
	});
	const of = (...wanted: VoucherScenario[]) => plans.find(({ scenario }) => wanted.includes(scenario));
	if (plan.scenario === 'duplicate' || plan.scenario === 'reentered') {
		const other = of(plan.scenario === 'duplicate' ? 'plain' : 'voided') as VoucherPlan;
		return { ...plan, ...as(other), invoiceNumber: other.invoiceNumber };
	}
	if (plan.scenario === 'ownStamp') {
		return {
			...plan,
			settlement: plan.settlement === 'open' ? 'open' : plan.random.pick(['reserved', 'paid']),
		};
	}
	if (plan.scenario !== 'credit' && plan.scenario !== 'debitMemo') return plan;
	const debit = plans.find(
		({ scenario, settlement, document }) =>
			settlement === 'paid' && /^(plain|vat|instalments)$/.test(scenario) && document > plan.document - 40,
	);
	if (plan.settlement !== 'paid' || debit === undefined) return { ...plan, settlement: 'open' };
	return { ...plan, ...as(debit), settledWith: debit.document };
}
