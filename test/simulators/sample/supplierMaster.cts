import type { Row } from '../ais/catalogue/index.cts';
import { PAYMENT_TERMS, UNMAPPED_TERM } from './constants.cts';
import { audit } from './days.cts';
import type { Party } from './parties.cts';

const USUAL_TERMS = PAYMENT_TERMS.map(({ PTC }) => String(PTC)).filter((term) => term !== UNMAPPED_TERM);

/** F0401. Employees and tax authorities have a row as well, since vouchers are paid to them. */
export function supplierMasterRow(party: Party, usesUnmappedTerm: boolean, today: string): Row {
	const random = party.random('F0401');
	return {
		AN8: party.number,
		APC: random.pick(['', 'TRAD', 'EMP', 'INTR']),
		TRAP: usesUnmappedTerm ? UNMAPPED_TERM : random.pick(USUAL_TERMS),
		PYIN: random.pick(['', 'C', 'T', 'D']),
		CRRP: random.chance(0.4) ? '' : party.place.currency,
		CRCA: party.place.currency,
		AN8R: party.factor ?? (random.chance(0.5) ? party.number : 0),
		HOLD: random.chance(0.05) ? random.pick(['A1', 'Q1', 'XX']) : '',
		HDPY: random.chance(0.04) ? 'Y' : random.chance(0.5) ? 'N' : '',
		SCK: random.pick(['', 'N', 'Y']),
		TXA2: random.pick(['', '', 'CODEN', 'DEVAT19', 'JPCT10']),
		EXR2: random.pick(['', '', 'S', 'V', 'U']),
		AVCH: random.chance(0.1) ? 'Y' : 'N',
		MINO: random.chance(0.1) ? 250 : 0,
		MAXO: random.chance(0.1) ? 50_000 : 0,
		AYPD: random.between(0, 9_000_000) / 100,
		APPD: random.between(0, 9_000_000) / 100,
		...audit(random, today),
	};
}
