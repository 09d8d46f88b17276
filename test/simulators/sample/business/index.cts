import type { Row } from '../../ais/catalogue/index.cts';
import type { Cast } from './documents.cts';
import { orderDocuments } from './orders.cts';

export interface BusinessSizes {
	seed: number;
	orders: number;
	vouchers: number;
	/** `YYYYMMDD` */
	day: string;
	cast: Cast;
}

/** Orders, receipts, vouchers and payments that refer to each other. */
export function businessDocuments({ seed, orders, day, cast }: BusinessSizes): Record<string, Row[]> {
	const none = { F4301: [], F4311: [], F43121: [] };
	const purchasing = orders > 0 ? orderDocuments({ seed, count: orders, day, cast }) : none;
	return { ...purchasing, F0411: [], F0911: [], F0413: [], F0414: [] };
}
