import type { Row } from '../../ais/catalogue/index.cts';
import type { Cast } from './documents.cts';
import { orderDocuments } from './orders.cts';
import { paymentDocuments } from './payments.cts';
import { voucherDocuments } from './vouchers.cts';

export interface BusinessSizes {
	seed: number;
	orders: number;
	vouchers: number;
	/** `YYYYMMDD` */
	day: string;
	cast: Cast;
}

/** Orders, receipts, vouchers and payments that refer to each other. */
export function businessDocuments({ orders, vouchers, ...common }: BusinessSizes): Record<string, Row[]> {
	const noOrders: Record<string, Row[]> = { F4301: [], F4311: [], F43121: [] };
	const purchasing = orders > 0 ? orderDocuments({ ...common, count: orders }) : noOrders;
	if (vouchers === 0) return { ...purchasing, F0411: [], F0911: [], F0413: [], F0414: [] };
	const { F0411, F0911, matched, payments } = voucherDocuments({ ...common, count: vouchers }, purchasing);
	return {
		...purchasing,
		F43121: [...purchasing.F43121, ...matched],
		F0411,
		F0911,
		...paymentDocuments(payments, common.seed),
	};
}
