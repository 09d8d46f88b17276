import type { Row } from './rows';

/** What JD Edwards' codes mean, in words. A code that is not listed is shown as it is. */
export function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}

/** Posted is D in F0411, F0413 and F0414, where P is a post that went wrong; in F0911 it is P. Blank is unposted. */
export function postedInWords(table: string, code: unknown): string {
	const POST = text(code);
	if (POST === '') return 'unposted';
	if (table === 'F0911') return POST === 'P' ? 'posted' : `code ${POST}`;
	if (POST === 'D') return 'posted';
	return POST === 'P' ? 'post error' : `code ${POST}`;
}

/**
 * F0411.PST, UDC 00/PS.
 * @see https://docs.oracle.com/cd/E16582_01/doc.91/e15084/eoaap_glossary.htm
 */
const PAY_STATUSES: Readonly<Record<string, string>> = {
	P: 'paid',
	A: 'approved',
	H: 'held',
	R: 'retainage',
	'%': 'withholding',
	'#': 'payment in process',
};

export function payStatusInWords(code: unknown): string {
	const PST = text(code);
	return PAY_STATUSES[PST] ?? (PST === '' ? 'none' : `held with code ${PST}`);
}

/**
 * F0901.PEC, UDC H00/PE.
 * @see https://docs.oracle.com/en/applications/jd-edwards/financials/9.2/eoaff/posting-edit-codes-1.html
 */
const POSTING_EDITS: Readonly<Record<string, string>> = {
	'': 'posting',
	B: 'budget only',
	I: 'inactive',
	L: 'posting with subledger and type',
	M: 'machine-generated only',
	N: 'no posting',
	S: 'posting with subledger and type',
	U: 'units only',
	X: 'posting without subledger',
};

export function postingEditInWords(code: unknown): string {
	const PEC = text(code);
	return POSTING_EDITS[PEC] ?? `code ${PEC}`;
}

/** Amounts entered in another currency than the company's: CRRM F. */
export function isForeign({ CRRM }: Row): boolean {
	return text(CRRM) === 'F';
}

/** One word where all rows agree, else the words that occur, in the order of the rows: `posted, unposted`. */
export function summed(words: readonly string[]): string {
	return [...new Set(words)].join(', ');
}
