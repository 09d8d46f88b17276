/** What a run's items came to. `read` is always the sum of the others. */
export interface Totals {
	read: number;
	created: number;
	updated: number;
	unchanged: number;
	parked: number;
	outOfScope: number;
	plannedCreate: number;
	plannedUpdate: number;
}

/** How many records were left out, by reason. */
export type Reasons = Record<string, number>;

export const NO_TOTALS: Totals = {
	read: 0,
	created: 0,
	updated: 0,
	unchanged: 0,
	parked: 0,
	outOfScope: 0,
	plannedCreate: 0,
	plannedUpdate: 0,
};

export function addTotals(a: Totals, b: Partial<Totals>): Totals {
	const keys = Object.keys(NO_TOTALS) as Array<keyof Totals>;
	return Object.fromEntries(keys.map((key) => [key, a[key] + (Number(b[key]) || 0)])) as unknown as Totals;
}

export function addReasons(a: Reasons, b: Reasons): Reasons {
	const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
	return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}

export function readOf(totals: Totals): number {
	return Object.entries(totals).reduce((all, [name, count]) => (name === 'read' ? all : all + count), 0);
}
