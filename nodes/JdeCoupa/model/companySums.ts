import type { IDataObject } from 'n8n-workflow';

import { add, decimalText, parseDecimal } from '../../../lib/decimal';
import { isRecord } from '../../../lib/diff';
import { total, ZERO } from './amounts';
import { textOf } from './text';

/** By company and currency, `00001 USD`: how many documents are written, and their amounts as decimal text. */
export type CompanySums = Record<string, { count: number; amount: string }>;

/** What people compare with their own lists before they confirm the first posting. */
export function companySums(documents: readonly IDataObject[]): CompanySums {
	const sums: CompanySums = {};
	for (const document of documents) {
		const { company, amount, currency } = ownership(document);
		if (company === '') continue;
		const name = [company, currency].filter((part) => part !== '').join(' ');
		sums[name] = sumOf(sums[name], { count: 1, amount: amount || '0' });
	}
	return sums;
}

export function addCompanySums(a: CompanySums, b: CompanySums): CompanySums {
	const sums = { ...a };
	for (const [name, sum] of Object.entries(b)) sums[name] = sumOf(sums[name], sum);
	return sums;
}

/** Company and amount of a document of JD Edwards or of Coupa, as far as it has them. */
export function ownership(document: IDataObject): { company: string; amount: string; currency: string } {
	const { currency } = document;
	return {
		company: textOf(document.company),
		amount: textOf(document.grossAmount ?? document.amount ?? document['amount-paid'] ?? linesOf(document)),
		currency: textOf(isRecord(currency) ? currency.code : currency),
	};
}

/** An order has no amount of its own. */
function linesOf({ lines }: IDataObject): string | undefined {
	if (!Array.isArray(lines)) return undefined;
	const live = lines.filter(isRecord).filter(({ isCancelled }) => isCancelled !== true);
	return decimalText(total(live.map(({ extendedAmount }) => parseDecimal(extendedAmount) ?? ZERO)));
}

function sumOf(
	before: { count: number; amount: string } | undefined,
	more: { count: number; amount: string },
): { count: number; amount: string } {
	const amounts = [before?.amount, more.amount].map((amount) => parseDecimal(amount) ?? ZERO);
	return { count: (before?.count ?? 0) + more.count, amount: decimalText(amounts.reduce(add)) };
}
