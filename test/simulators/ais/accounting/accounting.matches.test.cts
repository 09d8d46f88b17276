import { checkLedger } from './index.cts';
import { keyOf, TestBooks } from './testBooks.cts';

let books: TestBooks;
let order: ReturnType<TestBooks['order']>;

beforeEach(async () => {
	books = await TestBooks.start();
	order = books.order();
});
afterEach(() => books.ais.stop());

const clean = () => checkLedger(books.ais.tables, { vouchers: ({ AN8 }) => AN8 === books.supplier });
const receipt = (DOC: number) => books.ais.tables.find('F43121', { MATC: '1', DOC });
const lineOf = (LNID: number) => books.ais.tables.find('F4311', { DOCO: 990, LNID });
const four = { OrderLine: '1.000', ReceiptDocument: '7001', Quantity: '4', Amount: '20.00' };
const lumpSum = { OrderLine: '2', Amount: '200.00' };

describe('matching a voucher with an order', () => {
	test('takes receipt and lump sum off what is open, stamped and held', async () => {
		const { text } = keyOf(await books.done('matchVoucher', order.match(four, lumpSum)));
		expect(books.items(text)).toMatchObject([
			{ AG: 220, PST: 'C', URRF: 'C9', PO: '990', PDCT: 'OP', PKCO: '00001', PID: 'EP0411' },
		]);
		expect(receipt(7001)).toMatchObject({ UREC: 4, UPTD: 4, UOPN: 0, APTD: 20, AOPN: 0, PID: 'EP4314' });
		expect(receipt(7002)).toMatchObject({ UPTD: 0, UOPN: 3 });
		expect(lineOf(2)).toMatchObject({ AREC: 200, AOPN: 0 });
		expect(
			books.ais.tables.rows('F43121').filter(({ MATC, DOC }) => MATC === '2' && text.endsWith(`-${DOC}`)),
		).toMatchObject([
			{ LNID: 1, UREC: 4, AREC: 20 },
			{ LNID: 2, AREC: 200 },
		]);
		const lines = books.ais.tables.rows('F0911').filter(({ DOC }) => text.endsWith(`-${DOC}`));
		expect(lines).toMatchObject([
			{ AA: 20, PO: '990', LNID: 1 },
			{ AA: 200, LNID: 2 },
		]);
		expect([books.count('voucher.matched'), clean()]).toEqual([1, []]);
	});

	test('takes a part, then the rest, and tax beside the lines', async () => {
		const part = { ...four, Quantity: '1', Amount: '5.00', TaxAmount: '0.50' };
		await books.done('matchVoucher', { ...order.match(part), TaxAmount: '0.50', TaxExplanationCode: 'V' });
		expect(receipt(7001)).toMatchObject({ UPTD: 1, UOPN: 3, AOPN: 15 });
		const rest = order.match({ ...four, Quantity: '3', Amount: '15.00' });
		await books.done('matchVoucher', { ...rest, OriginStamp: 'C10', InvoiceNumber: 'INV-10' });
		expect([receipt(7001)?.UOPN, clean()]).toEqual([0, []]);
	});

	test('matches two ways where nothing was received, and closes the line when told', async () => {
		const two = { OrderLine: '3', Quantity: '2', Amount: '4.00', CloseLine: '7' };
		await books.done('matchVoucher', order.match(two));
		expect(lineOf(3)).toMatchObject({ UREC: 2, UCHG: 4, UOPN: 0, AREC: 4, NXTR: '999' });
		expect(clean()).toEqual([]);
		expect(
			await books.refusal('matchVoucher', order.match({ ...two, Quantity: '1', Amount: '2.00' })),
		).toContain('closed');
	});

	test.each<[string, Array<Record<string, string>>, string]>([
		['more than came', [{ ...four, Quantity: '5', Amount: '20.00' }], 'the quantity'],
		['a higher amount', [{ ...four, Amount: '20.01' }], 'the amount'],
		['more than a lump sum', [{ ...lumpSum, Amount: '200.01' }], 'the amount'],
		['a quantity line without quantity', [{ ...four, Quantity: '0' }], 'needs a quantity'],
		['one receipt twice', [four, four], 'twice'],
		['a receipt that is not there', [{ ...four, ReceiptDocument: '7009' }], 'no receipt'],
		[
			'a received line without its receipt',
			[{ OrderLine: '1', Quantity: '1', Amount: '5.00' }],
			'matched with its receipt',
		],
		['a line that is not there', [{ ...four, OrderLine: '1.01' }], 'does not exist'],
	])('refuses %s and leaves everything open', async (_what, lines, words) => {
		expect(await books.refusal('matchVoucher', order.match(...lines))).toContain(words);
		expect([receipt(7001)?.UPTD, lineOf(2)?.AREC, books.count('voucher.matched')]).toEqual([0, 0, 0]);
	});

	test('refuses a second match', async () => {
		await books.done('matchVoucher', order.match(four, lumpSum));
		expect(await books.refusal('matchVoucher', order.match(four))).toContain('Nothing is open');
		expect(await books.refusal('matchVoucher', order.match(lumpSum))).toContain('Nothing is open');
		expect([books.count('voucher.matched'), clean()]).toEqual([1, []]);
	});

	test('refuses what was vouchered before by a match that does not name its receipt', async () => {
		const key = { KCOO: '00001', DOCO: 990, DCTO: 'OP', SFXO: '000', LNID: 1 };
		books.ais.tables.insert('F43121', {
			...key,
			MATC: '2',
			NLIN: 1,
			DOC: 5,
			DCT: 'PV',
			KCO: '00001',
			UREC: 7,
		});
		expect(await books.refusal('matchVoucher', order.match(four))).toContain('Nothing is open');
	});

	test('refuses evaluated receipts, orders on hold, and those of others', async () => {
		const { tables } = books.ais;
		tables.update('F4311', { DOCO: 990 }, { AVCH: 'Y' });
		expect(await books.refusal('matchVoucher', order.match(four))).toContain('evaluated receipt');
		tables.update('F4301', { DOCO: 990 }, { HOLD: 'A1' });
		expect(await books.refusal('matchVoucher', order.match(four))).toContain('on hold');
		tables.update('F4301', { DOCO: 990 }, { AN8: 1 });
		expect(await books.refusal('matchVoucher', order.match(four))).toContain('of supplier 1');
	});
});

describe('reversing a matched voucher', () => {
	test.each(['posted', 'unposted'])('opens order and receipt again: %s', async (state) => {
		const { key, text, batch } = keyOf(await books.done('matchVoucher', order.match(four, lumpSum)));
		if (state === 'posted') books.ais.clerk.postBatch(batch);
		const answer = await books.done('reverseMatch', { ...key, GLDate: '2026-11-22' });
		expect(answer.Outcome).toBe(state === 'posted' ? 'voided' : 'deleted');
		expect(receipt(7001)).toMatchObject({ UPTD: 0, UOPN: 4, APTD: 0, AOPN: 20 });
		expect(lineOf(2)).toMatchObject({ AREC: 0, AOPN: 200 });
		expect(books.items(text)).toHaveLength(state === 'posted' ? 1 : 0);
		expect(clean()).toEqual([]);
		await books.done('matchVoucher', { ...order.match(four, lumpSum), OriginStamp: 'C10' });
		expect(clean()).toEqual([]);
	});

	test('is the only way: accounts payable neither voids nor changes it', async () => {
		const { key } = keyOf(await books.done('matchVoucher', order.match(four)));
		expect(await books.refusal('voidVoucher', { ...key, GLDate: '2026-11-22' })).toContain('procurement');
		expect(await books.refusal('changeVoucher', { ...key, Remark: 'x' })).toContain('procurement');
	});

	test('refuses a paid voucher, a plain one, and a second reversal', async () => {
		const plain = await books.entered();
		expect(await books.refusal('reverseMatch', { ...plain.key, GLDate: '2026-11-22' })).toContain(
			'not matched',
		);
		const { key, batch } = keyOf(await books.done('matchVoucher', { ...order.match(four), PayStatus: 'A' }));
		books.ais.clerk.postBatch(batch);
		const [payment] = books.ais.clerk.payRun({ ICU: batch });
		expect(await books.refusal('reverseMatch', { ...key, GLDate: '2026-11-22' })).toContain('paid');
		books.ais.clerk.postPayment(payment);
		await books.done('voidPayment', { PaymentID: String(payment), GLDate: '2026-11-22', PayStatus: 'C' });
		await books.done('reverseMatch', { ...key, GLDate: '2026-11-22' });
		expect(await books.refusal('reverseMatch', { ...key, GLDate: '2026-11-22' })).toContain('void');
		expect(clean()).toEqual([]);
	});
});
