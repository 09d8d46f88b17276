import type { Row } from '../simulators/ais/catalogue/index.cts';
import type { Values } from '../simulators/coupa/index.cts';
import { BUYING_COMPANIES, expenseAccounts, type Account } from '../simulators/sample/business/accounts.cts';
import { DECIMALS } from '../simulators/sample/business/money.cts';
import type { CompanyConstants } from '../simulators/sample/constants.cts';
import { SAMPLE_SITE, expectationsOf } from '../simulators/sample/index.cts';
import type { Random } from '../simulators/sample/random.cts';
import type { World } from './world.cts';

/** What the people of both systems share while they do their work: the day, the dice, and who knows what. */
export class Business {
	private serial = 0;
	/** keys of vouchers that people entered in JD Edwards this week */
	readonly entered = new Set<string>();
	/** payments of JD Edwards made this week, by PYID */
	readonly paid: number[] = [];
	/** IDs of invoices that people entered in Coupa */
	readonly invoices: number[] = [];
	/** invoices whose vouchers JD Edwards pays although Coupa would: nobody in Coupa touches them any more */
	readonly released = new Set<number>();
	/** suppliers that were changed, so that Coupa must show them as they are */
	readonly changedSuppliers = new Set<number>();
	/** what people do the next day about what they find parked */
	readonly repairs: Array<() => void> = [];
	/** parked keys that are to stay, each with the reason */
	readonly excused = new Map<string, string>();
	readonly suppliers: number[];

	constructor(
		readonly world: World,
		readonly random: Random,
	) {
		const { tables } = world.company;
		const isOnHold = new Set(expectationsOf(tables, world.company.today).onHold);
		const active = new Set(
			world.coupa.store
				.all('suppliers')
				.filter(({ status }) => status === 'active')
				.map(({ number }) => Number(number)),
		);
		this.suppliers = expectationsOf(tables, world.company.today).suppliersInScope.filter(
			(number) => active.has(number) && !isOnHold.has(number),
		);
	}

	/** ISO, by the clock of JD Edwards' server; both systems stand in the same week. */
	get today(): string {
		return new Date(this.world.ais.clock.now().getTime() - 7 * 3_600_000).toISOString().slice(0, 10);
	}

	get day(): string {
		return this.today.replaceAll('-', '');
	}

	/** ISO, so many days ago */
	ago(days: number): string {
		return new Date(Date.parse(this.today) - days * 86_400_000).toISOString().slice(0, 10);
	}

	number(prefix: string): string {
		this.serial += 1;
		return `${prefix}-${this.serial}`;
	}

	company(): CompanyConstants {
		return this.random.pick([BUYING_COMPANIES[0], ...BUYING_COMPANIES]);
	}

	account(company: CompanyConstants): Account {
		return this.random.pick(expenseAccounts(company.company));
	}

	/** One of those that fit, if there is one. */
	pick<T>(choices: readonly T[]): T | undefined {
		return choices.length === 0 ? undefined : this.random.pick(choices);
	}

	vouchers(): Map<string, Row[]> {
		const found = new Map<string, Row[]>();
		for (const row of this.world.ais.tables.rows('F0411')) {
			if (row.DCT === 'PE') continue;
			const key = voucherKey(row);
			found.set(key, [...(found.get(key) ?? []), row]);
		}
		return found;
	}

	/** Pay items that bear the stamp of an invoice and are not void. */
	posted(invoice: number): Row[] {
		return this.world.ais.tables
			.rows('F0411')
			.filter(({ URRF, VOD, DCT }) => URRF === `C${invoice}` && VOD === '' && DCT !== 'PE');
	}

	invoice(id: number): Values {
		const found = this.world.coupa.store.find('invoices', { id });
		if (!found) throw new Error(`No invoice ${id} in Coupa`);
		return found;
	}
}

export const chartOf = ({ company }: CompanyConstants): string => SAMPLE_SITE.companies[company];

export function voucherKey({ KCO, DCT, DOC }: Row): string {
	return [KCO, DCT, DOC].map(String).join('-');
}

/** Units as decimal text with the digits of the currency. */
export function amountText(units: number, currency: string): string {
	return (units / 10 ** DECIMALS[currency]).toFixed(DECIMALS[currency]);
}

export function unitsOf(cell: unknown, currency: string): number {
	return Math.round(Number(cell ?? 0) * 10 ** DECIMALS[currency]);
}

/** Something a person does; answers what it was, or nothing where there was nothing to do it with. */
export type Deed = (business: Business) => string | undefined;

/** Does so many things, each drawn by its weight. @returns what was done */
export function work(
	business: Business,
	deeds: ReadonlyArray<readonly [number, Deed]>,
	times: number,
): string[] {
	const urn = deeds.flatMap(([weight, deed]) => Array.from({ length: weight }, () => deed));
	return Array.from({ length: times }, () => business.random.pick(urn)(business)).filter(
		(done) => done !== undefined,
	);
}
