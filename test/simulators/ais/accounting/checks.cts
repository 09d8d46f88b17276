import type { Row } from '../catalogue/index.cts';
import type { Tables } from '../tables.cts';
import { moveDay } from '../zone.cts';
import type { Books } from './books.cts';
import { FormError } from './formError.cts';
import { decimalsOf, type Currency } from './money.cts';
import type { Reader } from './reader.cts';

export function supplierOf(tables: Tables, number: number): Row {
	const supplier = tables.find('F0401', { AN8: number });
	if (!supplier || !tables.find('F0101', { AN8: number })) {
		throw new FormError(`Address Number ${number} is no supplier`, '0002');
	}
	return supplier;
}

export function companyOf(tables: Tables, CO: string): Row {
	const company = tables.find('F0010', { CO });
	if (!company) throw new FormError(`Company ${CO} is not set up`, '0019');
	return company;
}

/** @param rate decimal text, or blank */
export function currencyOf(company: Row, head: Reader): Currency {
	const base = String(company.CRCD);
	const code = head.text('Currency', 3) || base;
	if (!/^[A-Z]{3}$/.test(code)) throw new FormError(`Currency ${code} is not set up`, '1035');
	const isForeign = code !== base;
	const rate = isForeign ? head.number('ExchangeRate') : 0;
	if (isForeign && !(rate > 0)) throw new FormError(`No exchange rate from ${code} to ${base}`, '0260');
	return { code, decimals: decimalsOf(code), base, baseDecimals: decimalsOf(base), isForeign, rate };
}

export interface Period {
	/** two digits */
	FY: number;
	/** two digits: 20 */
	CTRY: number;
	PN: number;
	first: string;
	last: string;
}

/** All periods of a company's fiscal pattern in F0008, in order. */
export function periodsOf(tables: Tables, company: Row): Period[] {
	const years = tables.rows('F0008').filter(({ DTPN }) => DTPN === company.DTPN);
	return years
		.sort((one, other) => (String(one.DFYJ) < String(other.DFYJ) ? -1 : 1))
		.flatMap(({ DFYJ, ...year }) => {
			const ends = Array.from({ length: 14 }, (_, index) =>
				String(year[`D${String(index + 1).padStart(2, '0')}J`]),
			);
			return ends.flatMap((last, index) => {
				const first = index === 0 ? String(DFYJ) : moveDay(ends[index - 1] ?? '', 1, 'DAY');
				const own = { FY: Number(year.FY), CTRY: Number(year.CTRY), PN: index + 1, first, last };
				return first <= last ? [own] : [];
			});
		});
}

/** Index of the company's current A/P period among its periods. */
export function currentPeriod(company: Row, periods: readonly Period[]): number {
	const year = periods.find(({ first, PN }) => PN === 1 && first === company.APFJ);
	return periods.findIndex(
		({ FY, CTRY, PN }) => FY === year?.FY && CTRY === year.CTRY && PN === company.APPN,
	);
}

/**
 * The period of a G/L date. The current A/P period and the next are open; the real server warns or refuses
 * outside, as its constants say, here it always refuses.
 * @see https://docs.oracle.com/cd/E16582_01/doc.91/e15109/und_gl_date_warngs_err.htm
 */
export function openPeriod(tables: Tables, company: Row, date: string): Period {
	const periods = periodsOf(tables, company);
	const current = currentPeriod(company, periods);
	if (current < 0) throw new FormError(`Company ${company.CO} has no current period`, '0158');
	const [open, next] = periods.slice(current, current + 2);
	if (date < open.first) throw new FormError(`PBCO - G/L date ${date} is before the current period`, '0159');
	if (date > (next ?? open).last)
		throw new FormError(`WACO - G/L date ${date} is after the next period`, '0160');
	return next && date >= next.first ? next : open;
}

/** Posting edit codes that keep people's entries away from an account. */
const NOT_POSTABLE: Record<string, string> = {
	N: 'is not postable',
	I: 'is inactive',
	B: 'is for the budget only',
	M: 'is for machine-generated entries only',
	U: 'takes units only',
};

/** The account of a distribution line, by account ID or as business unit, object and subsidiary. */
export function accountOf(tables: Tables, line: Reader): Row {
	const id = line.text('AccountId', 8);
	const written = id || line.required('Account', 29);
	const [MCU, OBJ, SUB = '', ...more] = written.split('.').map((part) => part.trim());
	const account = id
		? tables.find('F0901', { AID: id })
		: tables.find('F0901', (row) => row.MCU === MCU && row.OBJ === OBJ && (row.SUB ?? '') === SUB);
	if (!account || more.length > 0) throw new FormError(`Account ${written} does not exist`, '0028');
	const edit = String(account.PEC ?? '');
	if (edit in NOT_POSTABLE) throw new FormError(`Account ${written} ${NOT_POSTABLE[edit]}`, '0029');
	if (tables.find('F0006', { MCU: account.MCU })?.PECC === 'N') {
		throw new FormError(`Business unit ${account.MCU} is not postable`, '0052');
	}
	const hasSubledger = line.has('Subledger') && line.has('SubledgerType');
	if (['L', 'S'].includes(edit) && !hasSubledger)
		throw new FormError(`Account ${written} needs a subledger`, '0030');
	if (edit === 'X' && line.has('Subledger'))
		throw new FormError(`Account ${written} takes no subledger`, '0031');
	return account;
}

/** Text of the warning about a second invoice number, if there is one and it is no error. */
export function duplicateWarning(
	{ tables, rules }: Books,
	supplier: number,
	invoice: string,
	except?: number,
): string {
	if (invoice === '' || rules.duplicateInvoices === 'none') return '';
	const other = tables.find(
		'F0411',
		(row) =>
			row.AN8 === supplier &&
			String(row.VINV).trim() === invoice &&
			row.VOD === '' &&
			row.DCT !== 'PE' &&
			row.DOC !== except,
	);
	if (!other) return '';
	const text = `Invoice number ${invoice} of supplier ${supplier} is on voucher ${other.DCT} ${other.DOC}`;
	if (rules.duplicateInvoices === 'error') throw new FormError(text, '3156');
	return text;
}
