import { completeRow, tableNamed, type Row } from '../catalogue/index.cts';
import { sampleCompany } from '../../sample/index.cts';
import { checkLedger } from './index.cts';

/** A ledger written by hand: one voucher of two pay items, one of them paid. */
class HandBooks {
	private readonly stored = new Map<string, Row[]>();

	constructor() {
		const voucher: Row = {
			KCO: '00001',
			DCT: 'PV',
			DOC: 1,
			CO: '00001',
			CRCD: 'USD',
			BCRC: 'USD',
			CRRM: 'D',
			POST: 'D',
			URRF: 'C1',
		};
		this.add('F0411', { ...voucher, SFX: '001', AG: 70, AAP: 70, PST: 'A' });
		this.add('F0411', { ...voucher, SFX: '002', AG: 30, AAP: 0, PST: 'P' });
		const line: Row = {
			KCO: '00001',
			DCT: 'PV',
			DOC: 1,
			LT: 'AA',
			POST: 'P',
			CO: '00001',
			ICU: 5,
			CRCD: 'USD',
		};
		this.add('F0911', { ...line, JELN: 1, AA: 90.1 });
		this.add('F0911', { ...line, JELN: 2, AA: 9.9 });
		const payment: Row = { PYID: 9, DCTM: 'PN', PAAP: -30, CRCD: 'USD', POST: 'D' };
		this.add('F0413', { ...payment, BCRC: 'USD', VDGJ: null });
		this.add('F0414', { ...payment, RC5: 1, KCO: '00001', DCT: 'PV', DOC: 1, SFX: '002' });
		const line1: Row = { KCOO: '00001', DCTO: 'OP', DOCO: 4, SFXO: '000', LNID: 1 };
		this.add('F4311', { ...line1, UORG: 10, UREC: 6, UOPN: 4 });
		this.add('F43121', { ...line1, MATC: '1', DOC: 70, NLIN: 1, UREC: 6, UPTD: 2, UOPN: 4 });
		this.add('F43121', {
			...line1,
			MATC: '2',
			KCO: '00001',
			DCT: 'PV',
			DOC: 1,
			NLIN: 1,
			UREC: 2,
			VRMK: '70/1',
		});
	}

	rows(name: string): Row[] {
		return this.stored.get(name) ?? [];
	}

	add(name: string, row: Row): this {
		this.stored.set(name, [...this.rows(name), completeRow(tableNamed(name), row)]);
		return this;
	}

	/** Spoils the first row, or the one at the index. */
	spoil(name: string, changes: Row, index = 0): this {
		Object.assign(this.rows(name)[index] ?? {}, changes);
		return this;
	}

	without(name: string): this {
		this.stored.delete(name);
		return this;
	}
}

test('finds nothing in a ledger that is right', () => {
	expect(checkLedger(new HandBooks())).toEqual([]);
});

test('finds nothing in the sample company', () => {
	const { tables } = sampleCompany({ seed: 1 });
	const rows = (name: string) => (tables[name] ?? []).map((row) => completeRow(tableNamed(name), row));
	expect(checkLedger({ rows })).toEqual([]);
});

const adjustment: Row = {
	KCO: '00001',
	DCT: 'PE',
	DOC: 1,
	SFX: '001',
	SFXE: 1,
	CRCD: 'USD',
	BCRC: 'USD',
	PST: 'P',
};
const reversal: Row = { KCO: '00001', DCT: 'PE', DOC: 1, LT: 'AA', JELN: 1, CRCD: 'USD' };
test.each<[string, (books: HandBooks) => HandBooks, RegExp]>([
	[
		'a distribution that is off by a cent',
		(b) => b.spoil('F0911', { AA: 90.11 }),
		/F0911\.AA AA 100\.01, not 100$/,
	],
	['a distribution that is missing', (b) => b.without('F0911'), /no line in F0911/],
	['a tax that the lines still hold', (b) => b.spoil('F0411', { EXR1: 'V', STAM: 5 }), /AA 100, not 95/],
	['a use tax that the lines lack', (b) => b.spoil('F0411', { EXR1: 'U', STAM: 5 }), /AA 100, not 105/],
	['an open amount that no payment explains', (b) => b.spoil('F0411', { AAP: 60 }), /001: AAP 60, not 70/],
	[
		'a payment that left the open amount',
		(b) => b.spoil('F0411', { AAP: 30, PST: 'A' }, 1),
		/002: AAP 30, not 0/,
	],
	['a pay status written by hand', (b) => b.spoil('F0411', { PST: 'P' }), /pay status P with 70 open/],
	[
		'paid by hand, open amount too',
		(b) => b.spoil('F0411', { PST: 'P', AAP: 0 }),
		/pay status P without a payment/,
	],
	['nothing open, still approved', (b) => b.spoil('F0411', { PST: 'A' }, 1), /nothing open, pay status A/],
	['a detail without its payment', (b) => b.without('F0413'), /F0414 without F0413/],
	['a payment without details', (b) => b.without('F0414'), /payment 9: F0414 adds up to 0, not -30/],
	['a payment of another amount', (b) => b.spoil('F0413', { PAAP: -31 }), /adds up to -30, not -31/],
	['a void payment that still pays', (b) => b.spoil('F0413', { VDGJ: '20261122' }), /adds up to -30, not 0/],
	[
		'a void voucher without reversal',
		(b) => b.spoil('F0411', { VOD: 'V', AAP: 0, PST: 'P' }),
		/void, but not reversed/,
	],
	[
		'a reversal that the general ledger lacks',
		(b) => b.spoil('F0411', { VOD: 'V', AAP: 0, PST: 'P' }).add('F0411', { ...adjustment, AG: -70 }),
		/00001-PE-1: no line in F0911/,
	],
	[
		'a reversal of another amount',
		(b) =>
			b
				.spoil('F0411', { VOD: 'V', AAP: 0, PST: 'P' })
				.add('F0411', { ...adjustment, AG: -69 })
				.add('F0911', { ...reversal, AA: -69 }),
		/void, but not reversed/,
	],
	['a half-posted voucher', (b) => b.spoil('F0411', { POST: '' }), /some pay items are posted/],
	[
		'posted in one ledger only',
		(b) => b.spoil('F0911', { POST: '' }).spoil('F0911', { POST: '' }, 1),
		/posted in one of/,
	],
	['a stamp on one pay item', (b) => b.spoil('F0411', { URRF: '' }), /different origin stamps/],
	[
		'a voucher in foreign currency without its ledger',
		(b) => b.spoil('F0411', { CRRM: 'F' }),
		/no line in F0911 ledger CA/,
	],
	[
		'a batch out of balance',
		(b) => b.add('F0911', { ...reversal, DCT: 'AE', DOC: 5, ICU: 5, POST: 'P', AA: -99, PID: 'R09801' }),
		/batch 5: posted 1 out/,
	],
	[
		'a receipt vouchered twice',
		(b) => b.spoil('F43121', { UPTD: 7, UOPN: -1 }),
		/vouchered beyond what came/,
	],
	[
		'a match that took nothing off',
		(b) => b.spoil('F43121', { UPTD: 0, UOPN: 6 }),
		/does not agree with its matches/,
	],
	['an open quantity that was not kept', (b) => b.spoil('F43121', { UOPN: 6 }), /has 6 open/],
	['more vouchered than ordered', (b) => b.spoil('F43121', { UREC: 11, UOPN: 9 }), /than ordered/],
	['a match without a voucher', (b) => b.spoil('F43121', { DOC: 2 }, 1), /00001-PV-2, which does not exist/],
])('finds %s', (_what, spoil, words) => {
	const found = checkLedger(spoil(new HandBooks()));
	expect(found.filter((one) => words.test(one))).not.toEqual([]);
});

test('finds one origin on two vouchers, but not where the first is void', () => {
	const twin: Row = {
		KCO: '00001',
		DCT: 'PV',
		DOC: 2,
		SFX: '001',
		AG: 70,
		AAP: 70,
		PST: 'A',
		CRCD: 'USD',
		URRF: 'C1',
	};
	const books = new HandBooks().add('F0411', twin).add('F0911', { ...reversal, DCT: 'PV', DOC: 2, AA: 70 });
	expect(checkLedger(books)).toEqual(['origin stamp C1 on 00001-PV-1 and 00001-PV-2']);
	books.spoil('F0411', { VOD: 'V', AAP: 0, PST: 'P' }, 2).add('F0411', { ...adjustment, DOC: 2, AG: -70 });
	books.add('F0911', { ...reversal, DOC: 2, AA: -70 });
	expect(checkLedger(books)).toEqual([]);
});

test('looks at the vouchers in scope alone', () => {
	const books = new HandBooks().spoil('F0411', { AAP: 60 });
	expect(checkLedger(books, { vouchers: ({ DOC }) => DOC === 2 })).toEqual([]);
});
