import { text } from '../text';

/** A row of `jde_coupa_parked`, as a Data Table node reads it. */
export interface ParkedRow {
	id?: unknown;
	flow?: unknown;
	key?: unknown;
	/** open, posted, linked or dismissed */
	status?: unknown;
	/** blank, or what it waits for */
	reason?: unknown;
	category?: unknown;
	code?: unknown;
	message?: unknown;
	description?: unknown;
	/** ISO 8601, UTC */
	first_at?: unknown;
	at?: unknown;
	attempts?: unknown;
	company?: unknown;
	/** decimal text */
	amount?: unknown;
	currency?: unknown;
	replay?: unknown;
	closed_by?: unknown;
	note?: unknown;
}

export interface ParkedFilter {
	/** blank takes all */
	flow: string;
	/** category, code or what it waits for; blank takes all */
	reason: string;
	key: string;
	minimumDays: number;
}

const DAY_MS = 86_400_000;

/** What a person sees and ticks: it begins with the id of the row, by which the answer finds it again. */
export function labelOf({ id, flow, key }: ParkedRow): string {
	return `#${text(id)} ${text(flow)} ${text(key)}`.replace(/[<>]/g, '·');
}

/** Ids of the rows whose labels were ticked. */
export function idsIn(labels: readonly string[]): Set<string> {
	return new Set(labels.map((label) => /^#(\d+) /.exec(label)?.[1] ?? '').filter((id) => id !== ''));
}

/** Oldest first. */
export function chosenRows(rows: readonly ParkedRow[], filter: ParkedFilter, now: string): ParkedRow[] {
	const until = Date.parse(now) - filter.minimumDays * DAY_MS;
	const fits = (wanted: string, ...values: unknown[]) =>
		wanted === '' || values.some((value) => text(value) === wanted);
	return rows
		.filter(
			(row) =>
				row.id !== undefined &&
				fits(filter.flow, row.flow) &&
				fits(filter.reason, row.reason, row.category, row.code) &&
				fits(filter.key, row.key) &&
				(filter.minimumDays <= 0 || Date.parse(text(row.first_at)) <= until),
		)
		.sort((a, b) => (text(a.first_at) < text(b.first_at) ? -1 : 1));
}

/** Whole days since it was parked first. */
export function ageInDays({ first_at }: ParkedRow, now: string): number {
	const since = Date.parse(now) - Date.parse(text(first_at));
	return Number.isFinite(since) ? Math.max(0, Math.floor(since / DAY_MS)) : 0;
}
