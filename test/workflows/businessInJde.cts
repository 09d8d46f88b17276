import type { Row } from '../simulators/ais/catalogue/index.cts';
import { accountText, BUYING_COMPANIES } from '../simulators/sample/business/accounts.cts';
import { foreignCurrency } from '../simulators/sample/business/documents.cts';
import { rate, split } from '../simulators/sample/business/money.cts';
import { TERM_TARGETS } from '../simulators/sample/index.cts';
import { amountText, unitsOf, voucherKey, type Business, type Deed } from './business.cts';

/** What accounts payable does in JD Edwards: suppliers, vouchers, batches, payments. */

export const changeSupplier: Deed = ({ world, random, suppliers, changedSuppliers, day }) => {
	const AN8 = random.pick(suppliers);
	const { tables } = world.ais;
	const change = random.pick(['term', 'street', 'name'] as const);
	if (change === 'term') tables.update('F0401', { AN8 }, { TRAP: random.pick(Object.keys(TERM_TARGETS)) });
	if (change === 'street') {
		const inForce = tables
			.rows('F0116')
			.filter((row) => row.AN8 === AN8 && String(row.EFTB) <= day)
			.sort((a, b) => String(b.EFTB).localeCompare(String(a.EFTB)))[0];
		if (!inForce) return undefined;
		tables.update('F0116', (row) => row === inForce, { ADD1: `${random.between(1, 999)} New Street` });
	}
	if (change === 'name') {
		const MLNM = `Renamed ${AN8} ${random.between(1, 9_999)} Ltd`;
		tables.update('F0111', { AN8, IDLN: 0 }, { MLNM });
	}
	changedSuppliers.add(AN8);
	return `supplier ${AN8}: another ${change}`;
};

interface Entry {
	supplier: number;
	invoice: string;
	company: string;
}

/** A voucher with one to three lines and pay items, some taxed, foreign, or credits. */
export const enterVoucher: Deed = (business) => {
	const company = business.company();
	const supplier = business.random.pick(business.suppliers);
	return enter(business, { supplier, invoice: business.number('J'), company: company.company });
};

function enter(business: Business, { supplier, invoice, company: number }: Entry): string {
	const { random, world, today } = business;
	const company = BUYING_COMPANIES.find((one) => one.company === number)!;
	const isForeign = random.chance(0.2);
	const currency = isForeign ? foreignCurrency(company, random) : company.currency;
	const isCredit = random.chance(0.12);
	const letter = isCredit ? '' : random.pick(['', '', '', 'V', 'S']);
	const net = random.between(2_000, 400_000) * (isCredit ? -1 : 1);
	const tax = letter === '' ? 0 : Math.round(net * 0.1);
	const gross = letter === 'V' ? net + tax : net;
	const lines = split(net, random.between(1, 3), random);
	const items = split(gross, random.between(1, 3), random);
	const taxes = tax === 0 ? items.map(() => 0) : proportion(tax, items);
	const text = (units: number) => amountText(units, currency);
	const outputs = world.ais.clerk.perform(
		'enterVoucher',
		{
			...{ Company: number, Supplier: String(supplier), InvoiceNumber: invoice, GrossAmount: text(gross) },
			...{ InvoiceDate: business.ago(random.between(0, 9)), GLDate: today, PaymentTerms: 'N30' },
			...(letter === '' ? {} : { TaxRateArea: 'DE', TaxExplanationCode: letter }),
			...(isForeign ? { Currency: currency, ExchangeRate: String(rate(currency, company.currency)) } : {}),
		},
		{
			PayItems: items.map((units, i) => ({ GrossAmount: text(units), TaxAmount: text(taxes[i]) })),
			GLDistribution: lines.map((units) => ({
				Account: accountText(business.account(company)),
				Amount: text(units),
			})),
		},
	);
	const key = keyOf(outputs);
	business.entered.add(key);
	return `voucher ${key} '${invoice}' of ${text(gross)} ${currency}${letter && ` with tax ${letter}`}`;
}

function proportion(total: number, weights: readonly number[]): number[] {
	const all = weights.reduce((sum, weight) => sum + weight, 0);
	const shares = weights.slice(1).map((weight) => Math.round((total * weight) / all));
	return [total - shares.reduce((sum, share) => sum + share, 0), ...shares];
}

export const keyOf = ({ DocumentCompany, DocumentType, DocumentNumber }: Row): string =>
	[DocumentCompany, DocumentType, DocumentNumber].map(String).join('-');

/** Posts some of the batches of this week, born here or in Coupa; posting leaves no trace in half of them. */
export const postVouchers: Deed = (business) => postSome(business, 0.7);

export function postSome(business: Business, share: number): string | undefined {
	const { random, world } = business;
	const open = world.ais.tables
		.rows('F0411')
		.filter((row) => row.POST === '' && isOfThisWeek(business, row) && random.chance(share));
	const batches = new Set(open.map(({ ICU }) => Number(ICU)));
	for (const batch of batches) world.ais.clerk.postBatch(batch, { stamp: random.chance(0.5) });
	return batches.size === 0 ? undefined : `${batches.size} batches of vouchers posted`;
}

function isOfThisWeek({ entered }: Business, row: Row): boolean {
	const original = row.DCT === 'PE' ? { ...row, DCT: 'PV' } : row;
	return entered.has(voucherKey(original)) || /^C\d+$/.test(String(row.URRF));
}

export const postPayments: Deed = (business) => postSomePayments(business, 0.7);

export function postSomePayments({ world, random, paid }: Business, share: number): string | undefined {
	const own = world.ais.tables
		.rows('F0413')
		.filter(
			({ POST, PYID, EXR }) => POST === '' && (paid.includes(Number(PYID)) || /^C\d+$/.test(String(EXR))),
		)
		.filter(() => random.chance(share));
	for (const { PYID } of own) world.ais.clerk.postPayment(Number(PYID), { stamp: random.chance(0.5) });
	return own.length === 0 ? undefined : `${own.length} payments posted`;
}

/** A payment run over some of what may be paid; what comes to nothing or less waits. */
export const payRun: Deed = (business) => {
	const { world, random, paid } = business;
	const { clerk } = world.ais;
	const groupOf = ({ CO, PYE, CRCD }: Row) => [CO, PYE, CRCD].join('|');
	const chosen = clerk.selectable((row) => isOfThisWeek(business, row)).filter(() => random.chance(0.6));
	const totals = new Map<string, number>();
	for (const row of chosen) totals.set(groupOf(row), (totals.get(groupOf(row)) ?? 0) + Number(row.AAP));
	const payable = new Set(chosen.filter((row) => totals.get(groupOf(row))! > 0));
	if (payable.size === 0) return undefined;
	const made = clerk.payRun((row) => payable.has(row));
	paid.push(...made);
	return `payment run: ${made.join(', ')}`;
};

/** Part of one pay item, by a check that somebody wrote; sometimes with a discount. */
export const payInPart: Deed = (business) => {
	const { world, random, paid, today } = business;
	const item = business.pick(
		world.ais.clerk.selectable((row) => isOfThisWeek(business, row) && Number(row.AAP) > 0),
	);
	if (!item) return undefined;
	const currency = String(item.CRCD);
	const isForeign = item.CRRM === 'F';
	const open = unitsOf(isForeign ? item.FAP : item.AAP, currency);
	if (open < 200) return undefined;
	const discount = random.chance(0.3) ? Math.floor(open / 50) : 0;
	const amount = Math.floor((open - discount) / random.between(2, 4));
	const { PaymentID } = world.ais.clerk.perform(
		'recordPayment',
		{
			...{ BankAccount: '00011110', Payee: String(item.PYE), Amount: amountText(amount, currency) },
			...{ PaymentDate: today, GLDate: today, Currency: currency },
			...(isForeign ? { ExchangeRate: String(item.CRR) } : {}),
		},
		{
			Vouchers: [
				{
					...{ DocumentCompany: String(item.KCO), DocumentType: String(item.DCT) },
					...{ DocumentNumber: String(item.DOC), PayItem: String(item.SFX) },
					...{ Amount: amountText(amount, currency), DiscountTaken: amountText(discount, currency) },
				},
			],
		},
	);
	paid.push(Number(PaymentID));
	return `payment ${String(PaymentID)} of ${amountText(amount, currency)} on ${voucherKey(item)} ${String(item.SFX)}`;
};

/** Voids a payment of this week, or deletes one that is not posted. */
export const voidPayment: Deed = ({ world, paid, random }) => {
	const { tables, clerk } = world.ais;
	const candidates = tables
		.rows('F0413')
		.filter(({ PYID, VDGJ }) => VDGJ === null && paid.includes(Number(PYID)));
	if (candidates.length === 0) return undefined;
	const { PYID } = random.pick(candidates);
	const { Outcome } = clerk.perform('voidPayment', { PaymentID: String(PYID) });
	return `payment ${String(PYID)} ${String(Outcome)}`;
};

/** Voids a voucher born here that nothing was paid of; what was matched with an order is reversed. */
export const voidVoucher: Deed = (business) => {
	const free = [...business.vouchers()].filter(
		([key, items]) =>
			business.entered.has(key) &&
			items.every(({ VOD, PST, AG, AAP }) => VOD === '' && PST !== 'P' && PST !== '#' && AG === AAP),
	);
	const chosen = business.pick(free);
	if (!chosen) return undefined;
	const [key, items] = chosen;
	undo(business, key);
	// Some were entered with a mistake, and come again under the same number.
	const isMatched = items.some(({ PO }) => Number(PO) > 0);
	if (isMatched || business.random.chance(0.5)) return `voucher ${key} voided`;
	const [{ AN8, VINV, CO }] = items;
	const again = { supplier: Number(AN8), invoice: String(VINV), company: String(CO) };
	return `voucher ${key} voided; ${enter(business, again)}`;
};

export function undo({ world, today }: Business, key: string): void {
	const [DocumentCompany, DocumentType, DocumentNumber] = key.split('-');
	const { tables, clerk } = world.ais;
	const isMatched = tables.rows('F43121').some((row) => row.MATC === '2' && voucherKey(row) === key);
	const head = { DocumentCompany, DocumentType, DocumentNumber, GLDate: today };
	clerk.perform(isMatched ? 'reverseMatch' : 'voidVoucher', head);
}

/** JD Edwards pays a voucher that Coupa was to pay: somebody takes it off hold. */
export const releaseAndPay: Deed = (business) => {
	const { world, invoices, released, paid } = business;
	const candidates = invoices.filter((id) => {
		const items = business.posted(id);
		const { payments, status } = business.invoice(id);
		return (
			status === 'approved' &&
			(payments as unknown[]).length === 0 &&
			items.length > 0 &&
			items.every(({ PST, POST, AAP, AG }) => PST === 'C' && POST === 'D' && AAP === AG && Number(AG) > 0)
		);
	});
	const id = business.pick(candidates);
	if (id === undefined) return undefined;
	const items = new Set(business.posted(id));
	world.ais.tables.update('F0411', (row) => items.has(row), { PST: 'A' }, { program: 'P0411S' });
	released.add(id);
	if (business.random.chance(0.6)) paid.push(...world.ais.clerk.payRun((row) => items.has(row)));
	return `voucher of invoice ${id} released, to be paid here`;
};
