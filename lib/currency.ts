/**
 * Digits behind the point of a currency's smallest unit, where they are not two.
 * @see ISO 4217, https://www.six-group.com/en/products-services/financial-information/data-standards.html
 */
const UNUSUAL_DECIMALS: Readonly<Record<string, number>> = {
	...digits(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
	...digits(3, 'BHD IQD JOD KWD LYD OMR TND'),
	...digits(4, 'CLF UYW'),
};

function digits(count: number, codes: string): Record<string, number> {
	return Object.fromEntries(codes.split(' ').map((code) => [code, count]));
}

export function currencyDecimals(currency: string): number {
	return UNUSUAL_DECIMALS[currency] ?? 2;
}
