import fc from 'fast-check';

import {
	add,
	compare,
	decimalText,
	divide,
	fixedText,
	multiply,
	negate,
	parseDecimal,
	round,
	type Decimal,
} from '../../../lib/decimal';

const decimals = fc.record({ units: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), scale: fc.nat(9) });

/** A decimal as a fraction of integers; every expectation below is reached by cross-multiplying. */
const fraction = ({ units, scale }: Decimal) => ({ over: units, under: 10n ** BigInt(scale) });
const isSame = (a: Decimal, over: bigint, under: bigint) =>
	fraction(a).over * under === over * fraction(a).under;
const size = (n: bigint) => (n < 0n ? -n : n);

/** Whether `result` is the nearest multiple of its step to over/under, and the one away from zero in a tie. */
function isNearest(result: Decimal, over: bigint, under: bigint): boolean {
	const [n, d] = under < 0n ? [-over, -under] : [over, under];
	const { over: r, under: step } = fraction(result);
	// |r/step - n/d| compared with half a step, all times 2·step·d
	const twiceOff = 2n * (size(r) * d - size(n) * step);
	return twiceOff > -d && twiceOff <= d && (r === 0n || r < 0n === n < 0n);
}

describe('decimals', () => {
	it('come back from their own text unchanged', () => {
		fc.assert(
			fc.property(decimals, (value) => {
				expect(parseDecimal(fixedText(value))).toEqual(value);
				expect(compare(parseDecimal(decimalText(value)) as Decimal, value)).toBe(0);
			}),
		);
	});

	it('have one canonical text for each value', () => {
		fc.assert(
			fc.property(decimals, fc.nat(4), (value, zeros) => {
				const padded = { units: value.units * 10n ** BigInt(zeros), scale: value.scale + zeros };
				expect(decimalText(padded)).toBe(decimalText(value));
				expect(decimalText(value)).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
			}),
		);
	});

	it('add, negate and multiply without losing a digit', () => {
		fc.assert(
			fc.property(decimals, decimals, (a, b) => {
				const [x, y] = [fraction(a), fraction(b)];
				expect(isSame(add(a, b), x.over * y.under + y.over * x.under, x.under * y.under)).toBe(true);
				expect(isSame(multiply(a, b), x.over * y.over, x.under * y.under)).toBe(true);
				expect(add(a, negate(a)).units).toBe(0n);
			}),
		);
	});

	it('are ordered as their fractions are', () => {
		fc.assert(
			fc.property(decimals, decimals, (a, b) => {
				const [left, right] = [a.units * fraction(b).under, b.units * fraction(a).under];
				expect(Math.sign(compare(a, b))).toBe(left === right ? 0 : left < right ? -1 : 1);
			}),
		);
	});

	it('round to the nearest, and a half away from zero', () => {
		fc.assert(
			fc.property(decimals, fc.nat(9), (value, scale) => {
				const rounded = round(value, scale);
				expect(rounded.scale).toBe(scale);
				expect(isNearest(rounded, fraction(value).over, fraction(value).under)).toBe(true);
			}),
		);
	});

	it('divide to the nearest, and a half away from zero', () => {
		fc.assert(
			fc.property(decimals, decimals, fc.nat(9), (a, b, scale) => {
				const quotient = divide(a, b, scale);
				if (b.units === 0n) return expect(quotient).toBeUndefined();
				const [x, y] = [fraction(a), fraction(b)];
				expect(isNearest(quotient as Decimal, x.over * y.under, x.under * y.over)).toBe(true);
			}),
		);
	});

	it.each([
		['0.125', 2, '0.13'],
		['-0.125', 2, '-0.13'],
		['0.1249999999', 2, '0.12'],
		['2.5', 0, '3'],
		['-0.4', 0, '0'],
		['7', 2, '7.00'],
	])('rounds %s to %i digits as %s', (text, scale, expected) => {
		expect(fixedText(round(parseDecimal(text) as Decimal, scale))).toBe(expected);
	});
});

describe('reading a decimal', () => {
	it.each([
		[0.1, '0.1'],
		[1e21, '1000000000000000000000'],
		[1e-7, '0.0000001'],
		[-0, '0'],
		[' 12.340 ', '12.34'],
		['.5', '0.5'],
		['5.', '5'],
		['+7', '7'],
		['1E3', '1000'],
		['-0.00', '0'],
		['0012', '12'],
	])('takes %p as %s', (value, text) => {
		expect(decimalText(parseDecimal(value) as Decimal)).toBe(text);
	});

	it('adds a tenth and two tenths to three tenths', () => {
		const sum = add(parseDecimal(0.1) as Decimal, parseDecimal(0.2) as Decimal);
		expect(decimalText(sum)).toBe('0.3');
	});

	it.each([
		NaN,
		Infinity,
		'',
		'   ',
		'.',
		'-',
		'1,000',
		'1.2.3',
		'0x10',
		'e5',
		'1 000',
		'٣',
		null,
		true,
		{},
		[],
	])('refuses %p', (value) => {
		expect(parseDecimal(value)).toBeUndefined();
	});
});
