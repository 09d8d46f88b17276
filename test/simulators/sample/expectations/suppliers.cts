import type { Row } from '../../ais/catalogue/index.cts';

/**
 * What a reader of the tables would say about them, read from the rows alone and by other means than the product:
 * tests compare the product with this, so nothing may be imported from it.
 */
export interface Expectations {
	/** AN8 in F0401 whose search type in F0101 is V, ascending */
	suppliersInScope: number[];
	/** AN8 in F0401 that must be left alone: employees, tax authorities */
	outOfScope: number[];
	/** in scope and TAXC P: their tax id must not leave JDE */
	persons: number[];
	/** in scope and TAXC C with a tax id */
	corporationsWithTaxId: number[];
	/** supplier → payees of its vouchers, ascending; includes the supplier itself where it is paid */
	payeesInUse: Map<number, number[]>;
	/** groups of suppliers in scope whose mailing names are equal but for case, each ascending */
	sameName: number[][];
	/** supplier → its address on the company's day */
	addressToday: Map<number, Row>;
	/** in scope, with a HOLD code or HDPY Y */
	onHold: number[];
	/** in scope, on this payment term */
	usingTerm(term: string): number[];
}

export function expectationsOf(tables: Record<string, Row[]>, today: string): Expectations {
	const day = today.replaceAll('-', '');
	const book = new Map(tables.F0101.map((row) => [row.AN8, row]));
	const searchType = (row: Row) => book.get(row.AN8)?.AT1;
	const inScope = tables.F0401.filter((row) => searchType(row) === 'V');
	const entries = inScope.map(({ AN8 }) => book.get(AN8) as Row);
	const numbers = (rows: Row[]) => rows.map(({ AN8 }) => Number(AN8)).sort((left, right) => left - right);
	const suppliersInScope = numbers(inScope);

	const payees = new Map<number, Set<number>>();
	for (const { AN8, PYE } of tables.F0411) {
		const known = payees.get(Number(AN8)) ?? new Set();
		payees.set(Number(AN8), known.add(Number(PYE)));
	}

	const mailing = new Map(tables.F0111.filter(({ IDLN }) => IDLN === 0).map((row) => [row.AN8, row.MLNM]));
	const byName = new Map<string, number[]>();
	for (const number of suppliersInScope) {
		const name = String(mailing.get(number)).trim().toLowerCase();
		byName.set(name, [...(byName.get(name) ?? []), number]);
	}

	const addressToday = new Map<number, Row>();
	for (const row of tables.F0116) {
		if (String(row.EFTB) > day) continue;
		const best = addressToday.get(Number(row.AN8));
		if (!best || String(row.EFTB) > String(best.EFTB)) addressToday.set(Number(row.AN8), row);
	}

	return {
		suppliersInScope,
		outOfScope: numbers(tables.F0401.filter((row) => searchType(row) !== 'V')),
		persons: numbers(entries.filter(({ TAXC }) => TAXC === 'P')),
		corporationsWithTaxId: numbers(entries.filter(({ TAXC, TAX }) => TAXC === 'C' && TAX !== '')),
		payeesInUse: new Map([...payees].map(([supplier, set]) => [supplier, [...set].sort((a, b) => a - b)])),
		sameName: [...byName.values()].filter((group) => group.length > 1),
		addressToday,
		onHold: numbers(inScope.filter(({ HOLD, HDPY }) => HOLD !== '' || HDPY === 'Y')),
		usingTerm: (term) => numbers(inScope.filter(({ TRAP }) => TRAP === term)),
	};
}
