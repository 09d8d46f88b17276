import type { Row } from '../simulators/ais/catalogue/index.cts';
import { checkLedger } from '../simulators/ais/accounting/index.cts';
import type { Values } from '../simulators/coupa/index.cts';
import {
	expectedInvoices,
	expectedOrders,
	expectedPaid,
	type Company,
	type Site,
} from '../simulators/sample/index.cts';
import { siteOf, wantedInvoices, wantedOrders, wantedPayments } from './agreement.cts';
import { unitsOf, voucherKey, type Business } from './business.cts';
import { expectedSuppliers } from './expected.cts';
import { shownSupplier } from './shown.cts';
import { shownInvoices, shownPayments } from './shownInvoices.cts';
import { plain, shownOrders } from './shownOrders.cts';
import type { World } from './world.cts';

/**
 * What an auditor says about both systems at the end of the week, from their rows and records alone: one sentence for
 * each thing that is wrong.
 */
export class Audit {
	private readonly site: Site;
	private readonly company: Company;
	private readonly world: World;
	/** by ID: invoices that people entered in Coupa */
	private readonly born: Map<string, Values>;
	private readonly vouchers: Map<string, Row[]>;

	constructor(
		private readonly business: Business,
		site: Partial<Site>,
		/** what was wrong with the sample's ledger before the week */
		private readonly before: ReadonlySet<string>,
	) {
		const { ais, company } = business.world;
		const tables = Object.fromEntries(
			Object.keys(company.tables).map((name) => [name, ais.tables.rows(name)]),
		);
		this.company = { ...company, tables };
		this.world = { ...business.world, company: this.company };
		const invoices = business.world.coupa.store.all('invoices');
		this.born = new Map(invoices.filter((one) => stampOf(one) === '').map((one) => [String(one.id), one]));
		this.site = {
			...siteOf(this.world),
			...site,
			invoicesInCoupa: new Set(this.born.keys()),
		};
		this.vouchers = business.vouchers();
	}

	/** Keys of documents that stand parked for a person excuse what is missing of them. */
	findings(parked: ReadonlySet<string>): Record<string, string[]> {
		return {
			suppliers: this.suppliers(),
			orders: this.orders(parked),
			invoicesFromJde: this.invoicesFromJde(parked),
			paymentsFromJde: this.paymentsFromJde(parked),
			invoicesFromCoupa: this.invoicesFromCoupa(parked),
			paymentsFromCoupa: this.paymentsFromCoupa(parked),
			twice: this.twice(),
			ledger: this.ledger(),
		};
	}

	private suppliers(): string[] {
		const day = this.business.today;
		const wanted = expectedSuppliers(this.company, day);
		return [...this.business.changedSuppliers].flatMap((number) => {
			const one = wanted.get(String(number));
			const shown = shownSupplier(this.world.coupa, String(number));
			if (!one) return [`supplier ${number} is out of scope`];
			return differing(`supplier ${number}`, [
				[one.paymentTerm, shown?.paymentTerm],
				[one.address, shown?.address],
				[one.remitTo, shown?.remitTo],
				[true, shown?.name.startsWith(one.name)],
			]);
		});
	}

	private orders(parked: ReadonlySet<string>): string[] {
		const site: Site = { ...this.site, closedOrders: 'closed' };
		const { inCoupa, outOfScope } = expectedOrders(this.company.tables, site);
		const wanted = wantedOrders(this.world, site);
		const shown = shownOrders(this.world.coupa);
		const closed = new Set(
			[...inCoupa.values()].flatMap(({ state, poNumber }) => (state === 'closed' ? [poNumber] : [])),
		);
		const cancelled = new Set(
			[...outOfScope].flatMap(([key, why]) => (why === 'all lines cancelled' ? [numberOf(key)] : [])),
		);
		const keyOf = new Map([...inCoupa].map(([key, { poNumber }]) => [poNumber, key]));
		const numbers = new Set([...wanted.keys(), ...shown.keys()]);
		return [...numbers].flatMap((number) => {
			const [one, other] = [wanted.get(number), shown.get(number)];
			if (parked.has(keyOf.get(number) ?? '')) return [];
			if (!other) return closed.has(number) ? [] : [`order ${number} is not in Coupa`];
			if (!one) {
				const isGone = cancelled.has(number) && other.status === 'cancelled';
				return isGone ? [] : [`order ${number} is ${other.status} in Coupa, and should not be there`];
			}
			// When a closed order is closed there depends on the day by n8n's clock.
			const states = closed.has(number) ? ['issued', 'soft_closed'] : ['issued'];
			return differing(`order ${number}`, [
				[
					{ ...one, status: '' },
					{ ...other, status: '' },
				],
				[true, states.includes(other.status) || other.status],
			]);
		});
	}

	private invoicesFromJde(parked: ReadonlySet<string>): string[] {
		const { outOfScope } = expectedInvoices(this.company.tables, this.site);
		const wanted = wantedInvoices(this.world, this.site);
		const shown = shownInvoices(this.world.coupa);
		const keys = new Set([...wanted.keys(), ...shown.keys()]);
		return [...keys].flatMap((key) => {
			const [one, other] = [wanted.get(key), shown.get(key)];
			if (parked.has(key)) return [];
			if (!other) return [`voucher ${key} is not in Coupa`];
			if (!one) {
				const why = this.vouchers.has(key) ? outOfScope.get(key) : 'deleted';
				const isGone = why === 'voided' && other.status === 'voided';
				return isGone ? [] : [`voucher ${key} (${why ?? 'parked'}) is ${other.status} in Coupa`];
			}
			// A number that was voided and entered again has a suffix.
			const number = this.isTaken(one.supplier, one.invoiceNumber, key)
				? other.invoiceNumber.slice(0, one.invoiceNumber.length)
				: other.invoiceNumber;
			return differing(`voucher ${key}`, [[one, { ...other, invoiceNumber: number }]]);
		});
	}

	/** Whether another invoice of Coupa, void by now, has the number. */
	private isTaken(supplier: string, number: string, key: string): boolean {
		return this.world.coupa.store
			.all('invoices')
			.some(
				(one) =>
					stampOf(one) !== key &&
					one.status === 'voided' &&
					supplierOf(one) === supplier &&
					String(one['invoice-number']).toLowerCase() === number.toLowerCase(),
			);
	}

	private paymentsFromJde(parked: ReadonlySet<string>): string[] {
		const wanted = wantedPayments(this.world, this.site);
		const { outOfScope } = expectedInvoices(this.company.tables, this.site);
		const shown = shownPayments(this.world.coupa);
		const keyOfInvoice = new Map([...this.vouchers].map(([key, [{ URRF }]]) => [String(URRF), key] as const));
		for (const invoice of this.born.values()) {
			const list = paymentsOn(invoice).flatMap(({ notes, 'amount-paid': amount }): Array<[string, string]> =>
				isOfJde(notes) ? [[String(notes).split(';')[0], plain(amount)]] : [],
			);
			const key = keyOfInvoice.get(`C${String(invoice.id)}`);
			if (list.length > 0)
				shown.set(
					key ?? `invoice ${String(invoice.id)}`,
					list.sort(([a], [b]) => a.localeCompare(b)),
				);
		}
		const isParked = (key: string) => [...parked].some((one) => one.startsWith(key));
		const keys = new Set([...wanted.keys(), ...shown.keys()]);
		const wrong = [...keys].flatMap((key) => {
			if (isParked(key)) return [];
			// A voided voucher was paid, and the payments voided before.
			if (outOfScope.get(key) === 'voided') {
				const net = (shown.get(key) ?? []).reduce((sum, [, amount]) => sum + unitsOf(amount, 'KWD'), 0);
				return net === 0 ? [] : [`voucher ${key} is void, and has ${net / 1000} paid in Coupa`];
			}
			return differing(`payments of ${key}`, [[wanted.get(key), shown.get(key)]]);
		});
		const flags = [...expectedPaid(this.company.tables, this.site)].flatMap(([key, { paid }]) => {
			const invoice = this.world.coupa.store.all('invoices').find((one) => stampOf(one) === key);
			return isParked(key) || invoice === undefined
				? []
				: differing(`mark 'paid' of ${key}`, [[paid, invoice.paid === true]]);
		});
		return [...wrong, ...flags];
	}

	private invoicesFromCoupa(parked: ReadonlySet<string>): string[] {
		return [...this.born].flatMap(([id, invoice]) => {
			const live = [...this.vouchers].filter(([, [{ URRF, VOD }]]) => URRF === `C${id}` && VOD === '');
			const title = `invoice ${id} '${String(invoice['invoice-number'])}' (${String(invoice.status)})`;
			const keys = live.map(([key]) => key).join(' and ');
			if (live.length > 1) return [`${title} is on vouchers ${keys}`];
			if (parked.has(`C${id}`)) return [];
			switch (invoice.status) {
				case 'approved': {
					if (live.length === 0) return [`${title} is on no voucher`];
					const exported = invoice.exported === true ? [] : [`${title} is not marked as exported`];
					return [...exported, ...this.compareVoucher(title, invoice, live[0])];
				}
				case 'voided':
					return live.length === 0 ? [] : [`${title} is on voucher ${keys}`];
				case 'disputed':
					// It may have been approved before.
					return [];
				default:
					return live.length === 0 ? [] : [`${title} is on voucher ${keys}`];
			}
		});
	}

	private compareVoucher(title: string, invoice: Values, [key, items]: [string, Row[]]): string[] {
		const [first] = items;
		const currency = codeOf(invoice.currency);
		const sign = invoice['is-credit-note'] === true ? -1 : 1;
		const gross = sign * unitsOf(invoice['total-with-taxes'], currency);
		const sum = (alias: string) => items.reduce((total, row) => total + unitsOf(row[alias], currency), 0);
		const accounts: Record<string, number> = {};
		for (const line of invoice['invoice-lines'] as Values[]) {
			const code = codeOf(line.account);
			accounts[code] = (accounts[code] ?? 0) + sign * unitsOf(line.total, currency);
		}
		const isMatched = Number(first.PO) > 0;
		const debited: Record<string, number> = {};
		for (const row of this.company.tables.F0911) {
			if (voucherKey(row) !== key || row.LT !== 'AA') continue;
			const code = `CC${[row.MCU, row.OBJ, row.SUB].map(trimmed).filter(Boolean).join('-')}`;
			debited[code] = (debited[code] ?? 0) + unitsOf(row.AA, currency);
		}
		const others = Object.values(debited).reduce((total, units) => total + units, 0);
		return differing(`${title} and voucher ${key}`, [
			[String(invoice['invoice-number']), trimmed(first.VINV)],
			[supplierOf(invoice), String(first.AN8)],
			[String(invoice['invoice-date']).slice(0, 10).replaceAll('-', ''), first.DIVJ],
			[currency, first.CRCD],
			[gross, sum('AG')],
			// What was matched with a receipt is debited to the clearing account.
			isMatched ? [gross - sum('STAM'), others] : [sorted(accounts), sorted(debited)],
		]);
	}

	/** Every payment of Coupa stands once in JD Edwards, on the bank account that is kept for them. */
	private paymentsFromCoupa(parked: ReadonlySet<string>): string[] {
		const { F0413, F0414 } = this.company.tables;
		const standing = F0413.filter(({ EXR, VDGJ }) => /^C\d+$/.test(String(EXR)) && VDGJ === null);
		const known = new Set<string>();
		const wrong = [...this.born].flatMap(([id, invoice]) => {
			const currency = codeOf(invoice.currency);
			const own = paymentsOn(invoice).filter(({ notes }) => !isOfJde(notes));
			const units = (one: Values) => unitsOf(one['amount-paid'], currency);
			const reversed = new Set(
				own.flatMap(({ notes }) => (/ reversed$/.test(String(notes)) ? [String(notes).slice(0, -9)] : [])),
			);
			for (const one of own) known.add(`C${String(one.id)}`);
			if (parked.has(`C${id}`)) return [];
			return own
				.filter((one) => units(one) > 0)
				.flatMap((one) => {
					const there = standing.filter(({ EXR }) => EXR === `C${String(one.id)}`);
					const isBack = reversed.has(String(one.notes));
					const title = `payment ${String(one.notes)} of invoice ${id}`;
					return differing(title, [
						[isBack ? 0 : 1, there.length],
						...there.map((row): [unknown, unknown] => [
							['00011199', -units(one), `C${id}`],
							[row.GLBA, unitsOf(row.PAAP, currency), this.stampPaidBy(row, F0414)],
						]),
					]);
				});
		});
		const strangers = standing.filter(({ EXR }) => !known.has(String(EXR)));
		return [
			...wrong,
			...strangers.map(({ PYID, EXR }) => `payment ${String(PYID)} says it is ${String(EXR)}`),
		];
	}

	private stampPaidBy({ PYID }: Row, details: readonly Row[]): string {
		const keys = new Set(details.filter((row) => row.PYID === PYID).map(voucherKey));
		return [...keys].map((key) => String(this.vouchers.get(key)?.[0].URRF)).join(', ');
	}

	/** No document twice in either system, by its stamp and by supplier and number; none that came back. */
	private twice(): string[] {
		const invoices = this.world.coupa.store.all('invoices');
		const numberIn = ({ AN8, VINV }: Row) => `${String(AN8)} ${comparable(VINV)}`;
		const live = [...this.vouchers].filter(
			([key, [{ VOD }]]) => VOD === '' && (this.business.entered.has(key) || this.isFromCoupa(key)),
		);
		const echoes = [...this.vouchers.values()]
			.map(([{ URRF }]) => String(URRF))
			.filter((stamp) => {
				const invoice = invoices.find(({ id }) => `C${String(id)}` === stamp);
				return invoice !== undefined && stampOf(invoice) !== '';
			});
		const returned = invoices.filter((one) => this.isFromCoupa(stampOf(one)));
		return [
			...repeated('two invoices in Coupa for voucher', invoices.map(stampOf)),
			...repeated(
				'two invoices in Coupa of supplier and number',
				invoices
					.filter(({ status }) => status !== 'voided')
					.map((one) => `${supplierOf(one)} ${comparable(one['invoice-number'])}`),
			),
			...repeated(
				'two vouchers of one stamp',
				live.map(([, [{ URRF }]]) => String(URRF)),
			),
			...repeated(
				'two vouchers of supplier and number',
				live.map(([, [first]]) => numberIn(first)),
			),
			...repeated(
				'two purchase orders',
				this.world.coupa.store.all('purchase_orders').map((one) => String(one['po-number'])),
			),
			...echoes.map((stamp) => `${stamp} came from JD Edwards and is a voucher again`),
			...returned.map((one) => `voucher ${stampOf(one)} came from Coupa and is an invoice again`),
		];
	}

	private isFromCoupa(key: string): boolean {
		const stamp = String(this.vouchers.get(key)?.[0].URRF ?? '');
		return this.born.has(stamp.slice(1)) && stamp.startsWith('C');
	}

	private ledger(): string[] {
		return checkLedger(this.world.ais.tables).filter((one) => !this.before.has(one));
	}
}

/** What a wrong pair is called, with both sides. */
function differing(title: string, pairs: ReadonlyArray<readonly [unknown, unknown]>): string[] {
	return pairs.flatMap(([wanted, shown]) => {
		const [left, right] = [JSON.stringify(wanted) ?? 'nothing', JSON.stringify(shown) ?? 'nothing'];
		return left === right ? [] : [`${title}: ${right}, not ${left}`];
	});
}

function repeated(what: string, names: readonly string[]): string[] {
	const known = names.filter((name) => name !== '');
	return [...new Set(known.filter((name, i) => known.indexOf(name) !== i))].map((name) => `${what} ${name}`);
}

const sorted = (sums: Record<string, number>) =>
	Object.entries(sums)
		.filter(([, units]) => units !== 0)
		.sort(([a], [b]) => a.localeCompare(b));
const trimmed = (value: unknown): string => String(value ?? '').trim();
const comparable = (number: unknown): string =>
	String(number)
		.toUpperCase()
		.replace(/[^\p{L}\p{N}]/gu, '')
		.replace(/^0+(?=.)/, '');
const codeOf = (value: unknown): string => String((value as Values | null)?.code ?? '');
const supplierOf = ({ supplier }: Values): string => String((supplier as Values).number);
const stampOf = (invoice: Values): string =>
	String((invoice['custom-fields'] as Values | null)?.['cf-erp-invoice-number'] ?? '');
const paymentsOn = (invoice: Values): Values[] => invoice.payments as Values[];
const isOfJde = (notes: unknown): boolean => String(notes).startsWith('JDE ');

/** `00001-OP-40000-000` as `1-OP-40000` */
function numberOf(key: string): string {
	const [company, type, number, suffix] = key.split('-');
	return [String(Number(company)), type, number, ...(suffix === '000' ? [] : [suffix])].join('-');
}
