import type { Row } from './catalogue/index.cts';
import type { DataRequest } from './dataRequest.cts';
import type { Tables } from './tables.cts';

/** Whether grids show amounts with the decimals of their currency, or as the data dictionary has them. */
export type Amounts = 'adjusted' | 'unadjusted';

/** Digits behind the point of the currencies that do not have the two of the data dictionary. */
const CURRENCY_DECIMALS: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, BHD: 3, KWD: 3 };
const DICTIONARY_DECIMALS = 2;

/** Columns in the currency of the company. */
const DOMESTIC: Readonly<Record<string, string>> = {
	F0411: 'AG AAP ADSC ADSA ATXA ATXN STAM',
	F0413: 'PAAP',
	F0414: 'PAAP ADSC ADSA AGL',
	F0911: 'AA',
	F4301: 'OTOT',
	F4311: 'AEXP AOPN AREC ACHG',
	F43121: 'ECST APTD AOPN AREC',
};

/** Columns in the currency of the document, CRCD. */
const FOREIGN: Readonly<Record<string, string>> = {
	F0411: 'ACR FAP CDS CDSA CTXA CTXN CTAM',
	F0413: 'PFAP',
	F0414: 'PFAP CDSA',
	F0911: 'ACR',
	F4301: 'FAP',
	F4311: 'FEA FAP FREC',
	F43121: 'FREC FAP',
};

/**
 * The rows of a table as this request gets them. The database holds whole numbers of a currency's smallest unit;
 * without adjustment they are shown with the two decimals of the data dictionary, so that 12345 yen become 123.45
 * and 12.345 dinars the same. Unit costs stay as they are.
 */
export function shownRows(
	tables: Tables,
	name: string,
	{ kind, aggregation }: Pick<DataRequest, 'kind' | 'aggregation'>,
	amounts: Amounts,
): Row[] {
	const rows = tables.rows(name);
	const isAggregate = kind === 'AGGREGATION' && !('currencyProcessing' in aggregation);
	if (DOMESTIC[name] === undefined || (amounts !== 'unadjusted' && !isAggregate)) return rows;
	const currencies = new Map(tables.rows('F0010').map(({ CO, CRCD }) => [CO, CRCD]));
	return rows.map((row) => {
		const company = [row.CO, row.KCO, row.KCOO].find((one) => one !== undefined && one !== '');
		// Ledger CA repeats the amounts of AA in the currency of the document.
		const own = row.LT === 'CA' ? row.CRCD : currencies.get(company ?? '');
		return { ...row, ...unadjusted(row, DOMESTIC[name], own), ...unadjusted(row, FOREIGN[name], row.CRCD) };
	});
}

function unadjusted(row: Row, columns: string, currency: unknown): Row {
	const decimals = CURRENCY_DECIMALS[String(currency)] ?? DICTIONARY_DECIMALS;
	if (decimals === DICTIONARY_DECIMALS) return {};
	const shift = 10 ** (decimals - DICTIONARY_DECIMALS);
	const cells = columns.split(' ').map((alias) => [alias, Number((Number(row[alias]) * shift).toFixed(2))]);
	return Object.fromEntries(cells) as Row;
}
