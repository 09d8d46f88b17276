import type { Row } from '../../ais/catalogue/index.cts';
import {
	accountId,
	COMPANIES,
	constantRows,
	EXPENSE_OBJECTS,
	PAYABLE_OBJECT,
	type CompanyConstants,
} from '../constants.cts';

export const KUWAIT: CompanyConstants = {
	company: '00300',
	name: 'Model Kuwait KSC',
	currency: 'KWD',
	decimals: 3,
	businessUnit: '300',
};

/** In nobody's scope: the holding's documents are not Coupa's business. */
export const HOLDING: CompanyConstants = {
	company: '00099',
	name: 'Model Holding SE',
	currency: 'EUR',
	decimals: 2,
	businessUnit: '99',
};

/** Companies that buy through Coupa. */
export const BUYING_COMPANIES: readonly CompanyConstants[] = [...COMPANIES, KUWAIT];

/** F0413.GLBA: what checks are drawn on, and what stands only for payments that Coupa made. */
export const BANK_ACCOUNT = '00011110';
export const COUPA_BANK_ACCOUNT = '00011199';

export interface Account {
	company: string;
	id: string;
	businessUnit: string;
	object: string;
	subsidiary: string;
}

/** Known to JD Edwards and to no crosswalk: an order uses the first, a voucher the second. */
export const UNMAPPED_OBJECTS = { order: '8795', voucher: '8796' } as const;

/** Received and not yet vouchered: what a matched voucher is booked against. */
export const CLEARING_OBJECT = '4111';
export const TAX_OBJECT = '4431';

const TITLES: Readonly<Record<string, string>> = {
	8605: 'Office Supplies',
	8720: 'Travel',
	8740: 'Repairs & Maintenance',
	6110: 'Raw Material',
	8650: 'Professional Services',
	[UNMAPPED_OBJECTS.order]: 'Legacy Projects',
	[UNMAPPED_OBJECTS.voucher]: 'Legacy Settlements',
	8698: 'Budget Only',
	8699: 'Closed Account',
	8751: 'Freight by Route',
	[CLEARING_OBJECT]: 'Received Not Vouchered',
	[TAX_OBJECT]: 'Input Tax',
	[PAYABLE_OBJECT]: 'Accounts Payable',
};

/** F0901.PEC: blank may be posted to, B budget only, I inactive, M by programs only, S with a subledger. */
const POSTING_EDIT: Readonly<Record<string, string>> = {
	8698: 'B',
	8699: 'I',
	8751: 'S',
	[CLEARING_OBJECT]: 'M',
	[TAX_OBJECT]: 'M',
};

const PLAIN_OBJECTS = [...EXPENSE_OBJECTS, PAYABLE_OBJECT];
const EXTRA_OBJECTS = Object.keys(TITLES).filter((object) => !PLAIN_OBJECTS.includes(object));
const SUBSIDIARIES = ['10', '20'];

/** Not postable in one company, as the set-up data has it. */
const isPostable = ({ object, company }: Account): boolean =>
	POSTING_EDIT[object] === undefined && !(object === '8720' && company === '00200');

const isUnmapped = ({ object }: Account): boolean => Object.values<string>(UNMAPPED_OBJECTS).includes(object);

/** A second business unit of each company, and subsidiaries of one object. */
function accountsOf({ company, businessUnit }: CompanyConstants): Account[] {
	const second = `${businessUnit}1`;
	const own = (unit: string, object: string, subsidiary = ''): Omit<Account, 'id'> => ({
		company,
		businessUnit: unit,
		object,
		subsidiary,
	});
	const plain = PLAIN_OBJECTS.map((object) => ({
		...own(businessUnit, object),
		id: accountId(company, object),
	}));
	const extra = [
		...EXTRA_OBJECTS.map((object) => own(businessUnit, object)),
		...SUBSIDIARIES.map((subsidiary) => own(businessUnit, '8740', subsidiary)),
		...[...EXPENSE_OBJECTS, '8650'].map((object) => own(second, object)),
	].map((account, index) => ({
		...account,
		id: `1${company.slice(2)}${String(index + 1).padStart(4, '0')}`,
	}));
	return [...plain, ...extra];
}

const ALL = new Map([...BUYING_COMPANIES, HOLDING].map((company) => [company.company, accountsOf(company)]));

/** Accounts that people enter expenses on, all of them in the crosswalk. */
export function expenseAccounts(company: string): Account[] {
	const booked = [CLEARING_OBJECT, TAX_OBJECT, PAYABLE_OBJECT];
	return (ALL.get(company) ?? []).filter(
		(account) => isPostable(account) && !isUnmapped(account) && !booked.includes(account.object),
	);
}

/** The account of this object, in the company's first business unit. */
export function accountOf({ company }: { company: string }, object: string): Account {
	return (ALL.get(company) ?? []).find((account) => account.object === object) as Account;
}

/** `30.8740.10`, as people write it; the crosswalk's source. */
export function accountText({ businessUnit, object, subsidiary }: Account): string {
	return [businessUnit, object, subsidiary].filter((part) => part !== '').join('.');
}

/** F4311.ANI and F0911.ANI: the business unit in its full width. */
export function accountNumber(account: Account): string {
	return accountText({ ...account, businessUnit: account.businessUnit.padStart(12) });
}

/** The set-up tables, with the companies, business units and accounts that orders and vouchers need. */
export function businessConstantRows(day: string): Record<string, Row[]> {
	const rows = constantRows(day);
	const [first] = rows.F0010;
	const [unit] = rows.F0006;
	const [account] = rows.F0901;
	const own = [KUWAIT, HOLDING];
	const april = { DTPN: 'K', APFJ: `${day.slice(0, 4)}0401`, DFYJ: `${day.slice(0, 4)}0401` };
	const known = new Set(rows.F0901.map(({ AID }) => AID));
	return {
		...rows,
		F0010: [
			...rows.F0010,
			...own.map(({ company, name, currency }): Row => ({
				...first,
				CO: company,
				NAME: name,
				CRCD: currency,
			})),
		].map((row) => (row.CO === KUWAIT.company ? { ...row, ...april, APPN: Number(row.APPN) - 3 } : row)),
		F0008: [...rows.F0008, fiscalYearFromApril(rows.F0008[0], Number(day.slice(0, 4)))],
		F0006: [
			...rows.F0006,
			...[...BUYING_COMPANIES, HOLDING].flatMap(({ company, name, businessUnit }) =>
				[...(own.some((one) => one.company === company) ? [businessUnit] : []), `${businessUnit}1`].map(
					(MCU) => ({
						...unit,
						MCU,
						CO: company,
						DL01: `${name.slice(0, 22)} ${MCU}`,
					}),
				),
			),
		],
		F0901: [
			...rows.F0901,
			...[...ALL.values()]
				.flat()
				.filter(({ id }) => !known.has(id))
				.map((one) => ({
					...account,
					CO: one.company,
					AID: one.id,
					MCU: one.businessUnit,
					OBJ: one.object,
					SUB: one.subsidiary,
					ANS: accountText(one),
					DL01: TITLES[one.object],
					PEC: POSTING_EDIT[one.object] ?? '',
					CRCD: '',
				})),
		],
	};
}

/** Periods that end with the months, the first of them in April. */
function fiscalYearFromApril(sample: Row, year: number): Row {
	const ends = Array.from({ length: 14 }, (_, index) => {
		const last = new Date(Date.UTC(year, 3 + Math.min(index + 1, 12), 0)).toISOString().slice(0, 10);
		return [`D${String(index + 1).padStart(2, '0')}J`, last.replaceAll('-', '')];
	});
	return { ...sample, DTPN: 'K', DFYJ: `${year}0401`, ...Object.fromEntries(ends) };
}
