import type { Row } from '../simulators/ais/catalogue/index.cts';
import { TERM_TARGETS, expectationsOf } from '../simulators/sample/index.cts';
import type { Company } from '../simulators/sample/index.cts';

/**
 * What Coupa must show of each supplier, read from the rows of the sample by other means than the product: nothing may
 * be imported from it.
 */

export interface ExpectedAddress {
	street1: string;
	street2: string;
	street3: string;
	street4: string;
	city: string;
	state: string;
	'postal-code': string;
	country: string;
}

export interface ExpectedSupplier {
	number: string;
	/** before a suffix that a taken name needs */
	name: string;
	displayName: string;
	/** the same name, but for case, is some other supplier's as well */
	nameIsShared: boolean;
	hasOrderHold: boolean;
	taxId: string;
	paymentTerm: string;
	address: ExpectedAddress | undefined;
	remitTo: Record<string, { name: string; address: ExpectedAddress | undefined }>;
}

/** Suppliers in scope by number, those with an unknown payment term left out. */
export function expectedSuppliers(
	{ tables }: Pick<Company, 'tables'>,
	today: string,
): Map<string, ExpectedSupplier> {
	const { suppliersInScope, addressToday, sameName, payeesInUse } = expectationsOf(tables, today);
	const only = (table: string) => new Map(tables[table].map((row) => [Number(row.AN8), row]));
	const [book, master] = [only('F0101'), only('F0401')];
	const mailing = new Map(
		tables.F0111.filter(({ IDLN }) => IDLN === 0).map((row) => [Number(row.AN8), text(row.MLNM)]),
	);
	const shared = new Set(sameName.flat());

	const one = (number: number): ExpectedSupplier => {
		const entry = book.get(number)!;
		const { TRAP, HOLD, AN8R } = master.get(number)!;
		const term = text(TRAP);
		// The payees of its vouchers, and the special payee of its master record.
		const payees = new Set(
			[...(payeesInUse.get(number) ?? []), Number(AN8R ?? 0)].filter((payee) => payee > 0),
		);
		return {
			number: String(number),
			name: mailing.get(number)!,
			displayName: text(entry.ALPH),
			nameIsShared: shared.has(number),
			hasOrderHold: text(HOLD) !== '',
			taxId: entry.TAXC === 'C' ? text(entry.TAX) : '',
			paymentTerm: term === '' ? '' : TERM_TARGETS[term],
			address: addressOf(addressToday.get(number)),
			remitTo: Object.fromEntries(
				[...payees].map((payee) => [
					`${number}-${payee}`,
					{ name: mailing.get(payee)!, address: addressOf(addressToday.get(payee)) },
				]),
			),
		};
	};
	const known = suppliersInScope.filter((number) => text(master.get(number)!.TRAP) !== 'X99');
	return new Map(known.map((number) => [String(number), one(number)]));
}

export function addressOf(row: Row | undefined): ExpectedAddress | undefined {
	if (!row) return undefined;
	return {
		street1: text(row.ADD1),
		street2: text(row.ADD2),
		street3: text(row.ADD3),
		street4: text(row.ADD4),
		city: text(row.CTY1),
		state: text(row.ADDS),
		'postal-code': text(row.ADDZ),
		// Domestic addresses leave it blank; the template's Settings say that home is the US.
		country: text(row.CTR) || 'US',
	};
}

export function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}
