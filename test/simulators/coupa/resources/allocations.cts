import { decimal, opaque, reference, stamps } from '../attributes.cts';
import type { Resource } from '../resource.cts';

/** How the amount of a line is split over accounts: the same for orders and invoices. */
export function allocations(table: string, lines: string): Resource {
	return {
		table,
		noun: 'account_allocation',
		verbs: {},
		keys: [],
		attributes: {
			...stamps,
			account: reference('accounts', { required: true }),
			amount: decimal(4),
			pct: decimal(10, { required: true }),
			period: opaque(),
		},
		parent: { table: lines },
	};
}
