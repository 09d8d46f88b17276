/** `C` and the id of the invoice in Coupa, at most 15 characters: what a voucher that came from Coupa bears. */
const OUR_STAMP = /^C(\d{1,14})$/;

/** The Coupa id in a cell, undefined where it holds something else. */
export function coupaIdOf(cell: string): string | undefined {
	return OUR_STAMP.exec(cell)?.[1];
}

/** Notes of a payment that JD Edwards made, in Coupa: `JDE`, its payment ID and number, `VOID`, and remarks behind a semicolon. */
const JDE_PAYMENT = /^JDE \d+( \d+)?( VOID)?\s*(;|$)/;

/** Whether a payment on an invoice in Coupa was brought there from JD Edwards: it never goes back. */
export function isPaymentOfJde(notes: string): boolean {
	return JDE_PAYMENT.test(notes.trim());
}
