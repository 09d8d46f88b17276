import { checkLedger } from './index.cts';
import { TestBooks } from './testBooks.cts';

let books: TestBooks;

beforeEach(async () => {
	books = await TestBooks.start();
});
afterEach(() => books.ais.stop());

const stamped = () => books.ais.tables.rows('F0411').filter(({ URRF }) => URRF === 'C1');

describe('what can go wrong on the way', () => {
	test.each([
		['dropBefore', 0],
		['dropAfter', 1],
	])('connection lost, %s: %i voucher entered, and the stamp tells', async (effect, entered) => {
		books.ais.faults.add({ name: effect, path: /CoupaEnterVoucher/, effect: { [effect]: true } as never });
		await expect(books.call('enterVoucher', books.voucher())).rejects.toThrow();
		expect([books.count('voucher.entered'), stamped().length, books.ais.faults.fired(effect)]).toEqual([
			...[entered, entered * 2, 1],
		]);
	});

	test('200 with continuedOnError: the voucher is there, its stamp is not', async () => {
		books.ais.accounting.interrupt('enterVoucher', { answer: 'continued' });
		const { status, json } = await books.call('enterVoucher', books.voucher());
		expect([status, json.DocumentType]).toEqual([200, 'PV']);
		expect(json.continuedOnError).toMatchObject([{ step: 'Stamp pay items' }]);
		expect([books.count('voucher.entered'), stamped().length]).toEqual([1, 0]);
		await books.done('enterVoucher', books.voucher());
		expect(books.ais.accounting.interrupted).toBe(1);
	});

	test('500 after a half effect, before any, and 200 without the numbers', async () => {
		const { accounting } = books.ais;
		accounting.interrupt('enterVoucher', { answer: 'exception' });
		accounting.interrupt('enterVoucher', { answer: 'exception', done: 0 });
		accounting.interrupt('enterVoucher', { answer: 'continued', done: 2 });
		const answers = [];
		for (let i = 0; i < 3; i += 1) answers.push(await books.call('enterVoucher', books.voucher()));
		expect(answers[0]!.json.message.fs_P0411_W0411A.errors[0].DESC).toContain('Stamp pay items');
		expect([answers.map(({ status }) => status), books.count('voucher.entered'), stamped().length]).toEqual([
			[500, 500, 200],
			2,
			2,
		]);
	});

	test('a void whose hold step fails leaves the voucher approved', async () => {
		const { key, batch } = await books.entered();
		books.ais.clerk.postBatch(batch);
		const Vouchers = [{ ...key, PayItem: '001', Amount: '60.00' } as Record<string, string>];
		const { PaymentID } = await books.done('recordPayment', books.payment({ Amount: '60.00', Vouchers }));
		books.ais.accounting.interrupt('voidPayment', { answer: 'continued' });
		const { json } = await books.call('voidPayment', { PaymentID: String(PaymentID), PayStatus: 'C' });
		expect(json).toMatchObject({ Outcome: 'deleted', continuedOnError: [{ step: 'Hold pay items' }] });
		expect(stamped()[0]).toMatchObject({ AAP: 60, PST: 'A' });
	});

	test('a refusal is an object as message, or a text', async () => {
		const wrong = books.voucher({ Supplier: '1' });
		const { json } = await books.call('enterVoucher', wrong);
		expect(json.message.fs_P0411_W0411A.errors[0]).toMatchObject({
			CODE: '0002',
			DESC: 'Address Number 1 is no supplier',
		});
		books.ais.accounting.errorsAs = 'text';
		expect((await books.call('enterVoucher', wrong)).json.message).toBe('Address Number 1 is no supplier');
	});

	test('a site may use other names, formats and columns, and leave orchestrations out', async () => {
		await books.ais.stop();
		books = await TestBooks.start({
			names: { enterVoucher: 'SITE_Voucher' },
			omit: ['recordPayment'],
			dateFormat: 'MM/dd/yyyy',
			rules: { stampColumn: 'RMK' },
		});
		const dates = { InvoiceDate: '11/20/2026', GLDate: '11/20/2026' };
		const sent = books.voucher({ ...dates, PayItems: [{ GrossAmount: '110.00' }] });
		expect((await books.call('enterVoucher', sent, 'SITE_Voucher')).status).toBe(200);
		expect((await books.call('recordPayment', {})).json.message).toContain('could not be found');
		expect(books.ais.tables.rows('F0411').filter(({ RMK }) => RMK === 'C1')).toHaveLength(1);
	});
});

test('a year of every kind of work leaves the whole ledger clean', async () => {
	const { tables, clerk } = books.ais;
	for (const name of ['F0411', 'F0911', 'F0413', 'F0414', 'F43121', 'F4311', 'F4301'])
		tables.remove(name, () => true);
	for (let month = 1; month <= 12; month += 1) {
		const GLDate = `2026-${String(month).padStart(2, '0')}-15`;
		clerk.openPeriod('00001', GLDate.replaceAll('-', ''));
		const serial = (more: object, add: number) => ({
			...more,
			OriginStamp: `C${month * 10 + add}`,
			InvoiceNumber: `I${month}-${add}`,
		});
		const dates = { InvoiceDate: GLDate, GLDate };
		const held = await books.entered(serial(dates, 1));
		const approved = await books.entered(serial({ ...dates, PayStatus: 'A' }, 2));
		const wrong = await books.entered(serial(dates, 3));
		clerk.postVoucher(held.text);
		clerk.postVoucher(approved.text);
		if (month % 2 === 0) clerk.postVoucher(wrong.text);
		await books.done('voidVoucher', { ...wrong.key, GLDate });
		for (const payment of clerk.payRun()) clerk.postPayment(payment);
		const Vouchers = [{ ...held.key, PayItem: '001', Amount: '60.00' } as Record<string, string>];
		const number = { PaymentNumber: String(880_000 + month), PaymentDate: GLDate, Amount: '60.00' };
		const { PaymentID } = await books.done('recordPayment', books.payment({ ...number, Vouchers }));
		if (month % 3 === 0) clerk.postPayment(Number(PaymentID));
		if (month % 4 === 0)
			await books.done('voidPayment', { PaymentID: String(PaymentID), GLDate, PayStatus: 'C' });
		expect(checkLedger(tables)).toEqual([]);
	}
	expect(tables.rows('F0411').filter(({ DCT, VOD }) => DCT === 'PV' && VOD === '')).toHaveLength(48);
});
