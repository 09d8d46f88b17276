import type { Row } from '../../ais/catalogue/index.cts';
import type { CompanyConstants } from '../constants.cts';
import type { Random } from '../random.cts';
import { accountNumber, accountOf, expenseAccounts, UNMAPPED_OBJECTS } from './accounts.cts';
import { cell, converted, DECIMALS, rate } from './money.cts';

export type LineKind = 'goods' | 'lumpSum' | 'otherPricingUnit' | 'unevenPrice' | 'unmappedAccount';

interface LinePlan {
	kind: LineKind;
	index: number;
	company: CompanyConstants;
	/** of the order; amounts of the company's own currency stand beside where it is another */
	currency: string;
	random: Random;
}

/** What is ordered, before status and keys. */
interface Goods {
	/** four decimals at most */
	quantity: number;
	unit: string;
	pricingUnit: string;
	/** price of a pricing unit, in units of the order's currency, with four decimals at most */
	price: number;
	/** smallest units of the order's currency */
	extended: number;
}

const PRODUCTS = [
	'Bearing 6204',
	'Gasket set',
	'Safety gloves',
	'Hydraulic oil',
	'Filter cartridge',
	'Cable 3x1.5',
];
const SERVICES = ['Consulting, lump sum', 'Roof repair', 'Annual maintenance', 'Site survey'];

/** F4311 without keys and status: a line of this kind, or every third of one and the others goods. */
export function orderLine(plan: LinePlan): Row {
	const { index, company, currency, random } = plan;
	const kind = plan.kind !== 'unmappedAccount' && index % 3 !== 0 ? 'goods' : plan.kind;
	const goods = goodsOf(kind, currency, random);
	const account =
		kind === 'unmappedAccount' && index === 0
			? accountOf(company, UNMAPPED_OBJECTS.order)
			: random.pick(expenseAccounts(company.company));
	const isService = goods.quantity === 0;
	const foreign = currency !== company.currency;
	const extended = cell(goods.extended, currency);
	const price = foreign ? Number((goods.price * rate(currency, company.currency)).toFixed(4)) : goods.price;
	return {
		// Inserted lines have decimals: 2.010 stands between 2 and 3.
		LNID: index + 1 + (random.chance(0.08) ? 0.01 : 0),
		LNTY: isService ? 'J' : 'S',
		DSC1: random.pick(isService ? SERVICES : PRODUCTS),
		DSC2: random.chance(0.2) ? 'as quoted' : '',
		LITM: isService ? '' : `P-${random.between(1000, 9999)}`,
		UOM: goods.unit,
		UORG: goods.quantity,
		UOPN: goods.quantity,
		UOM3: goods.pricingUnit,
		PRRC: price,
		FRRC: foreign ? goods.price : 0,
		AEXP: foreign ? cell(converted(goods.extended, currency, company.currency), company.currency) : extended,
		FEA: foreign ? extended : 0,
		AID: account.id,
		ANI: accountNumber(account),
		OMCU: account.businessUnit,
		OBJ: account.object,
		SUB: account.subsidiary,
		PTC: 'N30',
	};
}

function goodsOf(kind: LineKind, currency: string, random: Random): Goods {
	const smallest = 10 ** DECIMALS[currency];
	// Ten cents to nine hundred dollars, or as many yen.
	const price = (digits: number) => random.between(10, 90_000) / 10 ** digits;
	const priced = (
		quantity: number,
		unit: string,
		perUnit: number,
		pricingUnit = unit,
		factor = 1,
	): Goods => ({
		quantity,
		unit,
		pricingUnit,
		price: perUnit,
		extended: Math.round(quantity * factor * perUnit * smallest),
	});
	switch (kind) {
		case 'lumpSum':
			return {
				quantity: 0,
				unit: '',
				pricingUnit: '',
				price: 0,
				extended: random.between(5_000, 900_000),
			};
		case 'otherPricingUnit':
			return random.chance(0.5)
				? priced(random.between(50, 5000), 'EA', price(2), 'HU', 0.01)
				: priced(random.between(1, 40), 'BX', price(2), 'EA', 12);
		case 'unevenPrice':
			return random.chance(0.5)
				? // No price with six decimals gives this back: only the amount is true.
					{ ...priced(7_654_321, 'EA', 0.0016), extended: random.between(1_000_000, 1_500_000) }
				: // A third, which six decimals do give back.
					{ ...priced(3, 'EA', Number((10 / 3).toFixed(4))), extended: 10 * smallest };
		default:
			return random.chance(0.25)
				? priced(random.between(1, 400) / 4, random.pick(['KG', 'HR']), price(4))
				: priced(random.between(1, 300), 'EA', price(DECIMALS[currency]));
	}
}
