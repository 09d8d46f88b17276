import type { Row } from '../catalogue/index.cts';
import type { OrchestrationContext } from '../orchestrations/definition.cts';
import type { ChangeOptions } from '../tables.cts';
import type { Reader } from './reader.cts';

export interface AccountingRules {
	/** what the constants of accounts payable say about a second invoice number of a supplier */
	duplicateInvoices: 'warning' | 'error' | 'none';
	/** column of F0411 that takes the origin stamp */
	stampColumn: string;
	/** pay status of a voucher that is entered without one */
	defaultPayStatus: string;
	/** object account of goods received and not vouchered; where a company lacks it, the account of the order line */
	clearingObject: string;
	/** object account of accounts payable, for the entries of the post */
	payableObject: string;
	/** bank accounts beside those in F0901 and in earlier payments */
	bankAccounts: readonly string[];
}

/** What a program of JD Edwards works with while it serves one call. */
export interface Books extends Pick<OrchestrationContext, 'tables' | 'effect'> {
	/** YYYYMMDD by the server's clock */
	today: string;
	/** audit columns of what the call writes */
	audit: ChangeOptions;
	rules: AccountingRules;
}

/** The steps of an orchestration; all checks are made before the first writes. */
export type Program = (call: {
	head: Reader;
	rows: Record<string, Reader[]>;
	books: Books;
}) => Array<() => Row>;

/** Next numbers by system and line, as F0002 keeps them. */
const COUNTERS = {
	voucher: ['04', 'N001', 'F0411', 'DOC', 100_000],
	payment: ['04', 'N002', 'F0413', 'PYID', 10_000],
	check: ['04', 'N003', 'F0413', 'DOCM', 50_000],
	batch: ['00', 'N006', 'F0411', 'ICU', 1_000],
} as const;

/** Draws a number; the first one is behind all that the tables hold. */
export function nextNumber(
	{ tables, audit }: Pick<Books, 'tables' | 'audit'>,
	counter: keyof typeof COUNTERS,
): number {
	const [SY, column, table, alias, first] = COUNTERS[counter];
	if (!tables.find('F0002', { SY })) tables.insert('F0002', { SY }, audit);
	const kept = Number(tables.find('F0002', { SY })?.[column] ?? 0);
	const used = kept > 0 ? [] : tables.rows(table).map((row) => Number(row[alias]));
	const number = kept > 0 ? kept : used.reduce((highest, one) => Math.max(highest, one), first) + 1;
	tables.update('F0002', { SY }, { [column]: number + 1 }, audit);
	return number;
}

const AUDIT = ['USER', 'PID', 'JOBN', 'UPMJ', 'UPMT', 'TDAY'];

/** A row to be written anew: who changed it and when is not copied. */
export function withoutAudit(row: Row): Row {
	return Object.fromEntries(Object.entries(row).filter(([alias]) => !AUDIT.includes(alias)));
}
