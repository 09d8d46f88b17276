import { partsOf } from '../readRows';
import type { Row } from '../rows';
import { text } from '../words';

/** A voucher is known by number, document type and company; the number stands in front, because keys are read by it. */
export const VOUCHER_COLUMNS = ['DOC', 'DCT', 'KCO'];

/** `00001-PV-123456` */
export function shownVoucher(key: string): string {
	const [number, type, company] = partsOf(key);
	return `${company}-${type}-${number}`;
}

/** The order that a row of F0411 names, as orders are written: `00001-OP-4500-000`; blank when it names none. */
export function orderOf({ PO, PDCT, PKCO, SFXO }: Row): string {
	const number = text(PO).replace(/^0+(?=\d)/, '');
	if (number === '' || number === '0') return '';
	return `${text(PKCO)}-${text(PDCT)}-${number}-${text(SFXO) || '000'}`;
}
