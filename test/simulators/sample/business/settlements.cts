import { daysFrom } from '../days.cts';
import type { DraftItem, VoucherDraft } from './voucherDrafts.cts';
import type { Settlement, VoucherPlan } from './voucherPlans.cts';

/** What payments left of a pay item, in smallest units of the voucher's currency. */
export interface SettledItem {
	paid: number;
	discount: number;
	/** F0411.PST */
	status: string;
}

/** A payment of one voucher, before it is put on a check. */
export interface PaymentDraft {
	plan: VoucherPlan;
	/** paid and discount of each pay item, zero where it is left out */
	parts: Array<{ paid: number; discount: number }>;
	date: string;
	fate: 'posted' | 'unposted' | 'void' | 'reserved';
}

interface Settled {
	items: SettledItem[];
	payments: PaymentDraft[];
}

/** What was paid on a voucher, by which payments. */
export function settle(plan: VoucherPlan, { items }: VoucherDraft): Settled {
	const { settlement, date, day, random } = plan;
	const onDay = (first: number): string => {
		const wanted = daysFrom(date, first + random.between(0, 20));
		return wanted < day ? wanted : day;
	};
	const payment = (parts: PaymentDraft['parts'], fate: PaymentDraft['fate'] = 'posted', first = 3) => ({
		plan,
		parts,
		date: onDay(first),
		fate,
	});
	const whole = items.map((item) => ({ paid: isOwed(item) ? item.gross : 0, discount: 0 }));
	const payments = paymentsFor(settlement, items, whole, payment);
	const counted = payments.filter(({ fate }) => fate !== 'void');
	return {
		items: items.map((item, index) => {
			const paid = counted.reduce((sum, { parts }) => sum + parts[index].paid, 0);
			const discount = counted.reduce((sum, { parts }) => sum + parts[index].discount, 0);
			const isPaid = isOwed(item) && paid + discount === item.gross;
			const waiting =
				settlement === 'inProgress' ? '#' : item.status === 'A' ? random.pick(['A', 'A', 'H']) : item.status;
			return { paid, discount, status: isPaid ? 'P' : waiting };
		}),
		payments,
	};
}

/** Withheld and retained amounts are not paid with the rest. */
function isOwed({ status, voided }: DraftItem): boolean {
	return status === 'A' && !voided;
}

function paymentsFor(
	settlement: Settlement,
	items: readonly DraftItem[],
	whole: PaymentDraft['parts'],
	payment: (parts: PaymentDraft['parts'], fate?: PaymentDraft['fate'], first?: number) => PaymentDraft,
): PaymentDraft[] {
	const half = whole.map(({ paid }) => ({ paid: Math.trunc(paid / 2), discount: 0 }));
	const rest = whole.map(({ paid }, index) => ({ paid: paid - half[index].paid, discount: 0 }));
	const firstItem = whole.map((part, index) => (index === 0 ? part : { paid: 0, discount: 0 }));
	switch (settlement) {
		case 'paid':
			return [payment(whole)];
		case 'partly':
			return [payment(half)];
		case 'firstItem':
			return [payment(firstItem)];
		case 'twice':
			return [payment(half), payment(rest, 'posted', 30)];
		case 'discounted':
			return [
				payment(
					whole.map(({ paid }, index) => {
						// Two per cent of what it is a discount on, taxes left out.
						const discount = paid > 0 ? Math.trunc((items[index].gross - items[index].tax) / 50) : 0;
						return { paid: paid - discount, discount };
					}),
				),
			];
		case 'paymentVoided':
			return [payment(whole, 'void')];
		case 'voidedThenPaid':
			return [payment(whole, 'void'), payment(whole, 'posted', 30)];
		case 'paymentUnposted':
			return [payment(whole, 'unposted')];
		case 'reserved':
			return [payment(whole, 'reserved')];
		default:
			return [];
	}
}
