import { checkLedger } from './index.cts';
import { TestBooks, type Sent } from './testBooks.cts';

let books: TestBooks;
const clean = () =>
	checkLedger(books.ais.tables, { orders: false, vouchers: ({ AN8 }) => AN8 === books.supplier });

beforeEach(async () => {
	books = await TestBooks.start();
	books.ais.tables.remove('F0411', { AN8: books.supplier });
});
afterEach(() => books.ais.stop());

describe('entering a voucher', () => {
	test('writes pay items and distribution, stamped, held, and not posted', async () => {
		const answer = await books.done('enterVoucher', books.voucher());
		const { text } = await books.entered({ InvoiceNumber: 'INV-2', OriginStamp: 'C2' });
		expect(answer).toMatchObject({
			DocumentCompany: '00001',
			DocumentType: 'PV',
			BatchType: 'V',
			Warnings: '',
		});
		expect(books.items(text)).toMatchObject([
			{
				SFX: '001',
				AG: 60,
				AAP: 60,
				PST: 'C',
				URRF: 'C2',
				POST: '',
				DDJ: '20261220',
				USER: 'N8N',
				PID: 'EP0411',
			},
			{
				SFX: '002',
				AG: 50,
				AAP: 50,
				PST: 'C',
				URRF: 'C2',
				POST: '',
				DDJ: '20270131',
				UPMJ: '20261122',
				PN: 11,
			},
		]);
		const lines = books.ais.tables
			.rows('F0911')
			.filter(({ DOC, LT }) => `00001-PV-${DOC}` === text && LT === 'AA');
		expect(lines).toMatchObject([
			{ JELN: 1, OBJ: '8605', AA: 100, EXR: 'Paper', POST: '', ICUT: 'V' },
			{ JELN: 2, OBJ: '6110', AA: 10, MCU: '30' },
		]);
		expect([books.count('voucher.entered'), clean()]).toEqual([2, []]);
	});

	test('draws numbers that nothing has yet, one document and one batch a voucher', async () => {
		const [one, two] = [
			await books.entered(),
			await books.entered({ OriginStamp: 'C2', InvoiceNumber: 'INV-2' }),
		];
		expect(Number(two.key.DocumentNumber)).toBe(Number(one.key.DocumentNumber) + 1);
		expect(two.batch).toBe(one.batch + 1);
	});

	test('takes a credit, and foreign amounts with a ledger of their own to the last cent', async () => {
		await books.entered({
			GrossAmount: '-110.00',
			PayItems: [{ GrossAmount: '-110.00' }],
			GLDistribution: [{ AccountId: '00018605', Amount: '-110.00' }],
		});
		const { text } = await books.entered({
			Currency: 'EUR',
			ExchangeRate: '1.0855',
			OriginStamp: 'C2',
			GrossAmount: '100.01',
			PayItems: [{ GrossAmount: '33.34' }, { GrossAmount: '33.34' }, { GrossAmount: '33.33' }],
			GLDistribution: [
				{ Account: '30.8605', Amount: '50.00' },
				{ Account: '30.6110', Amount: '50.01' },
			],
		});
		expect(books.items(text)).toMatchObject([
			{ CRRM: 'F', ACR: 33.34, AG: 36.19 },
			{},
			{ ACR: 33.33, AG: 36.18 },
		]);
		expect(clean()).toEqual([]);
	});

	test.each([
		['V', '90.00'],
		['S', '110.00'],
		['U', '130.00'],
		['', '110.00'],
	])('with tax explanation code %p wants %s on the accounts', async (code, amount) => {
		const more: Sent = {
			TaxExplanationCode: code,
			PayItems: [{ GrossAmount: '110.00', TaxAmount: '20.00' }],
			GLDistribution: [{ Account: '30.8605', Amount: amount }],
		};
		const { batch } = await books.entered(more);
		books.ais.clerk.postBatch(batch);
		expect(clean()).toEqual([]);
		const wrong = { ...more, OriginStamp: 'C2', GLDistribution: [{ Account: '30.8605', Amount: '110.01' }] };
		expect(await books.refusal('enterVoucher', books.voucher(wrong))).toContain('does not balance');
	});

	test('warns of a second invoice number, or refuses it, as the constants say', async () => {
		await books.entered();
		const { Warnings } = await books.done('enterVoucher', books.voucher({ OriginStamp: 'C2' }));
		expect(Warnings).toContain('Invoice number INV-1');
		books.ais.accounting.rules.duplicateInvoices = 'error';
		expect(await books.refusal('enterVoucher', books.voucher({ OriginStamp: 'C3' }))).toContain('INV-1');
		expect(books.count('voucher.entered')).toBe(2);
	});

	const line = (more: Record<string, string>): Sent => ({ GLDistribution: [{ Amount: '110.00', ...more }] });
	test.each<[string, Sent, string]>([
		['an unknown supplier', { Supplier: '1' }, 'is no supplier'],
		['an unknown company', { Company: '00009' }, 'is not set up'],
		['an unknown account', line({ Account: '30.9999' }), 'does not exist'],
		['an account that is not postable', line({ Account: '200.8720' }), 'is not postable'],
		['a closed period', { GLDate: '2026-10-31' }, 'PBCO'],
		['a period too far ahead', { GLDate: '2027-01-01' }, 'WACO'],
		['pay items that do not add up', { GrossAmount: '110.01' }, 'do not add up'],
		['more decimals than the currency has', { GrossAmount: '110.001' }, 'decimals'],
		['a foreign voucher without rate', { Currency: 'EUR' }, 'exchange rate'],
		['a date in another form', { InvoiceDate: '11/20/2026' }, 'no date'],
		['a stamp that is too long', { OriginStamp: 'C123456789012345' }, 'characters'],
		['unknown terms', { PaymentTerms: 'ZZZ' }, 'Payment terms'],
	])('refuses %s and leaves nothing', async (_what, more, words) => {
		const before = [books.ais.tables.rows('F0411').length, books.ais.tables.rows('F0911').length];
		expect(await books.refusal('enterVoucher', books.voucher(more))).toContain(words);
		expect([books.ais.tables.rows('F0411').length, books.ais.tables.rows('F0911').length]).toEqual(before);
	});

	test('takes a date in the next period, and after the close only from there', async () => {
		await books.entered({ GLDate: '2026-12-31' });
		books.ais.clerk.closePeriod('00001');
		expect(await books.refusal('enterVoucher', books.voucher({ OriginStamp: 'C2' }))).toContain('PBCO');
		await books.entered({ OriginStamp: 'C3', GLDate: '2027-01-31' });
		books.ais.clerk.openPeriod('00001', '20261115');
		await books.entered({ OriginStamp: 'C2' });
	});
});

describe('changing a voucher', () => {
	test('replaces what is there, under the same number, batch and stamp', async () => {
		const { key, text, batch } = await books.entered();
		const sent: Sent = {
			...key,
			Remark: 'corrected',
			GrossAmount: '90.00',
			PayItems: [{ GrossAmount: '90.00' }],
			GLDistribution: [{ Account: '30.8605', Amount: '90.00' }],
		};
		expect(await books.done('changeVoucher', sent)).toMatchObject({ BatchNumber: batch });
		expect(books.items(text)).toMatchObject([
			{ AG: 90, AAP: 90, URRF: 'C1', RMK: 'corrected', VINV: 'INV-1', PST: 'C' },
		]);
		expect(clean()).toEqual([]);
	});

	test('changes single fields and leaves the money', async () => {
		const { key, text } = await books.entered();
		await books.done('changeVoucher', { ...key, InvoiceNumber: 'INV-1A', TaxDate: '2026-11-01' });
		expect(books.items(text)).toMatchObject([
			{ VINV: 'INV-1A', DSVJ: '20261101', AG: 60 },
			{ VINV: 'INV-1A' },
		]);
		expect(clean()).toEqual([]);
	});

	test('never touches a posted, paid or void voucher, nor one in a payment group', async () => {
		const { key, text, batch } = await books.entered({ PayStatus: 'A' });
		const change = () => books.refusal('changeVoucher', { ...key, Remark: 'x' });
		books.ais.clerk.postBatch(batch);
		expect(await change()).toContain('is posted');
		books.ais.clerk.putIntoPaymentGroup({ AN8: books.supplier });
		expect(await change()).toContain('payment group');
		books.ais.clerk.resetPaymentGroups();
		books.ais.clerk.payRun({ AN8: books.supplier });
		expect(await change()).toContain('is paid');
		expect(books.items(text)).toMatchObject([{ RMK: '' }, { RMK: '' }]);
	});
});

describe('voiding a voucher', () => {
	test('takes an unposted one away without a trace', async () => {
		const { key, text } = await books.entered();
		expect(await books.done('voidVoucher', { ...key, GLDate: '2026-11-22' })).toMatchObject({
			Outcome: 'deleted',
		});
		expect([books.items(text), books.count('voucher.deleted'), clean()]).toEqual([[], 1, []]);
	});

	test('cancels a posted one in a batch of its own and leaves the posted batch alone', async () => {
		const { key, text, batch } = await books.entered();
		books.ais.clerk.postBatch(batch);
		const voided = await books.done('voidVoucher', { ...key, GLDate: '2026-12-01' });
		expect(voided).toMatchObject({ Outcome: 'voided', DocumentType: 'PV' });
		expect(voided.BatchNumber).toBeGreaterThan(batch);
		expect(books.items(text)).toMatchObject([
			{ VOD: 'V', AG: 60, AAP: 0, PST: 'P', POST: 'D', ICU: batch },
			{ VOD: 'V', AG: 50, AAP: 0 },
		]);
		expect(books.items(text.replace('PV', 'PE'))).toMatchObject([
			{ AG: -60, DGJ: '20261201', POST: '', DCTA: 'PV', ICU: voided.BatchNumber },
			{ AG: -50 },
		]);
		books.ais.clerk.postVoucher(text.replace('PV', 'PE'));
		expect(clean()).toEqual([]);
		expect(await books.refusal('voidVoucher', { ...key, GLDate: '2026-12-01' })).toContain('is void');
		expect(books.count('voucher.voided')).toBe(1);
	});

	test('frees the invoice number', async () => {
		const { key, batch } = await books.entered();
		books.ais.clerk.postBatch(batch);
		await books.done('voidVoucher', { ...key, GLDate: '2026-11-22' });
		expect((await books.done('enterVoucher', books.voucher())).Warnings).toBe('');
		expect(clean()).toEqual([]);
	});

	test('refuses a closed period, a paid voucher, and one in a payment group', async () => {
		const { key, batch } = await books.entered({ PayStatus: 'A' });
		books.ais.clerk.postBatch(batch);
		const cancel = (GLDate = '2026-11-22') => books.refusal('voidVoucher', { ...key, GLDate });
		expect(await cancel('2026-10-31')).toContain('PBCO');
		books.ais.clerk.putIntoPaymentGroup({ AN8: books.supplier });
		expect(await cancel()).toContain('payment group');
		books.ais.clerk.resetPaymentGroups();
		books.ais.clerk.payRun({ AN8: books.supplier });
		expect(await cancel()).toContain('paid');
		expect([books.count('voucher.voided'), clean()]).toEqual([0, []]);
	});
});
