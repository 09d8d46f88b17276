import type { CoupaSimulator } from '../simulators/coupa/index.cts';
import type { Values } from '../simulators/coupa/attributes.cts';

export interface ShownOrder {
	supplier: string;
	currency: string;
	status: string;
	lines: Array<{
		number: string;
		type: string;
		quantity: string;
		price: string;
		account: string;
		chart: string;
	}>;
}

/** The orders that Coupa holds, by number, as its API would show them. */
export function shownOrders({ store }: CoupaSimulator): Map<string, ShownOrder> {
	const charts = new Map(
		store.all('accounts').map(({ id, 'account-type': type }) => [id, String((type as Values).name)]),
	);
	return new Map(
		store.all('purchase_orders').map((order) => {
			const { supplier, currency } = order as Record<string, Values>;
			const lines = order['order-lines'] as Values[];
			return [
				String(order['po-number']),
				{
					supplier: String(supplier.number),
					currency: String(currency.code),
					status: String(order.status),
					lines: lines.map((line) => {
						const account = line.account as Values;
						return {
							number: String(line['line-num']),
							type: String(line.type),
							quantity: plain(line.quantity),
							price: plain(line.price),
							account: String(account.code),
							chart: charts.get(account.id) ?? '',
						};
					}),
				},
			];
		}),
	);
}

/** Without the zeros that Coupa adds behind the point. */
export function plain(value: unknown): string {
	const text = value === undefined || value === null ? '' : String(value);
	return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
