import fc from 'fast-check';

import { currencyDecimals } from '../../../lib/currency';
import { lineDocument } from '../../../nodes/JdeAis/model/documents/orderLine';
import { voucherFields } from '../../../nodes/JdeAis/model/documents/voucherFields';
import { supplierDocument } from '../../../nodes/JdeAis/model/supplier';
import type { Row } from '../../../nodes/JdeAis/model/rows';

const supplier = (F0401: Row, F0101: Row = {}) =>
	supplierDocument(
		{
			...{
				F0401: { AN8: 4343, ...F0401 },
				F0101: { TAXC: 'P', TAX: '123456789', TX2: '987654321', ...F0101 },
			},
			...{ F0111: [], F0115: [], F0116: [], F01151: [] },
		},
		[],
		{ today: '2026-11-24', corporationCodes: ['C'], homeCountry: 'US', includePersonalTaxIds: false },
	);

describe('a supplier', () => {
	it.each([
		[{ HOLD: '', HDPY: 'N' }, 'none'],
		[{ HOLD: 'A', HDPY: '' }, 'orders'],
		[{ HOLD: '', HDPY: 'Y' }, 'payments'],
		[{ HOLD: 'A', HDPY: 'Y' }, 'orders and payments'],
	])('with %p is on hold for %s', (row, hold) => {
		expect(supplier(row)).toMatchObject({ hold });
	});

	it('who is a person shows neither of its tax ids anywhere, a corporation both', () => {
		expect(JSON.stringify(supplier({}))).not.toMatch(/123456789|987654321/);
		expect(supplier({}, { TAXC: 'C' })).toMatchObject({ taxId: '123456789', F0101: { TX2: '987654321' } });
		expect(supplier({}, { TAXC: '' })).toMatchObject({ taxId: '', isCorporation: false });
	});
});

describe('a voucher', () => {
	const item = (POST: string): Row => ({
		DOC: 1,
		DCT: 'PV',
		KCO: '00001',
		AN8: 1,
		PYE: 1,
		AG: 1,
		AAP: 1,
		POST,
	});

	it('is posted when all of its pay items are', () => {
		const posted = (...codes: string[]) =>
			voucherFields({ items: codes.map(item), lines: [], details: [] }).posted;
		expect([posted('D', 'D'), posted('D', ''), posted('D', 'P')]).toEqual([
			'posted',
			'posted, unposted',
			'posted, post error',
		]);
	});
});

describe('an order line', () => {
	const rules = { cancelledStatuses: ['980'], priceDecimals: 6 };
	const line = (row: Row, header: Row = {}) =>
		lineDocument(
			{ LNID: 1, LTTR: '280', NXTR: '400', UOM: 'EA', UOM3: 'HU', PRRC: 99, ...row },
			{ CRCD: 'USD', CRRM: 'D', ...header },
			{ accounts: undefined, receipts: undefined },
			rules,
		);

	it('is in the unit in which it was ordered, at the amount by the quantity, whatever unit its price is for', () => {
		expect(line({ UORG: 300, AEXP: 12 })).toMatchObject({
			...{ lineType: 'quantity', unit: 'EA', quantity: '300', unitPrice: '0.04', extendedAmount: '12' },
		});
	});

	it('has its price rounded half up to six digits', () => {
		expect(line({ UORG: 128, AEXP: 1 })).toMatchObject({ unitPrice: '0.007813' });
	});

	it('is one of quantity only where the price gives the amount back in its currency, else one of amount', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 10_000_000 }),
				fc.integer({ min: 1, max: 100_000_000 }),
				fc.constantFrom('USD', 'JPY', 'KWD'),
				(quantity, units, currency) => {
					const decimals = currencyDecimals(currency);
					const amount = (units / 10 ** decimals).toFixed(decimals);
					const { lineType, unitPrice } = line({ UORG: quantity, AEXP: amount, CRCD: currency });
					// In millionths, so that no digit is lost on the way.
					const price =
						(BigInt(units) * 10n ** 6n * 2n + BigInt(quantity * 10 ** decimals)) /
						BigInt(2 * quantity * 10 ** decimals);
					const scale = 10n ** BigInt(6 - decimals);
					const back = (price * BigInt(quantity) * 2n + scale) / (2n * scale);
					expect(lineType).toBe(back === BigInt(units) ? 'quantity' : 'amount');
					if (lineType === 'quantity') expect(Math.round(Number(unitPrice) * 1e6)).toBe(Number(price));
				},
			),
		);
	});

	it('of amount has neither quantity nor unit nor price', () => {
		const plain = { lineType: 'amount', unit: '', quantity: '', unitPrice: '', extendedAmount: '12' };
		expect(line({ UORG: 0, AEXP: 12 })).toMatchObject(plain);
	});

	it('of a foreign order is in the foreign amount', () => {
		expect(line({ UORG: 2, AEXP: 12, FEA: 10 }, { CRRM: 'F' })).toMatchObject({
			extendedAmount: '10',
			unitPrice: '5',
		});
	});
});
