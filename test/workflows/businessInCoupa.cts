import type { Row } from '../simulators/ais/catalogue/index.cts';
import type { InvoiceDraft, Values } from '../simulators/coupa/index.cts';
import { coupaAccount } from '../simulators/sample/business/crosswalk.cts';
import { split } from '../simulators/sample/business/money.cts';
import { accountText, BUYING_COMPANIES } from '../simulators/sample/business/accounts.cts';
import { amountText, chartOf, unitsOf, type Business, type Deed } from './business.cts';
import { lineInCoupa, openReceipts, poNumber, sameLine, untouched } from './businessInOrders.cts';
import { undo } from './businessInJde.cts';

/** What people do on Coupa's screens: approve, change, void, credit, dispute, reject, pay, take back. */

export const enterInvoice: Deed = (business) => {
	const isApproved = business.random.chance(0.8);
	const draft = draftOf(business, isApproved ? 'approved' : 'pending_approval');
	return `invoice ${enter(business, draft)} '${draft.number}' ${isApproved ? 'approved' : 'to be approved'}`;
};

function draftOf(business: Business, status = 'approved'): InvoiceDraft {
	const { random } = business;
	const company = business.company();
	const isTaxed = random.chance(0.2);
	const lines = split(random.between(3_000, 300_000), random.between(1, 3), random).map((units) => ({
		price: amountText(units, company.currency),
		account: coupaAccount(accountText(business.account(company))),
		...(isTaxed ? { tax: amountText(Math.round(units / 10), company.currency) } : {}),
	}));
	return {
		...{ number: business.number('C'), supplier: String(random.pick(business.suppliers)), status, lines },
		...{ accountType: chartOf(company), currency: company.currency },
		// Some are older than the open periods.
		date: business.ago(random.chance(0.15) ? random.between(25, 60) : random.between(0, 6)),
	};
}

function enter(business: Business, draft: InvoiceDraft): number {
	const { id } = business.world.coupa.desk.invoice(draft);
	business.invoices.push(Number(id));
	return Number(id);
}

/** An invoice for order lines that both systems have, received or not. */
export const invoiceOrder: Deed = (business) => {
	const { random } = business;
	const usable = (line: Row): boolean => {
		const found = lineInCoupa(business, line);
		const order = business.world.coupa.store.find('purchase_orders', { 'po-number': poNumber(line) });
		return (
			order?.status === 'issued' &&
			found?.type === 'OrderQuantityLine' &&
			line.CRRM === 'D' &&
			Number(found.quantity) === Number(line.UORG) &&
			Number(found.price) * Number(line.UORG) === Number(line.AEXP)
		);
	};
	const receipts = openReceipts(business);
	const received = business.world.ais.tables
		.rows('F4311')
		.filter((row) => receipts.some((receipt) => sameLine(row, receipt)));
	const line = business.pick([...untouched(business), ...received].filter(usable));
	if (!line) return undefined;
	const company = BUYING_COMPANIES.find((one) => one.company === line.KCOO)!;
	const found = lineInCoupa(business, line)!;
	const number = business.number('P');
	const id = enter(business, {
		...{ number, supplier: String(line.AN8), accountType: chartOf(company), currency: company.currency },
		date: business.ago(random.between(0, 4)),
		lines: [
			{
				...{ price: String(found.price), quantity: String(Number(line.UORG)) },
				order: { number: poNumber(line), line: String(found['line-num']) },
			},
		],
	});
	return `invoice ${id} '${number}' for order ${poNumber(line)} line ${String(line.LNID)}`;
};

const paymentsOn = (invoice: Values): Values[] => invoice.payments as Values[];
const isCredit = (invoice: Values): boolean => invoice['is-credit-note'] === true;
const isForOrder = (invoice: Values): boolean =>
	(invoice['invoice-lines'] as Values[]).some((line) => typeof line['po-number'] === 'string');

/** Invoices entered in Coupa in one of these states that nobody has paid, and JD Edwards will not pay. */
function unpaid(business: Business, ...statuses: string[]): Values[] {
	return business.invoices
		.filter((id) => !business.released.has(id))
		.map((id) => business.invoice(id))
		.filter((one) => statuses.includes(String(one.status)) && paymentsOn(one).length === 0);
}

/** Another number, or another price of a line. */
export const edit: Deed = (business) => {
	const invoice = business.pick(unpaid(business, 'approved').filter((one) => !isForOrder(one)));
	if (!invoice) return undefined;
	const id = Number(invoice.id);
	if (business.random.chance(0.4)) {
		business.world.coupa.desk.edit(id, { 'invoice-number': business.number('C') });
		return `invoice ${id} has another number`;
	}
	const [line] = invoice['invoice-lines'] as Values[];
	const currency = currencyOf(invoice);
	const price = amountText(business.random.between(3_000, 200_000), currency);
	business.world.coupa.desk.edit(id, { 'invoice-lines': [{ id: line.id, price }] });
	return `invoice ${id} has another price`;
};

export const voidInvoice: Deed = (business) => {
	const invoice = business.pick(unpaid(business, 'approved'));
	if (!invoice) return undefined;
	business.world.coupa.desk.void(Number(invoice.id));
	return `invoice ${String(invoice.id)} voided`;
};

export const credit: Deed = (business) => {
	const { random } = business;
	const original = business.pick(
		unpaid(business, 'approved').filter((one) => !isCredit(one) && !isForOrder(one)),
	);
	if (!original) return undefined;
	const [line] = original['invoice-lines'] as Values[];
	const currency = currencyOf(original);
	const units = Math.max(1, Math.floor(unitsOf(line.price, currency) / random.between(2, 6)));
	const number = business.number('CN');
	const id = enter(business, {
		...{ number, currency, date: business.today },
		supplier: String((original.supplier as Values).number),
		accountType: String((original['account-type'] as Values).name),
		lines: [{ price: amountText(units, currency), account: String((line.account as Values).code) }],
		corrects: {
			number: String(original['invoice-number']),
			date: String(original['invoice-date']).slice(0, 10),
		},
	});
	return `credit note ${id} '${number}'`;
};

/** A pending invoice is approved, rejected or disputed; an approved one disputed; a disputed one approved after all. */
export const decide: Deed = (business) => {
	const { random, world } = business;
	const invoice = business.pick(unpaid(business, 'pending_approval', 'disputed', 'approved'));
	if (!invoice) return undefined;
	const next =
		invoice.status === 'pending_approval'
			? random.pick(['approved', 'approved', 'rejected', 'disputed'])
			: invoice.status === 'disputed'
				? 'approved'
				: 'disputed';
	// Most of what is approved is never disputed.
	if (next === 'disputed' && random.chance(0.6)) return undefined;
	world.coupa.store.update('invoices', Number(invoice.id), { status: next });
	return `invoice ${String(invoice.id)} ${next}`;
};

/** One invoice, in whole or in part, or several of a supplier at once. */
export const pay: Deed = (business) => {
	const { random, world } = business;
	const payable = business.invoices
		.filter((id) => !business.released.has(id))
		.map((id) => business.invoice(id))
		.filter((one) => one.status === 'approved' && !isCredit(one) && openUnits(one) > 100);
	const first = business.pick(payable);
	if (!first) return undefined;
	const alike = payable.filter(
		(one) =>
			one !== first &&
			(one.supplier as Values).number === (first.supplier as Values).number &&
			currencyOf(one) === currencyOf(first),
	);
	const part = random.chance(0.4) ? random.between(2, 3) : 1;
	const identifier = business.number('PAY');
	world.coupa.desk.pay(
		[first, ...alike].map((one) => ({
			invoice: Number(one.id),
			amount: amountText(Math.floor(openUnits(one) / part), currencyOf(one)),
		})),
		{ identifier, date: business.today },
	);
	return `${identifier} pays ${[first, ...alike].map(({ id }) => String(id)).join(', ')}${part > 1 ? ' in part' : ''}`;
};

export const reverse: Deed = (business) => {
	const standing = business.invoices
		.flatMap((id) => paymentsOn(business.invoice(id)).map(({ notes }) => String(notes)))
		.filter((notes, _, all) => /^PAY-\d+$/.test(notes) && !all.includes(`${notes} reversed`));
	const identifier = business.pick(standing);
	if (identifier === undefined) return undefined;
	business.world.coupa.desk.reverse(identifier, { date: business.today });
	return `${identifier} came back`;
};

/** Somebody changes what was paid; the next day it is put back as it was. */
export const editPaid: Deed = (business) => {
	const paid = business.invoices
		.map((id) => business.invoice(id))
		.filter(
			(one) => one.status === 'approved' && business.posted(Number(one.id)).some(({ AAP, AG }) => AAP !== AG),
		);
	const invoice = business.pick(paid);
	if (!invoice) return undefined;
	const { desk } = business.world.coupa;
	const id = Number(invoice.id);
	const before = String(invoice['invoice-number']);
	const other = business.number('X');
	desk.edit(id, { 'invoice-number': other });
	business.repairs.push(() => {
		// The payment came back meanwhile, and the voucher has the other number now.
		const isTaken = business.posted(id).some(({ VINV }) => VINV === other);
		if (!isTaken) desk.edit(id, { 'invoice-number': before });
	});
	return `invoice ${id} changed after its payment`;
};

/** An invoice that is approved in Coupa and keyed into JD Edwards as well; the next day one of them is settled, unless both are paid. */
export const keyTwice: Deed = (business) => {
	const { world } = business;
	const draft = draftOf(business);
	const company = BUYING_COMPANIES.find((one) => chartOf(one) === draft.accountType)!;
	const id = enter(business, draft);
	const key = world.ais.clerk.enterByHand({
		...{ company: company.company, supplier: Number(draft.supplier), invoice: draft.number },
		gross: amountText(unitsOf(business.invoice(id)['total-with-taxes'], company.currency), company.currency),
		...{ account: accountText(business.account(company)), date: business.today },
	});
	business.entered.add(key);
	business.repairs.push(() => {
		const twins = [...business.vouchers()].filter(
			([, [{ AN8, VINV, VOD, URRF }]]) =>
				String(AN8) === draft.supplier && VINV === draft.number && VOD === '' && URRF === '',
		);
		for (const [twin, items] of twins) {
			const isPaid = items.some(({ AG, AAP, PST }) => AG !== AAP || PST === 'P');
			const invoice = business.invoice(id);
			if (!isPaid) undo(business, twin);
			else if (paymentsOn(invoice).length > 0) business.excused.set(twin, 'duplicate');
			else if (invoice.status === 'approved') world.coupa.desk.void(id);
		}
	});
	return `invoice ${id} '${draft.number}' keyed by hand too, as ${key}`;
};

function currencyOf(invoice: Values): string {
	return String((invoice.currency as Values).code);
}

/** What is not paid yet, by whomever. */
function openUnits(invoice: Values): number {
	const currency = currencyOf(invoice);
	const paid = paymentsOn(invoice).map((one) => unitsOf(one['amount-paid'], currency));
	return unitsOf(invoice['total-with-taxes'], currency) - paid.reduce((sum, units) => sum + units, 0);
}
