import type { Row } from '../ais/catalogue/index.cts';

/** Used by three suppliers and known to no one in Coupa: their records must be parked, and only theirs. */
export const UNMAPPED_TERM = 'X99';

/** Set-up data was entered once, long ago. */
const SET_UP: Row = { USER: 'JDE', PID: 'SETUP', JOBN: 'WEB01', UPMJ: '20240115', UPMT: 90000 };

/** F0014. The code has three characters, so 2 % in 10 days, net 30 is `210`; the blank code is a term like any other. */
export const PAYMENT_TERMS: readonly Row[] = [
	term('', 'Net 30 Days', 30),
	term('N30', 'Net 30 Days', 30),
	term('N45', 'Net 45 Days', 45),
	term('N60', 'Net 60 Days', 60),
	term('001', 'Due Upon Receipt', 0),
	term('210', '2/10 Net 30', 30, 2, 10),
	term('115', '1/15, Net 45', 45, 1, 15),
	term(UNMAPPED_TERM, 'Barter, ask treasury', 0),
];

function term(code: string, description: string, netDays: number, discount = 0, discountDays = 0): Row {
	return { PTC: code, PTD: description, NDTP: netDays, DCP: discount, DCD: discountDays, NSP: 1, ...SET_UP };
}

export interface CompanyConstants {
	company: string;
	name: string;
	currency: string;
	/** unit of the smallest amount */
	decimals: number;
	/** business unit that bears the expenses */
	businessUnit: string;
}

export const COMPANIES: readonly CompanyConstants[] = [
	{ company: '00001', name: 'Model Distribution Company', currency: 'USD', decimals: 2, businessUnit: '30' },
	{ company: '00070', name: 'Model Europa GmbH', currency: 'EUR', decimals: 2, businessUnit: '70' },
	{ company: '00200', name: 'Model Japan KK', currency: 'JPY', decimals: 0, businessUnit: '200' },
];

const ACCOUNTS: ReadonlyArray<readonly [string, string]> = [
	['8605', 'Office Supplies'],
	['8720', 'Travel'],
	['8740', 'Repairs & Maintenance'],
	['6110', 'Raw Material'],
];
export const PAYABLE_OBJECT = '4110';
export const EXPENSE_OBJECTS = ACCOUNTS.map(([object]) => object);

/** Account IDs are short text keys without a meaning: company and place in the list. */
export function accountId(company: string, object: string): string {
	return `${company.slice(2)}${object}`.padStart(8, '0');
}

/** Rows of the set-up tables, for a company whose year is the calendar year and whose periods are the months. */
export function constantRows(today: string): Record<string, Row[]> {
	const yearStart = `${today.slice(0, 4)}0101`;
	const period = Number(today.slice(4, 6));
	const calendar: Row = { DTPN: 'R', DFYJ: yearStart, PNC: period, APPN: period, APFJ: yearStart };
	return {
		F0010: COMPANIES.map(({ company, name, currency }) => ({
			CO: company,
			NAME: name,
			CRCD: currency,
			...calendar,
			ARPN: period,
			ARFJ: yearStart,
			...SET_UP,
		})),
		F0008: [Number(today.slice(0, 4)), Number(today.slice(0, 4)) + 1].map(fiscalYear),
		F0014: PAYMENT_TERMS.map((row) => ({ ...row })),
		F0006: COMPANIES.flatMap(({ company, name, businessUnit }) => [
			{ MCU: businessUnit, CO: company, DL01: `${name.slice(0, 22)} Plant`, STYL: 'IS', LDM: '9', ...SET_UP },
			{ MCU: `${Number(company)}`, CO: company, DL01: `${name.slice(0, 19)} Balance`, STYL: 'BS', ...SET_UP },
		]).filter((row, index, all) => all.findIndex(({ MCU }) => MCU === row.MCU) === index),
		F0901: COMPANIES.flatMap(({ company, businessUnit, currency }) =>
			[...ACCOUNTS, [PAYABLE_OBJECT, 'Accounts Payable'] as const].map(([object, title]) => ({
				CO: company,
				AID: accountId(company, object),
				MCU: businessUnit,
				OBJ: object,
				ANS: `${businessUnit}.${object}`,
				DL01: title,
				LDA: '6',
				// A posting edit code of N may not be posted to; one account has it.
				PEC: object === '8720' && company === '00200' ? 'N' : '',
				CRCD: currency === 'USD' ? '' : currency,
				...SET_UP,
			})),
		),
		F0005: [
			code('01', 'ST', 'V', 'Suppliers'),
			code('01', 'ST', 'E', 'Employees'),
			code('01', 'ST', 'C', 'Customers'),
			code('01', 'ST', 'T', 'Tax Authorities'),
			code('00', 'PS', 'A', 'Approved for payment'),
			code('00', 'PS', 'H', 'Held, pending approval'),
			code('00', 'PS', 'P', 'Paid in full'),
			code('00', 'PS', 'C', 'Paid in Coupa'),
			code('42', 'HC', 'A1', 'Credit Hold'),
			code('42', 'HC', 'Q1', 'Quality Hold'),
			code('42', 'HC', 'XX', 'Inactive'),
		],
	};
}

/** Periods that end with the months; the two that a year of twelve does not need end with the last. */
function fiscalYear(year: number): Row {
	const ends = Array.from({ length: 14 }, (_, index) => {
		const last = new Date(Date.UTC(year, Math.min(index + 1, 12), 0)).toISOString().slice(0, 10);
		return [`D${String(index + 1).padStart(2, '0')}J`, last.replaceAll('-', '')];
	});
	return {
		DTPN: 'R',
		DFYJ: `${year}0101`,
		FY: year % 100,
		CTRY: Math.floor(year / 100),
		PNT: 'R',
		...Object.fromEntries(ends),
		...SET_UP,
	};
}

function code(system: string, type: string, key: string, description: string): Row {
	return { SY: system, RT: type, KY: key, DL01: description, ...SET_UP };
}
