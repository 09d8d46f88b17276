import { checkLedger } from './index.cts';
import { TestBooks, type Sent } from './testBooks.cts';

let books: TestBooks;
let voucher: Awaited<ReturnType<TestBooks['entered']>>;

beforeEach(async () => {
	books = await TestBooks.start();
	books.ais.tables.remove('F0411', { AN8: books.supplier });
	voucher = await books.entered();
	books.ais.clerk.postBatch(voucher.batch);
});
afterEach(() => books.ais.stop());

const clean = () =>
	checkLedger(books.ais.tables, { orders: false, vouchers: ({ AN8 }) => AN8 === books.supplier });
const part = (PayItem: string, Amount: string, more: Sent = {}): Record<string, string> =>
	({ ...voucher.key, PayItem, Amount, ...more }) as Record<string, string>;
const all = (): Sent =>
	books.payment({ Amount: '110.00', Vouchers: [part('001', '60.00'), part('002', '50.00')] });
const items = () => books.items(voucher.text);

describe('recording a payment made in Coupa', () => {
	test('is a manual payment: F0413 and F0414 in a batch of their own, the pay status follows', async () => {
		const answer = await books.done('recordPayment', all());
		expect(answer).toMatchObject({ PaymentType: 'PN', PaymentNumber: 880001, BatchType: 'M' });
		const { tables } = books.ais;
		expect(tables.find('F0413', { PYID: answer.PaymentID })).toMatchObject({
			...{ DCTM: 'PN', DOCM: 880001, GLBA: '00011199', PAAP: -110, EXR: 'C77', POST: '', VDGJ: null },
			...{ ICU: answer.BatchNumber, USER: 'N8N', PID: 'EP0413M' },
		});
		expect(tables.rows('F0414').filter(({ PYID }) => PYID === answer.PaymentID)).toMatchObject([
			{ RC5: 1, SFX: '001', PAAP: -60 },
			{ RC5: 2, SFX: '002', PAAP: -50 },
		]);
		expect(items()).toMatchObject([
			{ AAP: 0, PST: 'P' },
			{ AAP: 0, PST: 'P' },
		]);
		books.ais.clerk.postPayment(Number(answer.PaymentID));
		expect([books.count('payment.recorded'), clean()]).toEqual([1, []]);
	});

	test('in parts: the hold stays until nothing is open', async () => {
		await books.done('recordPayment', books.payment({ Amount: '20.00', Vouchers: [part('001', '20.00')] }));
		expect(items()).toMatchObject([
			{ AAP: 40, PST: 'C' },
			{ AAP: 50, PST: 'C' },
		]);
		const rest = {
			Amount: '39.00',
			PaymentNumber: '880002',
			Vouchers: [part('001', '39.00', { DiscountTaken: '1.00' })],
		};
		await books.done('recordPayment', books.payment(rest));
		expect(items()[0]).toMatchObject({ AAP: 0, ADSA: 1, PST: 'P' });
		expect(clean()).toEqual([]);
	});

	test('of a foreign voucher leaves no fraction of a cent open', async () => {
		const foreign = await books.entered({
			...{ Currency: 'EUR', ExchangeRate: '1.0855', GrossAmount: '33.33', OriginStamp: 'C2' },
			PayItems: [{ GrossAmount: '33.33' }],
			GLDistribution: [{ Account: '30.8605', Amount: '33.33' }],
		});
		for (const [index, Amount] of ['11.11', '22.22'].entries()) {
			const more = { Currency: 'EUR', ExchangeRate: '1.1', PaymentNumber: `88001${index}`, Amount };
			await books.done(
				'recordPayment',
				books.payment({ ...more, Vouchers: [{ ...foreign.key, PayItem: '001', Amount } as never] }),
			);
		}
		expect(books.items(foreign.text)).toMatchObject([{ FAP: 0, AAP: 0, PST: 'P' }]);
		expect(clean()).toEqual([]);
	});

	test.each<[string, () => Sent, string]>([
		[
			'more than is open',
			() => books.payment({ Amount: '60.01', Vouchers: [part('001', '60.01')] }),
			'60 open',
		],
		['the other sign', () => books.payment({ Amount: '-1.00', Vouchers: [part('001', '-1.00')] }), '60 open'],
		['another currency', () => ({ ...all(), Currency: 'EUR', ExchangeRate: '1' }), 'is in USD'],
		['an unknown bank account', () => ({ ...all(), BankAccount: '99999999' }), 'Bank account'],
		['a total that differs', () => ({ ...all(), Amount: '110.01' }), 'do not add up'],
		['a closed period', () => ({ ...all(), GLDate: '2026-10-31' }), 'PBCO'],
		[
			'a pay item twice',
			() => books.payment({ Amount: '2.00', Vouchers: [part('001', '1.00'), part('001', '1.00')] }),
			'twice',
		],
		['no voucher', () => books.payment({ Amount: '1.00' }), 'pays a voucher'],
	])('refuses %s and pays nothing', async (_what, sent, words) => {
		expect(await books.refusal('recordPayment', sent())).toContain(words);
		expect(items()).toMatchObject([{ AAP: 60 }, { AAP: 50 }]);
	});

	test('refuses a payment number that the bank account has', async () => {
		await books.done('recordPayment', books.payment({ Amount: '20.00', Vouchers: [part('001', '20.00')] }));
		const again = books.payment({ Amount: '20.00', Vouchers: [part('001', '20.00')] });
		expect(await books.refusal('recordPayment', again)).toContain('Payment number 880001');
		expect([books.count('payment.recorded'), items()[0]?.AAP]).toEqual([1, 40]);
	});
});

describe('voiding a payment made in Coupa', () => {
	test('opens the voucher again, held and never approved', async () => {
		const { PaymentID } = await books.done('recordPayment', all());
		books.ais.clerk.postPayment(Number(PaymentID));
		const sent = { PaymentID: String(PaymentID), GLDate: '2026-11-22', PayStatus: 'C' };
		expect(await books.done('voidPayment', sent)).toMatchObject({ Outcome: 'voided', BatchType: 'M' });
		const { tables, clerk } = books.ais;
		expect(tables.find('F0413', { PYID: PaymentID })).toMatchObject({ VDGJ: '20261122', PAAP: 0 });
		expect(
			tables.rows('F0414').filter(({ PYID, DCTM }) => PYID === PaymentID && DCTM === 'PO'),
		).toMatchObject([
			{ PAAP: 60, RC5: 3 },
			{ PAAP: 50, RC5: 4 },
		]);
		expect(items()).toMatchObject([
			{ AAP: 60, PST: 'C' },
			{ AAP: 50, PST: 'C' },
		]);
		expect(clerk.selectable({ AN8: books.supplier })).toEqual([]);
		clerk.postPayment(Number(PaymentID));
		expect(clean()).toEqual([]);
		expect(await books.refusal('voidPayment', sent)).toContain('is void');
		expect(books.count('payment.voided')).toBe(1);
	});

	test('without a hold status leaves it to the next payment run, as JD Edwards does', async () => {
		const { PaymentID } = await books.done('recordPayment', all());
		books.ais.clerk.postPayment(Number(PaymentID));
		await books.done('voidPayment', { PaymentID: String(PaymentID), GLDate: '2026-11-22' });
		expect(books.ais.clerk.selectable({ AN8: books.supplier })).toHaveLength(2);
	});

	test('that was not posted takes it away without a trace', async () => {
		const { PaymentID } = await books.done('recordPayment', all());
		const answer = await books.done('voidPayment', { PaymentID: String(PaymentID), PayStatus: 'C' });
		expect(answer.Outcome).toBe('deleted');
		expect(books.ais.tables.find('F0413', { PYID: PaymentID })).toBeUndefined();
		expect([items()[0]?.PST, clean()]).toEqual(['C', []]);
	});

	test('refuses a closed period and a payment that is not there', async () => {
		const { PaymentID } = await books.done('recordPayment', all());
		books.ais.clerk.postPayment(Number(PaymentID));
		const closed = { PaymentID: String(PaymentID), GLDate: '2026-10-31' };
		expect(await books.refusal('voidPayment', closed)).toContain('PBCO');
		expect(await books.refusal('voidPayment', { PaymentID: '1', GLDate: '2026-11-22' })).toContain(
			'does not exist',
		);
		expect(items()).toMatchObject([{ PST: 'P' }, { PST: 'P' }]);
	});
});

describe('accounts payable at work', () => {
	test('a payment run leaves vouchers on hold alone, and pays what is approved', async () => {
		expect(books.ais.clerk.payRun({ AN8: books.supplier })).toEqual([]);
		const approved = await books.entered({ PayStatus: 'A', OriginStamp: 'C2', InvoiceNumber: 'INV-2' });
		expect(books.ais.clerk.payRun({ AN8: books.supplier })).toEqual([]);
		books.ais.clerk.postVoucher(approved.text);
		const [payment] = books.ais.clerk.payRun({ AN8: books.supplier });
		expect(books.ais.tables.find('F0413', { PYID: payment })).toMatchObject({
			DCTM: 'PK',
			PAAP: -110,
			POST: '',
		});
		expect([books.items(approved.text)[0]?.PST, items()[0]?.PST]).toEqual(['P', 'C']);
		books.ais.clerk.postPayment(payment);
		expect(clean()).toEqual([]);
	});

	test('what a payment group holds is paid by nobody else', async () => {
		books.ais.tables.update('F0411', { AN8: books.supplier }, { PST: 'A' });
		expect(books.ais.clerk.putIntoPaymentGroup({ AN8: books.supplier })).toBe(2);
		expect(await books.refusal('recordPayment', all())).toContain('payment group');
		expect(books.ais.clerk.resetPaymentGroups()).toBeGreaterThan(1);
		await books.done('recordPayment', all());
	});

	test('enters a voucher by hand meanwhile, without a stamp', async () => {
		const hand = {
			company: '00001',
			supplier: books.supplier,
			invoice: 'INV-3',
			gross: '12.00',
			account: '30.8605',
		};
		const key = books.ais.clerk.enterByHand({ ...hand, date: '2026-11-22' });
		expect(books.items(key)).toMatchObject([{ AG: 12, URRF: '', USER: 'APCLERK', VINV: 'INV-3', PST: 'A' }]);
		expect(clean()).toEqual([]);
	});

	test('posting leaves the date updated as it was, unless told', async () => {
		await books.nextDay();
		const late = await books.entered({ OriginStamp: 'C2', InvoiceNumber: 'INV-2' });
		await books.nextDay();
		books.ais.clerk.postBatch(late.batch);
		expect(books.items(late.text)).toMatchObject([{ POST: 'D', UPMJ: '20261123' }, {}]);
		expect(() => books.ais.clerk.postBatch(late.batch)).toThrow('nothing to post');
	});
});
