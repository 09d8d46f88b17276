import { addCompanySums, companySums } from '../../../nodes/JdeCoupa/model/companySums';

const sums = companySums([
	{ company: '00001', currency: 'USD', grossAmount: '0.10' },
	{ company: '00001', currency: { code: 'USD' }, 'amount-paid': '0.20' },
	{ company: '00001', currency: 'JPY', amount: '1000' },
	{
		...{ company: '00070', currency: 'EUR' },
		lines: [{ extendedAmount: '5.5' }, { extendedAmount: '7', isCancelled: true }],
	},
	{ key: 'of no company' },
]);

describe('what a person confirms before the first posting', () => {
	it('is count and amount by company and currency, exact, of what an order still has to come', () => {
		expect(sums).toEqual({
			'00001 USD': { count: 2, amount: '0.3' },
			'00001 JPY': { count: 1, amount: '1000' },
			'00070 EUR': { count: 1, amount: '5.5' },
		});
	});

	it('adds up over the chunks', () => {
		const next = companySums([{ company: '00001', currency: 'USD', grossAmount: '-0.30' }]);
		expect(addCompanySums(sums, next)).toEqual({ ...sums, '00001 USD': { count: 3, amount: '0' } });
	});
});
