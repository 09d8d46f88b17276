/** `C` and the id of the invoice in Coupa, at most 15 characters: what a voucher that came from Coupa bears. */
const OUR_STAMP = /^C(\d{1,14})$/;

/** The Coupa id in a cell, undefined where it holds something else. */
export function coupaIdOf(cell: string): string | undefined {
	return OUR_STAMP.exec(cell)?.[1];
}
