import type { Row } from '../../ais/catalogue/index.cts';
import type { Site } from './site.cts';

export type Tables = Readonly<Record<string, readonly Row[]>>;

export const text = (value: unknown): string => String(value ?? '').trim();

/** `20261122` as `2026-11-22` */
export const isoDay = (value: unknown): string => text(value).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');

export const decimalsOf = ({ decimals }: Site, currency: string): number => decimals[currency] ?? 2;

export const isForeign = ({ CRRM }: Row): boolean => text(CRRM) === 'F';

export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) {
		const key = keyOf(row);
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	return groups;
}

/** Company without leading zeros, type, number, and the suffix where there is one: `1-OP-40000`, `1-OP-40000-001`. */
export function poNumberOf({ KCOO, DCTO, DOCO, SFXO }: Row): string {
	const parts = [String(Number(KCOO)), text(DCTO), text(DOCO), text(SFXO)];
	return parts.filter((part) => part !== '000').join('-');
}

/** Account IDs as `MCU.OBJ` or `MCU.OBJ.SUB`, from the account master. */
export function accountTexts(tables: Tables): Map<string, string> {
	return new Map(
		tables.F0901.map(({ AID, MCU, OBJ, SUB }) => [
			text(AID),
			[MCU, OBJ, SUB]
				.map(text)
				.filter((part) => part !== '')
				.join('.'),
		]),
	);
}

/** The one target of a code, or nothing. */
export function target({ crosswalk }: Site, kind: string, source: string): string | undefined {
	return crosswalk.find((row) => row.kind === kind && row.source === source)?.target;
}

/** Numbers of the suppliers a document may name. */
export function knownSuppliers(tables: Tables, { suppliersInCoupa }: Site): ReadonlySet<string> {
	if (suppliersInCoupa) return suppliersInCoupa;
	const master = new Set(tables.F0401.map(({ AN8 }) => AN8));
	const book = tables.F0101.filter(({ AN8, AT1 }) => AT1 === 'V' && master.has(AN8));
	return new Set(book.map(({ AN8 }) => String(AN8)));
}
