import { fingerprint } from '../../../../lib/hash';
import { textOf } from '../text';

/** Tells these reports from those of other integrations. */
export const OURS = 'jde-coupa/';
/** Coupa: `external-id` is string(255) (its OpenAPI description, release R39). */
const LONGEST = 255;

/** What a row of the parked table is told under. */
export interface Told {
	/** one flow's reports to one integration: `jde-coupa/JDE_INVOICES/apInvoices/` */
	flow: string;
	/** the record and why it is parked: of those with the same one, one is open at a time */
	reason: string;
	/** that, and the state of the document: what comes again unchanged is the same report */
	externalId: string;
}

export function flowPart(code: string, flow: string): string {
	return `${OURS}${code}/${flow}/`;
}

/**
 * The state of the document, and not the time at which it was parked, makes a report new: tables of n8n that were
 * restored from earlier park a document once more, but the document is the same.
 */
export function toldAs(
	code: string,
	row: { flow?: unknown; key?: unknown; code?: unknown; source_stamp?: unknown },
): Told {
	const flow = flowPart(code, textOf(row.flow));
	const stamp = `/${textOf(row.source_stamp).replace(/\//g, '-')}`;
	const plain = `${textOf(row.key)}/${textOf(row.code)}`;
	const isLong = flow.length + plain.length + stamp.length > LONGEST;
	const reason = `${flow}${isLong ? fingerprint(plain) : plain}`;
	return { flow, reason, externalId: `${reason}${stamp}` };
}

/** What `toldAs` calls the reason. */
export function reasonIn(externalId: string): string {
	return externalId.slice(0, externalId.lastIndexOf('/'));
}
