/**
 * The tables this package reads: key columns in key order, date columns, and the time column that goes with UPMJ.
 * Aliases are data dictionary names without the table's prefix, as AIS wants them.
 *
 * Sources: Oracle's table definitions as published at https://erpref.com/?schema=910 (keys, aliases); UPMT belongs to
 * the address book and finance tables, TDAY to the distribution tables.
 */
export interface TableFacts {
	title: string;
	/** the primary key, in key order */
	key: readonly string[];
	/** columns that hold a date, besides UPMJ */
	dates: readonly string[];
	/** the time of day of the last update, HHMMSS */
	timeColumn?: 'UPMT' | 'TDAY';
}

export const TABLES: Readonly<Record<string, TableFacts>> = {
	F0005: { title: 'User Defined Codes', key: ['SY', 'RT', 'KY'], dates: [], timeColumn: 'UPMT' },
	F0006: { title: 'Business Unit Master', key: ['MCU'], dates: [], timeColumn: 'UPMT' },
	F0008: {
		title: 'Date Fiscal Patterns',
		key: ['DTPN', 'DFYJ', 'FQ'],
		dates: ['DFYJ', ...numbered('D', 14, 'J'), ...numbered('PD', 14, 'J')],
		timeColumn: 'UPMT',
	},
	F0010: { title: 'Company Constants', key: ['CO'], dates: ['DFYJ', 'APFJ', 'ARFJ'], timeColumn: 'UPMT' },
	F0014: { title: 'Payment Terms', key: ['PTC'], dates: ['DDJ'], timeColumn: 'UPMT' },
	F0101: { title: 'Address Book Master', key: ['AN8'], dates: ['EFTB', 'PDI'], timeColumn: 'UPMT' },
	F0111: { title: "Who's Who", key: ['AN8', 'IDLN'], dates: [], timeColumn: 'UPMT' },
	F0115: {
		title: 'Phone Numbers',
		key: ['AN8', 'IDLN', 'CNLN', 'RCK7'],
		dates: [],
		timeColumn: 'UPMT',
	},
	F01151: {
		title: 'Electronic Addresses',
		key: ['AN8', 'IDLN', 'RCK7'],
		dates: [],
		timeColumn: 'UPMT',
	},
	F0116: { title: 'Address by Date', key: ['AN8', 'EFTB'], dates: ['EFTB'], timeColumn: 'UPMT' },
	F0401: { title: 'Supplier Master', key: ['AN8'], dates: [], timeColumn: 'UPMT' },
	F0411: {
		title: 'Accounts Payable Ledger',
		key: ['DOC', 'DCT', 'KCO', 'SFX', 'SFXE'],
		dates: ['DIVJ', 'DSVJ', 'DDJ', 'DDNJ', 'DGJ', 'DICJ', 'URDT'],
		timeColumn: 'UPMT',
	},
	F0413: {
		title: 'Payment Header',
		key: ['PYID'],
		dates: ['DMTJ', 'VDGJ', 'VLDT'],
		timeColumn: 'UPMT',
	},
	F0414: { title: 'Payment Detail', key: ['PYID', 'RC5'], dates: ['DGJ'], timeColumn: 'UPMT' },
	F0901: { title: 'Account Master', key: ['AID'], dates: [], timeColumn: 'UPMT' },
	F0911: {
		title: 'Account Ledger',
		key: ['DCT', 'DOC', 'KCO', 'DGJ', 'JELN', 'LT', 'EXTL'],
		dates: ['DGJ', 'DICJ', 'IVD'],
		timeColumn: 'UPMT',
	},
	F43121: {
		title: 'Purchase Order Receipts',
		key: ['MATC', 'DOCO', 'DCTO', 'KCOO', 'SFXO', 'LNID', 'NLIN', 'DOC'],
		dates: ['TRDJ', 'RCDJ', 'DGL'],
		timeColumn: 'TDAY',
	},
	F4301: {
		title: 'Purchase Order Header',
		key: ['DOCO', 'DCTO', 'KCOO', 'SFXO'],
		dates: ['TRDJ', 'DRQJ', 'PDDJ', 'CNDJ'],
		timeColumn: 'TDAY',
	},
	F4311: {
		title: 'Purchase Order Detail',
		key: ['DOCO', 'DCTO', 'KCOO', 'SFXO', 'LNID'],
		dates: ['TRDJ', 'DRQJ', 'PDDJ'],
		timeColumn: 'TDAY',
	},
};

/** `D01J`, `D02J`, … */
function numbered(prefix: string, count: number, suffix: string): string[] {
	return Array.from({ length: count }, (_, i) => `${prefix}${String(i + 1).padStart(2, '0')}${suffix}`);
}

const TABLE_NAME = /^[A-Z][A-Z0-9]{1,9}$/;
const ALIAS = /^[A-Z][A-Z0-9#$@]{0,7}$/;

export function isTableName(name: string): boolean {
	return TABLE_NAME.test(name);
}

export function isAlias(name: string): boolean {
	return ALIAS.test(name);
}

/** Whether a column is known to hold a date. Columns of unknown tables are dates only if named UPMJ. */
export function isDateColumn(table: string, column: string): boolean {
	// The columns of a view name their table.
	const [owner, alias] = column.includes('.') ? column.split('.') : [table, column];
	return alias === 'UPMJ' || (TABLES[owner]?.dates.includes(alias) ?? false);
}

/** The time of day that goes with UPMJ, where the table has one. */
export function timeColumnOf(table: string): string[] {
	const column = TABLES[table]?.timeColumn;
	return column === undefined ? [] : [column];
}
