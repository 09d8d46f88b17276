import type { Settled } from '../../../lib/failure';
import { failure } from '../../../lib/failure';
import { keyText } from '../model/document';
import { purchaseOrderModel } from '../model/purchaseOrder';
import type { Coupa } from '../transport/types';
import { findAll } from './find';
import { recordsIn } from './lists';

/** A line as people name it. */
export interface NamedLine {
	order: string;
	line: string;
}

const FIELDS = JSON.stringify(['id', 'po_number', { order_lines: ['id', 'line_num'] }]);

/** Coupa's own IDs of lines, found through their orders, 50 orders a call. */
export async function lineIds(
	coupa: Coupa,
	lines: ReadonlyArray<Settled<NamedLine>>,
): Promise<Array<Settled<string>>> {
	const targets = lines.map((one) =>
		one.ok ? { ok: true as const, value: { by: purchaseOrderModel.key, value: one.value.order } } : one,
	);
	const found = await findAll(coupa, purchaseOrderModel, targets, FIELDS);
	return lines.map((one, i): Settled<string> => {
		const orders = found[i];
		if (!one.ok || !orders.ok) return (one.ok ? orders : one) as Settled<never>;
		const { order, line } = one.value;
		const own = orders.value
			.flatMap((record) => recordsIn(record['order-lines']))
			.find((record) => keyText(record['line-num']) === line);
		if (own) return { ok: true, value: String(own.id) };
		const what =
			orders.value.length === 0 ? `purchase order '${order}'` : `line '${line}' of order '${order}'`;
		return {
			ok: false,
			failure: failure({
				code: 'COUPA_NOT_FOUND',
				category: 'reference',
				message: `Coupa has no ${what}`,
				description: "Check 'po-number' and 'line-num', or let the order be sent to Coupa first",
				details: { order, line },
			}),
		};
	});
}
