export type Cell = string | number | null;

/**
 * A record, keyed by data dictionary alias. Strings without padding (blank is ''), numbers with their decimals,
 * dates as 'YYYYMMDD' or null, times as HHMMSS numbers.
 */
export type Row = Record<string, Cell>;

export interface Column {
	alias: string;
	type: 'string' | 'number' | 'date' | 'time';
	title: string;
	/** width of a string column */
	width: number;
	/** business units and code keys stand right-justified in the database */
	rightJustified: boolean;
}

export interface Table {
	name: string;
	title: string;
	key: string[];
	columns: Map<string, Column>;
	/** address book and financial tables write UPMT, distribution tables TDAY */
	timeColumn: 'UPMT' | 'TDAY';
}

const TYPES = { s: 'string', r: 'string', n: 'number', d: 'date', t: 'time' } as const;

/**
 * One line a column: type letter with width, alias or a range of aliases, title.
 * `s` string, `r` right-justified string, `n` number, `d` date, `t` time of day.
 */
export function defineTable(
	name: string,
	title: string,
	key: string,
	timeColumn: Table['timeColumn'],
	lines: string,
): Table {
	const audit = `
		s10 USER User ID
		s10 PID Program ID
		s10 JOBN Work Station ID
		d UPMJ Date Updated
		t ${timeColumn} Time Last Updated`;
	const columns = new Map<string, Column>();
	for (const line of (lines + audit).split('\n')) {
		const match = /^([srndt])(\d*) (\S+) (.+)$/.exec(line.trim());
		if (!match) continue;
		const [, letter, width, aliases, columnTitle] = match;
		for (const alias of expand(aliases)) {
			columns.set(alias, {
				alias,
				type: TYPES[letter as keyof typeof TYPES],
				title: columnTitle,
				width: Number(width || 0),
				rightJustified: letter === 'r',
			});
		}
	}
	return { name, title, key: key.split(','), columns, timeColumn };
}

/** `AC01-AC30` stands for thirty aliases. */
function expand(aliases: string): string[] {
	const range = /^([A-Z]+?)(\d+)-[A-Z]+?(\d+)$/.exec(aliases);
	if (!range) return [aliases];
	const [, prefix, first, last] = range;
	return Array.from(
		{ length: Number(last) - Number(first) + 1 },
		(_, index) => `${prefix}${String(Number(first) + index).padStart(first.length, '0')}`,
	);
}

/** The record as the database would hold it: what is not given is blank, zero or an empty date. */
export function completeRow(table: Table, values: Row): Row {
	const row: Row = {};
	for (const { alias, type } of table.columns.values()) {
		row[alias] = values[alias] ?? (type === 'string' ? '' : type === 'date' ? null : 0);
	}
	const unknown = Object.keys(values).filter((alias) => !table.columns.has(alias));
	if (unknown.length > 0) throw new Error(`${table.name} has no column ${unknown.join(', ')}`);
	return row;
}
