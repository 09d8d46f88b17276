import type { Row } from '../simulators/ais/catalogue/index.cts';
import { startPosting, type Posting } from './posting.cts';

/** Invoices for purchase order lines: only by match, undone only by its reversal. */

let posting: Posting;
let line: Row;
let receipt: Row;
let supplier: string;
let number: string;

beforeAll(async () => {
	posting = await startPosting();
	const { ais, coupa } = posting.world;
	const rows = ais.tables
		.rows('F43121')
		.filter(({ MATC, UREC, UPTD }) => MATC === '1' && UPTD === 0 && Number(UREC) > 0);
	const lineOf = (row: Row) =>
		ais.tables.find('F4311', {
			DOCO: row.DOCO,
			DCTO: row.DCTO,
			KCOO: row.KCOO,
			SFXO: row.SFXO,
			LNID: row.LNID,
		});
	const isPlain = (one?: Row) =>
		one !== undefined &&
		one.KCOO === '00001' &&
		one.DCTO === 'OP' &&
		one.SFXO === '000' &&
		one.AVCH !== 'Y' &&
		one.NXTR !== '999' &&
		Number(one.FEA) === 0;
	const ordered = rows.find(
		(row) => isPlain(lineOf(row)) && ais.tables.find('F4301', { DOCO: row.DOCO })?.HOLD === '',
	);
	if (!ordered) throw new Error('the sample company has no open receipt');
	receipt = ordered;
	line = lineOf(ordered)!;
	supplier = String(line.AN8);
	number = `1-OP-${line.DOCO}`;
	if (!coupa.store.find('suppliers', { number: supplier })) {
		coupa.store.insert('suppliers', { name: 'Order Supplies', number: supplier, status: 'active' });
	}
	coupa.store.insert('purchase_orders', {
		'po-number': number,
		supplier: { number: supplier },
		'order-lines': [
			{
				...{ 'line-num': String(line.LNID), description: 'Part', price: '1.00', quantity: String(line.UORG) },
				account: { code: 'CC30-8605' },
			},
		],
	});
}, 300_000);

afterAll(async () => await posting?.stop());

const price = () => (Number(line.AEXP) / Number(line.UORG)).toFixed(2);

it('an invoice for an order line is matched with its receipt, once, and undone by the reversal', async () => {
	const order = { number, line: String(line.LNID) };
	const id = posting.invoice({ number: 'O-1', supplier, lines: [{ price: price(), quantity: '1', order }] });

	await posting.run();
	await posting.run();

	expect(await posting.parked()).toEqual([]);
	expect(posting.effects('voucher.matched')).toHaveLength(1);
	expect(posting.vouchers(id)).toMatchObject([{ VINV: 'O-1', PO: String(line.DOCO) }]);
	expect(receipt.UPTD).toBe(1);

	posting.world.coupa.desk.void(id);
	await posting.run();

	expect(posting.effects('voucher.entered')).toEqual([]);
	expect(posting.vouchers(id).filter(({ VOD }) => VOD === '')).toEqual([]);
	expect(receipt.UPTD).toBe(0);
	expect(posting.wrong()).toEqual([]);
});

it('an order line that came in two receipts is matched with both, and only with what was received', async () => {
	const { ais, coupa } = posting.world;
	const order = { number, line: String(line.LNID) };
	const whole = Number(receipt.UREC);
	const [first, second] = [1, whole - 1];
	const amounts = ({ UREC }: Row) => ({ AREC: Number(price()) * Number(UREC), ECST: 0, AOPN: 0 });
	const one = ais.tables.find('F43121', { DOC: receipt.DOC, MATC: '1', LNID: receipt.LNID })!;
	ais.tables.update('F43121', (row) => row === one, {
		UREC: first,
		UOPN: first,
		...amounts({ UREC: first }),
	});
	const other = { ...one, NLIN: 2, UREC: second, UOPN: second, ...amounts({ UREC: second }) };
	ais.tables.insert('F43121', other);
	const lines = (quantity: number) => [{ price: price(), quantity: String(quantity), order }];

	const tooMuch = posting.invoice({ number: 'O-3', supplier, lines: lines(whole + 1) });
	await posting.run();
	expect((await posting.parked()).find(({ key }) => key === `C${tooMuch}`)).toMatchObject({
		code: 'POSTING_RECEIPTS',
	});
	coupa.desk.void(tooMuch);
	const id = posting.invoice({ number: 'O-4', supplier, lines: lines(whole) });
	await posting.run();

	expect(posting.vouchers(id)).toMatchObject([{ VINV: 'O-4' }]);
	const matched = ais.tables.rows('F43121').filter(({ MATC, VINV }) => MATC === '2' && VINV === 'O-4');
	expect(matched.map(({ UREC }) => UREC).sort()).toEqual([first, second].sort());
	expect(posting.wrong()).toEqual([]);
});

it('an invoice with other lines besides is parked whole', async () => {
	const order = { number, line: String(line.LNID) };
	const id = posting.invoice({
		...{ number: 'O-2', supplier },
		lines: [{ price: price(), quantity: '1', order }, { price: '5.00' }],
	});

	await posting.run();

	expect(await posting.parked()).toMatchObject([
		{ key: `C${id}`, category: 'configuration', code: 'POSTING_MIXED' },
	]);
	expect(posting.vouchers(id)).toEqual([]);
});

it('an order line that JD Edwards vouchers by itself when it is received is parked before anything is called', async () => {
	const { ais } = posting.world;
	const { KCOO, DCTO, DOCO, SFXO, LNID } = line;
	ais.tables.update('F4311', { KCOO, DCTO, DOCO, SFXO, LNID }, { AVCH: 'Y' });
	const order = { number, line: String(LNID) };
	const id = posting.invoice({ number: 'O-5', supplier, lines: [{ price: price(), quantity: '1', order }] });
	const matches = posting.effects('voucher.matched').length;

	await posting.run();

	expect((await posting.parked()).find(({ key }) => key === `C${id}`)).toMatchObject({
		...{ category: 'configuration', code: 'POSTING_EVALUATED_RECEIPT' },
	});
	expect(posting.effects('voucher.matched')).toHaveLength(matches);
});
