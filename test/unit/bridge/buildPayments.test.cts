import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { bridge, failureOf } from './bridgeNode.cts';

const KEY = '00001-PV-123456';
const detail = (PAAP: number, more: IDataObject = {}): IDataObject => ({
	...{ DCTM: 'PK', PAAP, PFAP: 0, ADSA: 0, CDSA: 0, POST: 'D', DGJ: '2026-03-10' },
	...more,
});
const voidRow = (PAAP: number, more: IDataObject = {}) =>
	detail(PAAP, { DCTM: 'PO', DGJ: '2026-03-20', ...more });
const payment = (id: string, F0414: IDataObject[], header: IDataObject = {}): IDataObject => ({
	key: id,
	number: `70${id}`,
	F0413: { DMTJ: '2026-03-10', VDGJ: '', GLBA: '00011110', POST: 'D', ...header },
	F0414,
});
const voucher = (
	gross: string,
	open: string,
	payments: IDataObject[],
	more: IDataObject = {},
): IDataObject => ({
	...{ key: KEY, type: 'PV', company: '00001', currency: 'USD', mode: 'domestic', supplier: '4343' },
	...{ invoiceNumber: 'INV-1', grossAmount: gross, openAmount: open, payments },
	F0411: [{ AG: gross, AAP: open, PST: open === '0' ? 'P' : 'A', URRF: '' }],
	...more,
});
const run = async (item: IDataObject, reservedBankAccounts = '', goLive = '') =>
	await bridge(
		'document',
		'buildPayments',
		{ reservedBankAccounts, goLive, stampField: 'F0411[].URRF' },
		{ items: [item] },
	);
const built = async (item: IDataObject, reserved = '') => (await run(item, reserved))[0]!;
const left = async (item: IDataObject, reserved = '') => (await run(item, reserved))[1]!;

describe('a payment of a voucher', () => {
	it('is one payment on its invoice in Coupa, whatever the number of pay items it pays', async () => {
		const paid = payment('1', [detail(-60), detail(-40)]);
		expect(await built(voucher('100', '0', [paid]))).toEqual([
			{
				key: `${KEY} JDE 1 701`,
				voucherKey: KEY,
				company: '00001',
				currency: 'USD',
				amount: '100.00',
				'amount-paid': '100.00',
				'payment-date': '2026-03-10',
				notes: 'JDE 1 701',
				paid: true,
				isVoid: false,
				paymentId: '1',
				paymentNumber: '701',
				invoice: { 'invoice-number': 'INV-1', supplier: { number: '4343' } },
			},
		]);
	});

	it.each([-1, 1])('is positive, whichever sign (%i) JD Edwards has it with', async (sign) => {
		const [first] = await built(voucher('100', '40', [payment('1', [detail(60 * sign)])]));
		expect(first).toMatchObject({ 'amount-paid': '60.00', paid: false });
	});

	it('of a credit is negative', async () => {
		const [first] = await built(voucher('-100', '0', [payment('1', [detail(100)])]));
		expect(first).toMatchObject({ 'amount-paid': '-100.00', paid: true });
	});

	it('that does not explain what is open is parked with the sums', async () => {
		const [parked] = await left(voucher('100', '20', [payment('1', [detail(-90)])]));
		expect(parked).toMatchObject({ key: KEY });
		expect(failureOf(parked)).toMatchObject({
			code: 'PAYMENTS_DIFFER',
			category: 'validation',
			message: `Payments of -90.00 and discounts of 0.00 do not explain that voucher ${KEY}, 100.00 USD, has 20.00 open`,
		});
	});

	it('that would take back what another one paid is parked', async () => {
		const odd = [payment('1', [detail(-80)]), payment('2', [detail(20)])];
		expect(failureOf((await left(voucher('100', '40', odd)))[0])).toMatchObject({ code: 'PAYMENTS_DIFFER' });
	});

	it('of a foreign voucher is PFAP, in the currency of the voucher', async () => {
		const paid = payment('1', [detail(-110, { PFAP: -100, AGL: 5 })]);
		const item = { ACR: '100', FAP: '0', AG: '105', AAP: '0', PST: 'P' };
		const foreign = voucher('100', '0', [paid], { mode: 'foreign', currency: 'EUR', F0411: [item] });
		expect(await built(foreign)).toMatchObject([{ 'amount-paid': '100.00', currency: 'EUR', paid: true }]);
	});

	it('of a foreign voucher names discount and withholding in its currency, and is paid by what is open in it', async () => {
		const paid = payment('1', [detail(-95, { PFAP: -88, ADSA: -3, CDSA: -2 })]);
		const items = [
			{ ACR: '90', FAP: '0', AG: '98', AAP: '0.50', PST: 'P' },
			{ ACR: '10', FAP: '10', AG: '11', AAP: '11', PST: '%' },
		];
		const foreign = voucher('100', '10', [paid], { mode: 'foreign', currency: 'EUR', F0411: items });
		expect(await built(foreign)).toMatchObject([
			{ 'amount-paid': '88.00', notes: 'JDE 1 701; discount 2.00; withholding 10.00', paid: true },
		]);
	});

	it.each([
		['JPY', '1000', '1000'],
		['KWD', '1.234', '1.234'],
	])('has as many digits as %s', async (currency, amount, text) => {
		const paid = payment('1', [detail(-Number(amount))]);
		expect(await built(voucher(amount, '0', [paid], { currency }))).toMatchObject([{ 'amount-paid': text }]);
	});

	it('with more digits than its currency has is parked: it was not adjusted', async () => {
		const odd = voucher('100.5', '0', [payment('1', [detail(-100.5)])], { currency: 'JPY' });
		expect(failureOf((await left(odd))[0])).toMatchObject({
			code: 'AMOUNT_DECIMALS',
			category: 'validation',
		});
	});

	it.each([-2, 2])('names the discount taken (%i) behind its key', async (ADSA) => {
		const [first] = await built(voucher('100', '0', [payment('1', [detail(-98, { ADSA })])]));
		expect(first).toMatchObject({
			'amount-paid': '98.00',
			notes: 'JDE 1 701; discount 2.00',
			key: `${KEY} JDE 1 701`,
		});
	});

	it('names the withholding, which keeps no invoice from being paid', async () => {
		const items = [
			{ AG: '90', AAP: '0', PST: 'P' },
			{ AG: '10', AAP: '10', PST: '%' },
		];
		const [first] = await built(voucher('100', '10', [payment('1', [detail(-90)])], { F0411: items }));
		expect(first).toMatchObject({ notes: 'JDE 1 701; withholding 10.00', paid: true });
	});

	it('goes to the invoice that the voucher came from', async () => {
		const item = { AG: '100', AAP: '0', PST: 'P', URRF: 'C4711' };
		const [first] = await built(voucher('100', '0', [payment('1', [detail(-100)])], { F0411: [item] }));
		expect(first).toMatchObject({ invoice: { id: '4711' } });
	});
});

describe('the payments of a voucher', () => {
	it('come the oldest first, and the last one carries the flag of the invoice', async () => {
		const both = [
			payment('2', [detail(-40)], { DMTJ: '2026-03-11' }),
			payment('1', [detail(-60)], { DMTJ: '2026-03-12' }),
		];
		const list = await built(voucher('100', '0', both));
		expect(list.map(({ paymentId }) => paymentId)).toEqual(['2', '1']);
		expect([list[0], list[1]!.paid]).toEqual([
			expect.not.objectContaining({ paid: expect.anything() }),
			true,
		]);
	});

	it.each([
		['an unposted header', { POST: '' }, {}],
		['a header that failed to post', { POST: 'P' }, {}],
		['an unposted row', {}, { POST: '' }],
	])('wait with %s, are looked at again, and make nothing paid', async (_what, header, row) => {
		const both = [payment('1', [detail(-60)]), payment('2', [detail(-40, row)], header)];
		const item = voucher('100', '0', both);
		expect(await built(item)).toMatchObject([{ paymentId: '1', paid: false }]);
		expect(await left(item)).toMatchObject([
			{
				record: { key: `${KEY} JDE 2 702` },
				action: 'skipped',
				reason: 'payment not posted yet',
				watch: true,
			},
		]);
	});

	it('on a bank account reserved for Coupa do not go back, but count for what is open', async () => {
		const both = [payment('1', [detail(-60)]), payment('2', [detail(-40)], { GLBA: '00099990' })];
		expect(await built(voucher('100', '0', both), '00099990')).toMatchObject([
			{ paymentId: '1', paid: true },
		]);
		const reserved = await left(voucher('40', '0', [both[1]!]), '00099990');
		expect(reserved).toMatchObject([{ reason: 'paid in Coupa', watch: false }]);
		const taken = payment('2', [detail(-40), voidRow(40)], { GLBA: '00099990', VDGJ: '2026-03-20' });
		expect(await built(voucher('40', '40', [taken]), '00099990')).toEqual([]);
	});

	it('made before the go-live are never sent, nor is what voids them later, but count for what is open', async () => {
		const old = payment('1', [detail(-60), voidRow(60)], { DMTJ: '2026-03-09', VDGJ: '2026-03-20' });
		const young = payment('2', [detail(-100)], { DMTJ: '2026-03-10' });
		const [sent, leftOut] = await run(voucher('100', '0', [old, young]), '', '2026-03-10');
		expect(sent).toMatchObject([{ paymentId: '2', 'amount-paid': '100.00', paid: true }]);
		expect(leftOut).toMatchObject(
			[`${KEY} JDE 1 701`, `${KEY} JDE 1 701 VOID`].map((key) => ({
				...{ record: { key }, action: 'skipped', reason: 'before 2026-03-10', watch: false },
			})),
		);
	});

	it('are paid only when nothing is open, and not while a payment run is under way', async () => {
		const items = (PST: string) => [{ AG: '100', AAP: '0', PST }];
		const paid = [payment('1', [detail(-100)])];
		expect((await built(voucher('100', '0', paid, { F0411: items('#') })))[0]).toMatchObject({ paid: false });
		const half = [
			{ AG: '100', AAP: '50', PST: 'A' },
			{ AG: '0', AAP: '-50', PST: 'A' },
		];
		expect((await built(voucher('100', '0', paid, { F0411: half })))[0]).toMatchObject({ paid: false });
		const first = [
			{ AG: '60', AAP: '0', PST: 'P' },
			{ AG: '40', AAP: '40', PST: 'A' },
		];
		const partly = voucher('100', '40', [payment('1', [detail(-60)])], { F0411: first });
		expect((await built(partly))[0]).toMatchObject({ paid: false });
	});

	it('leave a voucher unpaid while its retainage is open, for the supplier is still to get it', async () => {
		const items = [
			{ AG: '90', AAP: '0', PST: 'P' },
			{ AG: '10', AAP: '10', PST: 'R' },
		];
		const retained = voucher('100', '10', [payment('1', [detail(-90)])], { F0411: items });
		expect(await built(retained)).toMatchObject([{ notes: 'JDE 1 701', paid: false }]);
	});

	it('may be none, which leaves nothing out', async () => {
		expect(await run(voucher('100', '100', []))).toEqual([[], []]);
		expect(await run({ chunk: {} })).toEqual([[], []]);
	});
});

describe('a voided payment', () => {
	it.each([
		['by rows of type PO', payment('1', [detail(-100), voidRow(100)], { VDGJ: '2026-03-21' }), '2026-03-21'],
		['by rows of type PO alone', payment('1', [detail(-100), voidRow(100)]), '2026-03-20'],
		['by its void date alone', payment('1', [detail(-100)], { VDGJ: '2026-03-21' }), '2026-03-21'],
	])('%s is followed by one negative payment that names it', async (_how, voided, date) => {
		const list = await built(voucher('100', '100', [voided]));
		expect(list).toMatchObject([
			{ 'amount-paid': '100.00', notes: 'JDE 1 701', isVoid: false },
			{ 'amount-paid': '-100.00', notes: 'JDE 1 701 VOID', isVoid: true, paid: false, 'payment-date': date },
		]);
		expect(list[1]!.key).not.toBe(list[0]!.key);
	});

	it('has the right signs even where JD Edwards has them the other way round', async () => {
		const list = await built(voucher('100', '100', [payment('1', [detail(100), voidRow(-100)])]));
		expect(list.map((one) => one['amount-paid'])).toEqual(['100.00', '-100.00']);
	});

	it('of a voucher that was voided afterwards goes to Coupa with its void, and leaves nothing paid', async () => {
		const both = payment('1', [detail(-100), voidRow(100)], { VDGJ: '2026-03-20' });
		const cancelled = { AG: '100', AAP: '0', PST: 'P', VOD: 'V', URRF: '' };

		const sent = await built(voucher('100', '0', [both], { voided: 'yes', F0411: [cancelled] }));

		expect(sent.map(({ notes, amount }) => [notes, amount])).toEqual([
			['JDE 1 701', '100.00'],
			['JDE 1 701 VOID', '-100.00'],
		]);
		expect(sent.at(-1)!.paid).toBe(false);
	});

	it('of a pay item that was voided afterwards does not count for what the others have open', async () => {
		const both = payment('1', [detail(-40), voidRow(40)], { VDGJ: '2026-03-20' });
		const F0411 = [
			{ AG: '40', AAP: '0', PST: 'P', VOD: 'V', URRF: '' },
			{ AG: '60', AAP: '0', PST: 'P', VOD: '', URRF: '' },
		];

		const sent = await built(
			voucher('100', '0', [both, payment('2', [detail(-60)])], { voided: 'partly', F0411 }),
		);

		expect(sent.map(({ amount }) => amount).sort()).toEqual(['-40.00', '40.00', '60.00']);
		expect(sent.at(-1)!.paid).toBe(true);
	});

	it('whose void is not posted yet stands until it is', async () => {
		const item = voucher('100', '100', [payment('1', [detail(-100), voidRow(100, { POST: '' })])]);
		expect(await built(item)).toMatchObject([{ notes: 'JDE 1 701', paid: false }]);
		expect(await left(item)).toMatchObject([{ record: { key: `${KEY} JDE 1 701 VOID` }, watch: true }]);
		const again = voucher('100', '0', [
			payment('1', [detail(-100), voidRow(100, { POST: '' })]),
			payment('2', [detail(-100)], { DMTJ: '2026-03-21' }),
		]);
		expect((await built(again)).map(({ notes, paid }) => [notes, paid])).toEqual([
			['JDE 1 701', undefined],
			['JDE 2 702', false],
		]);
	});
});

it('payments and voids together are what the voucher has no longer open, to the cent', async () => {
	const one = fc.record({ cents: fc.integer({ min: 1, max: 99_999 }), isVoid: fc.boolean() });
	await fc.assert(
		fc.asyncProperty(
			fc.array(one, { minLength: 1, maxLength: 6 }),
			fc.nat(99_999),
			fc.constantFrom(-1, 1),
			async (list, rest, sign) => {
				const amount = (cents: number) => (cents * sign) / 100;
				const payments = list.map(({ cents, isVoid }, i) =>
					payment(String(i + 1), [detail(amount(cents)), ...(isVoid ? [voidRow(amount(-cents))] : [])]),
				);
				const paid = list.filter(({ isVoid }) => !isVoid).reduce((sum, { cents }) => sum + cents, 0);
				const gross = list.reduce((sum, { cents }) => sum + cents, 0) + rest;
				const item = voucher((gross / 100).toFixed(2), ((gross - paid) / 100).toFixed(2), payments);
				const sum = (await built(item)).reduce(
					(all, each) => all + Math.round(Number(each['amount-paid']) * 100),
					0,
				);
				expect(sum).toBe(paid);
			},
		),
	);
});

describe('an amount that cannot be read', () => {
	const keys = { KCO: '00001', DCT: 'PV', DOC: 123456 };
	const items = (more: IDataObject) => ({ F0411: [{ ...keys, AG: '100', AAP: '0', PST: 'P', ...more }] });

	it.each([
		[
			'what is open of a pay item',
			voucher('100', '0', [payment('1', [detail(-100)])], items({ AAP: '50,00' })),
			'AAP',
		],
		[
			'what was paid',
			voucher('100', '0', [payment('1', [detail(-100, { ...keys, PAAP: '1.00,0' })])]),
			'PAAP',
		],
		['a discount', voucher('100', '0', [payment('1', [detail(-100, { ...keys, ADSA: '?' })])]), 'ADSA'],
		['the gross', voucher('1,00', '0', [payment('1', [detail(-100)])]), 'grossAmount'],
	])('makes nothing of it paid or open: %s', async (_, item, column) => {
		const error = failureOf((await left(item))[0]);
		expect(error).toMatchObject({ code: 'AMOUNT_UNREADABLE', category: 'validation' });
		expect(error.message).toContain(KEY);
		expect(error.message).toContain(`'${column}'`);
	});
});
