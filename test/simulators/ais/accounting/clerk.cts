import type { Clock } from '../../kit/clock.cts';
import type { Ledger } from '../../kit/ledger.cts';
import type { Row } from '../catalogue/index.cts';
import type { Match as RowMatch, Tables } from '../tables.cts';
import { wallClock } from '../zone.cts';
import { PROGRAMS, type Accounting } from './accounting.cts';
import { nextNumber, type Books } from './books.cts';
import { companyOf, currentPeriod, periodsOf } from './checks.cts';
import type { Task } from './contract.cts';
import { decimalsOf, unitsOf, type Currency } from './money.cts';
import { paidPart, payOff, type Paid } from './payments.cts';
import { postBatch } from './post.cts';
import { Reader } from './reader.cts';
import { headerAmounts } from './recordPayment.cts';
import { matches, keyText } from './voucher.cts';

export interface ClerkWorld {
	tables: Tables;
	clock: Clock;
	ledger: Ledger;
	serverZone: string;
	accounting: Accounting;
}

/** What accounts payable does inside JD Edwards while the flows run. */
export class Clerk {
	constructor(private readonly world: ClerkWorld) {}

	/**
	 * Posts a batch (R09801). Posting may leave the date updated as it was.
	 * @param stamp whether it sets the audit columns
	 */
	postBatch(batch: number, { stamp = false } = {}): void {
		postBatch(this.books('R09801', stamp), batch);
	}

	/** Posts every batch of a voucher, its void included. @param key 00001-PV-123456 */
	postVoucher(key: string, options: { stamp?: boolean } = {}): void {
		for (const batch of new Set(this.itemsOf(key).map(({ ICU }) => Number(ICU))))
			this.postBatch(batch, options);
	}

	postPayment(PYID: number, options: { stamp?: boolean } = {}): void {
		const payment = this.world.tables.find('F0413', { PYID });
		if (!payment) throw new Error(`Payment ${PYID} does not exist`);
		this.postBatch(Number(payment.ICU), options);
	}

	/** Pay items that a payment run would select: approved, open, posted. */
	selectable(where: RowMatch = {}): Row[] {
		const { tables } = this.world;
		const wanted =
			typeof where === 'function'
				? where
				: (row: Row) => Object.entries(where).every(([a, v]) => row[a] === v);
		return tables
			.rows('F0411')
			.filter(
				(row) => row.PST === 'A' && row.AAP !== 0 && row.POST === 'D' && row.DCT !== 'PE' && wanted(row),
			);
	}

	/** Pays what is selectable, one automatic payment for each payee, company and currency; they are not posted yet. */
	payRun(where: RowMatch = {}, { bankAccount = '00011110' } = {}): number[] {
		const books = this.books('R04576');
		const groups = new Map<string, Row[]>();
		for (const item of this.selectable(where)) {
			const group = `${item.CO}|${item.PYE}|${item.CRCD}`;
			groups.set(group, [...(groups.get(group) ?? []), item]);
		}
		return [...groups.values()].map((items) => this.pay(books, items, bankAccount));
	}

	private pay(books: Books, items: readonly Row[], GLBA: string): number {
		const [first] = items;
		const currency = currencyOfItem(first);
		const parts: Paid[] = items.map((item) => {
			const open = unitsOf(currency.isForeign ? item.FAP : item.AAP, currency.decimals);
			return paidPart(item, { amount: open, discount: 0, payee: Number(item.PYE), currency });
		});
		const PYID = nextNumber(books, 'payment');
		const DOCM = nextNumber(books, 'check');
		const common: Row = {
			DCTM: 'PK',
			PYE: first.PYE,
			CO: first.CO,
			CRCD: currency.code,
			CRR: first.CRR,
			CRRM: first.CRRM,
		};
		const own: Row = { PYID, DOCM, GLBA, DMTJ: books.today, ICU: nextNumber(books, 'batch'), ICUT: 'K' };
		const money: Row = { ...headerAmounts(parts), BCRC: currency.base, PYIN: 'C' };
		books.tables.insert('F0413', { ...common, ...own, ...money }, books.audit);
		payOff(books, parts, { ...common, PYID, DGJ: books.today });
		books.effect('payment.run', String(PYID), { vouchers: [...new Set(items.map(keyText))] });
		return PYID;
	}

	/** Puts pay items into a payment group: nobody may change or pay them meanwhile. */
	putIntoPaymentGroup(where: RowMatch): number {
		const selected = new Set(this.selectable(where));
		return this.world.tables.update('F0411', (row) => selected.has(row), { PST: '#' }, { program: 'R04570' });
	}

	/** Undoes every payment group. */
	resetPaymentGroups(): number {
		return this.world.tables.update('F0411', { PST: '#' }, { PST: 'A' }, { program: 'P04571' });
	}

	/** The next A/P period becomes the current one. */
	closePeriod(CO: string): void {
		const { tables } = this.world;
		const company = companyOf(tables, CO);
		const periods = periodsOf(tables, company);
		const next = periods[currentPeriod(company, periods) + 1];
		if (!next) throw new Error(`Company ${CO} has no period behind the current one`);
		this.openPeriod(CO, next.first);
	}

	/** Makes the period of this day (YYYYMMDD) the current A/P period. */
	openPeriod(CO: string, day: string): void {
		const { tables } = this.world;
		const periods = periodsOf(tables, companyOf(tables, CO));
		const found = periods.find(({ first, last }) => first <= day && day <= last);
		const year = periods.find(({ FY, CTRY, PN }) => PN === 1 && FY === found?.FY && CTRY === found.CTRY);
		if (!found || !year) throw new Error(`Company ${CO} has no period of ${day} in F0008`);
		tables.update('F0010', { CO }, { APPN: found.PN, APFJ: year.first }, { program: 'P0010' });
	}

	/** Enters a voucher as a person would, without an origin stamp. @returns its key */
	enterByHand(voucher: {
		company: string;
		supplier: number;
		invoice: string;
		gross: string;
		account: string;
		date: string;
	}): string {
		const { company, supplier, invoice, gross, account, date } = voucher;
		const head = {
			Company: company,
			Supplier: String(supplier),
			InvoiceNumber: invoice,
			GrossAmount: gross,
			InvoiceDate: date,
			GLDate: date,
		};
		const { DocumentCompany, DocumentType, DocumentNumber } = this.perform('enterVoucher', head, {
			PayItems: [{ GrossAmount: gross }],
			GLDistribution: [{ Account: account, Amount: gross }],
		});
		return `${DocumentCompany}-${DocumentType}-${DocumentNumber}`;
	}

	/**
	 * Does on the screens what an orchestration of this task does, with its inputs.
	 * @param head dates as yyyy-MM-dd
	 * @throws where a form refuses it
	 */
	perform(
		task: Task,
		head: Readonly<Record<string, string>>,
		rows: Readonly<Record<string, ReadonlyArray<Readonly<Record<string, string>>>>> = {},
	): Row {
		const read = (row: Readonly<Record<string, string>>) => new Reader(row, 'yyyy-MM-dd');
		const lists = Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.map(read)]));
		const { program, audit } = PROGRAMS[task];
		const outputs: Row = {};
		for (const step of program({ head: read(head), rows: lists, books: this.books(audit) }))
			Object.assign(outputs, step());
		return outputs;
	}

	/** Rows of F0411 of a voucher with its adjustments. */
	private itemsOf(key: string): Row[] {
		const [KCO, DCT, DOC] = key.split('-');
		const rows = this.world.tables.rows('F0411');
		const own = [DCT, 'PE'].flatMap((type) =>
			rows.filter((row) => matches(row, { KCO, DCT: type, DOC: Number(DOC) })),
		);
		if (own.length === 0) throw new Error(`Voucher ${key} does not exist`);
		return own;
	}

	private books(program: string, stamp = true): Books {
		const { tables, clock, ledger, serverZone, accounting } = this.world;
		const effect = (kind: string, key: string, detail?: unknown) =>
			ledger.effects.push({ at: clock.now().toISOString(), kind, key, detail });
		const { date } = wallClock(clock.now(), serverZone);
		return {
			tables,
			effect,
			today: date,
			audit: { user: 'APCLERK', program, stamp },
			rules: accounting.rules,
		};
	}
}

function currencyOfItem({ CRCD, BCRC, CRRM, CRR }: Row): Currency {
	const [code, base] = [String(CRCD), String(BCRC || CRCD)];
	const isForeign = CRRM === 'F';
	return {
		code,
		base,
		decimals: decimalsOf(code),
		baseDecimals: decimalsOf(base),
		isForeign,
		rate: Number(CRR),
	};
}
