import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { Failed, type Failure } from '../../../lib/failure';
import { buildInvoice } from '../../../nodes/JdeCoupa/model/invoice/buildInvoice';
import { RULES, ledgerLine, payItem, voucher } from './vouchers.cts';

const build = (document: IDataObject, rules = {}) => buildInvoice(document, { ...RULES, ...rules });
const failing = (document: IDataObject, rules = {}): Failure => {
	try {
		return build(document, rules) as never;
	} catch (error) {
		if (error instanceof Failed) return error.failure;
		throw error;
	}
};
const lines = (invoice: IDataObject) => invoice.lines as IDataObject[];
const amounts = (invoice: IDataObject) => lines(invoice).map(({ amount }) => amount);
const cents = (text: unknown) => Math.round(Number(text) * 100);

describe('a voucher becomes one invoice', () => {
	it('with a line for each G/L line: its account, company and amount', () => {
		const invoice = build(
			voucher([payItem(100)], [ledgerLine(1, 100, { EXR: 'Chairs', SBL: '77', SBLT: 'A' })]),
		);
		expect(invoice).toMatchObject({
			invoiceNumber: 'INV-1',
			stamp: '00001-PV-123456',
			currency: 'USD',
			gross: '100.00',
			isCredit: false,
			isVoided: false,
			taxLines: [],
		});
		expect(lines(invoice)).toEqual([
			{
				lineNumber: 1,
				description: 'Chairs',
				account: '30.8310.0210',
				businessUnit: '30',
				object: '8310',
				subsidiary: '0210',
				subledger: '77',
				subledgerType: 'A',
				accountId: '00001234',
				company: '00001',
				amount: '100.00',
			},
		]);
	});

	it('whatever the number of its pay items', () => {
		const items = [payItem('33.34'), payItem('33.33', { SFX: '002' }), payItem('33.33', { SFX: '003' })];
		const invoice = build(voucher(items, [ledgerLine(1, 100)]));
		expect([invoice.gross, amounts(invoice)]).toEqual(['100.00', ['100.00']]);
	});

	it('with lines in the order of JELN and EXTL, and an account without a subsidiary', () => {
		const rows = [ledgerLine(10, 1), ledgerLine(2, 2, { EXTL: 'B' }), ledgerLine(2, 3, { SUB: ' ' })];
		const invoice = build(voucher([payItem(6)], rows));
		expect(amounts(invoice)).toEqual(['3.00', '2.00', '1.00']);
		expect(lines(invoice)[0]).toMatchObject({ account: '30.8310', subsidiary: '' });
	});

	it('from ledger AA of its own type only: no CA row, no automatic entry', () => {
		const own = ledgerLine(1, 100);
		const rows = [own, { ...own, LT: 'CA' }, { ...own, DCT: 'AE', AA: -100 }, { ...own, DCT: 'JE' }];
		expect(amounts(build(voucher([payItem(100)], rows)))).toEqual(['100.00']);
	});

	it('counts withholding and retainage: they change what is payable, not what was invoiced', () => {
		const items = [payItem(80), payItem(10, { PST: '%' }), payItem(10, { PST: 'R' })];
		expect(build(voucher(items, [ledgerLine(1, 100)])).gross).toBe('100.00');
	});

	it('in its foreign currency, from the columns that hold it', () => {
		const item = payItem(110, { ACR: 100, STAM: 11, CTAM: 10, EXR1: 'V' });
		const row = ledgerLine(1, 99, { ACR: 90 });
		const invoice = build(voucher([item], [row], { mode: 'foreign', currency: 'EUR' }));
		expect(invoice).toMatchObject({ gross: '100.00', lineTotal: '90.00', taxTotal: '10.00' });
	});

	it.each([
		['JPY', '1000', '1000'],
		['KWD', '1.234', '1.234'],
		['EUR', '1', '1.00'],
	])('with as many digits as %s has', (currency, amount, text) => {
		expect(build(voucher([payItem(amount)], [ledgerLine(1, amount)], { currency })).gross).toBe(text);
	});

	it.each([
		['JPY', '123.45'],
		['USD', '1.234'],
	])('not from an amount that %s cannot have', (currency, amount) => {
		const failure = failing(voucher([payItem(amount)], [ledgerLine(1, amount)], { currency }));
		expect(failure).toMatchObject({ code: 'AMOUNT_DECIMALS', category: 'validation' });
		expect(failure.message).toContain(`${amount} ${currency} (F0411.AG)`);
	});

	it('only under an invoice number', () => {
		const document = voucher([payItem(1)], [ledgerLine(1, 1)], { invoiceNumber: '  ' });
		expect(failing(document)).toMatchObject({ code: 'INVOICE_NUMBER_BLANK', category: 'validation' });
	});

	it('with nothing to enter once it is voided', () => {
		const document = voucher([payItem(0)], [ledgerLine(1, 100)], { voided: 'yes' });
		expect(build(document)).toMatchObject({ isVoided: true, lines: [], taxLines: [] });
	});

	it('is told apart from a record that is no voucher', () => {
		expect(failing({ key: '4343' }).code).toBe('NOT_A_VOUCHER');
		expect(failing(voucher([payItem(0)], []))).toMatchObject({ code: 'VOUCHER_WITHOUT_LINES' });
	});
});

describe('the totals of an invoice', () => {
	it('are those of the pay items to the smallest unit, or the voucher is parked with both sums', () => {
		const failure = failing(
			voucher([payItem(116, { STAM: '15', EXR1: 'V' })], [ledgerLine(1, '100'), ledgerLine(2, '0.99')]),
		);
		expect(failure).toMatchObject({
			code: 'TOTALS_DIFFER',
			category: 'validation',
			message:
				'Voucher 00001-PV-123456 does not add up: lines 100.99 and tax 15.00 are 115.99 USD, its pay items 116.00; the difference is -0.01',
			details: { sum: '115.99', payItems: '116.00', difference: '-0.01' },
		});
	});

	it('are exact where floating point is not', () => {
		const rows = [0.1, 0.2, 0.3].map((amount, i) => ledgerLine(i + 1, amount));
		expect(build(voucher([payItem('0.6')], rows)).gross).toBe('0.60');
	});
});

describe('the tax of a voucher', () => {
	const items = (EXR1: string, AG: number, STAM: number, more = {}) => [payItem(AG, { STAM, EXR1, ...more })];

	it('V stands beside the lines', () => {
		const invoice = build(voucher(items('V', 115, 15, { TXA1: 'DE19' }), [ledgerLine(1, 100)]));
		expect(amounts(invoice)).toEqual(['100.00']);
		expect(invoice.taxLines).toEqual([{ code: 'V', area: 'DE19', amount: '15.00' }]);
	});

	it('S is taken out of the lines and sent beside them', () => {
		const invoice = build(voucher(items('S', 108, 8), [ledgerLine(1, 54), ledgerLine(2, 54)]));
		expect(amounts(invoice)).toEqual(['50.00', '50.00']);
		expect(invoice).toMatchObject({ gross: '108.00', taxTotal: '8.00', taxNotSent: '0.00' });
	});

	it('U is taken out of the lines and not sent, for the supplier does not get it', () => {
		const invoice = build(voucher(items('U', 100, 8), [ledgerLine(1, 108)]));
		expect(amounts(invoice)).toEqual(['100.00']);
		expect(invoice).toMatchObject({ gross: '100.00', taxLines: [], taxTotal: '0.00', taxNotSent: '8.00' });
	});

	it('goes by the first letter, and by the site table', () => {
		expect(build(voucher(items('V7', 115, 15), [ledgerLine(1, 100)])).taxTotal).toBe('15.00');
		const taxes = [{ letter: 'C', treatment: 'beside' as const }];
		expect(build(voucher(items('C', 115, 15), [ledgerLine(1, 100)]), { taxes }).taxTotal).toBe('15.00');
	});

	it.each(['C', 'B', 'E', ''])('%p parks while the table does not have it', (code) => {
		const failure = failing(voucher(items(code, 115, 15), [ledgerLine(1, 100)]));
		expect(failure).toMatchObject({ code: 'TAX_CODE_UNKNOWN', category: 'reference' });
	});

	it('of zero needs no entry in the table', () => {
		expect(build(voucher(items('E', 100, 0), [ledgerLine(1, 100)])).taxLines).toEqual([]);
	});

	it('is summed by code and rate area', () => {
		const two = [
			payItem(110, { STAM: 10, EXR1: 'V', TXA1: 'A' }),
			payItem(110, { STAM: 10, EXR1: 'V', TXA1: 'A' }),
			payItem(105, { STAM: 5, EXR1: 'V', TXA1: 'B' }),
		];
		expect(build(voucher(two, [ledgerLine(1, 300)])).taxLines).toEqual([
			{ code: 'V', area: 'A', amount: '20.00' },
			{ code: 'V', area: 'B', amount: '5.00' },
		]);
	});

	it('is taken only out of the lines that bear its code, where G/L lines have one', () => {
		const rows = [ledgerLine(1, 108, { EXR1: 'S', TXA1: 'CO' }), ledgerLine(2, 50, { EXR1: 'E' })];
		const invoice = build(voucher([payItem(158, { STAM: 8, EXR1: 'S', TXA1: 'CO' })], rows));
		expect(amounts(invoice)).toEqual(['100.00', '50.00']);
	});

	it('is split over the lines without losing a cent, whatever the amounts', () => {
		const amount = fc.integer({ min: -500_000, max: 500_000 }).filter((value) => value !== 0);
		fc.assert(
			fc.property(
				fc.array(amount, { minLength: 1, maxLength: 8 }),
				fc.integer({ min: -9999, max: 9999 }),
				(rows, tax) => {
					const gross = rows.reduce((a, b) => a + b, 0);
					const document = voucher(
						[payItem((gross / 100).toFixed(2), { STAM: (tax / 100).toFixed(2), EXR1: 'S' })],
						rows.map((value, i) => ledgerLine(i + 1, (value / 100).toFixed(2))),
					);
					// A line may be all tax; then it is not sent, and neither is an invoice without any.
					fc.pre(!(rows.length === 1 && rows[0] === tax));
					const invoice = build(document);
					const sum = amounts(invoice).reduce<number>((a, text) => a + cents(text), 0);
					expect(sum + cents(invoice.taxTotal)).toBe(gross);
					expect([sum, cents(invoice.gross)]).toEqual([cents(invoice.lineTotal), gross]);
				},
			),
		);
	});
});

describe('a change (PE) of a voucher', () => {
	const changed = (item: number) =>
		voucher([payItem(item)], [ledgerLine(1, 100)], {
			changes: {
				F0411: [payItem(5, { DCT: 'PE' })],
				F0911: [ledgerLine(2, 5, { DCT: 'PE' }), ledgerLine(3, -5, { DCT: 'AE' })],
			},
		});

	it.each([
		['and the pay item was left as it was', 100],
		['and the pay item was raised as well', 105],
	])('is folded into it, where it has a row of its own %s', (_how, item) => {
		const invoice = build(changed(item));
		expect([invoice.gross, amounts(invoice)]).toEqual(['105.00', ['100.00', '5.00']]);
	});

	it('that explains neither sum parks the voucher', () => {
		expect(failing(changed(101)).code).toBe('TOTALS_DIFFER');
	});
});

describe('a credit', () => {
	const credit = (more = {}) =>
		voucher([payItem(-115, { STAM: -15, EXR1: 'V', ...more })], [ledgerLine(1, -100)]);
	const original = { URRF: 'INV-0', URDT: '2026-01-31' };

	it('is an invoice with negative prices', () => {
		const invoice = build(credit(original));
		expect(amounts(invoice)).toEqual(['-100.00']);
		expect(invoice).toMatchObject({
			isCredit: true,
			isCreditNote: false,
			gross: '-115.00',
			originalNumber: '',
		});
	});

	it('is a credit note with positive amounts, if the site wants that and the original is known', () => {
		const invoice = build(credit(original), { credits: 'creditNote' });
		expect(amounts(invoice)).toEqual(['100.00']);
		expect(invoice).toMatchObject({
			isCredit: true,
			isCreditNote: true,
			gross: '115.00',
			taxTotal: '15.00',
			originalNumber: 'INV-0',
			originalDate: '2026-01-31',
		});
	});

	it.each([{}, { URRF: 'INV-0' }, { URDT: '2026-01-31' }])('is none where only %p is known', (known) => {
		expect(build(credit(known), { credits: 'creditNote' })).toMatchObject({
			isCreditNote: false,
			gross: '-115.00',
		});
	});
});

describe('a matched voucher', () => {
	const named = { PKCO: '00001', DCTO: 'OP', PO: '00004711', PSFX: '000', LNID: 1.01 };
	const item = payItem(100, { PKCO: '00001', PDCT: 'OP', PO: '00004711', SFXO: '000', LNID: 1.01 });
	const clearing = { MCU: '1', OBJ: '4111', SUB: '' };
	const ordered: IDataObject = {
		...{ KCOO: '00001', DCTO: 'OP', DOCO: 4711, SFXO: '000', LNID: '1.010', DSC1: 'Steel' },
		...{ OMCU: '         30', MCU: '         99', OBJ: '1340', SUB: '02', AID: '00009', SBL: '' },
	};
	const matched = (row: IDataObject, more: IDataObject = {}, items = [item]) =>
		voucher(items, [ledgerLine(1, 100, { ...clearing, ...row })], { F4311: [ordered], ...more });

	it('takes account and line from the order, not from the clearing account', () => {
		expect(lines(build(matched(named)))).toMatchObject([
			{
				description: 'Steel',
				account: '30.1340.02',
				accountId: '00009',
				amount: '100.00',
				orderLine: { key: '00001-OP-4711-000', poNumber: '1-OP-4711', lineNumber: '1.01' },
			},
		]);
	});

	it('takes the order line of its pay items where the G/L line names none and there is only one', () => {
		expect(lines(build(matched({})))[0]).toMatchObject({ account: '30.1340.02' });
		const two = [item, { ...item, LNID: 2, AG: 0 }];
		expect(failing(matched({}, {}, two))).toMatchObject({
			code: 'ORDER_LINE_NOT_NAMED',
			category: 'validation',
		});
		expect(lines(build(matched({}, {}, two), { linesWithoutOrderLine: 'ownAccount' }))).toMatchObject([
			{ account: '1.4111' },
		]);
	});

	it('is parked where its order line was not read', () => {
		const failure = failing(matched(named, { F4311: undefined }));
		expect(failure).toMatchObject({ code: 'ORDER_LINE_MISSING', category: 'reference' });
		expect(failure.message).toContain('line 1.01 of order 00001-OP-4711-000');
	});
});

describe('an amount that cannot be read', () => {
	it.each([
		['AG', voucher([payItem('1,00')], [ledgerLine(1, 100)])],
		['STAM', voucher([payItem(100, { STAM: '1,00' })], [ledgerLine(1, 100)])],
		['AA', voucher([payItem(100)], [ledgerLine(1, 100), ledgerLine(2, '1,00')])],
	])('is not taken for nothing: %s', (column, document) => {
		expect(failing(document)).toMatchObject({
			code: 'AMOUNT_UNREADABLE',
			category: 'validation',
			message: `Voucher 00001-PV-123456 has something else than an amount in '${column}'`,
			description: expect.stringContaining("'1,00'"),
		});
	});

	it('is none where the cell is empty', () => {
		expect(build(voucher([payItem(100, { STAM: ' ' })], [ledgerLine(1, 100)])).gross).toBe('100.00');
	});
});
