import { pinPair } from '../../../nodes/JdeCoupa/model/pinPair';

const now = '2026-03-01T08:00:00.000Z';
const pair = {
	jdeConnection: 'JPD920 at ais:9300',
	coupaHost: 'acme.coupahost.com',
	currencies: ['JPY', 'USD'],
};
const row = {
	flow: 'suppliers',
	jde_connection: pair.jdeConnection,
	coupa_host: pair.coupaHost,
	watermark: '2026-02-28T10:00:00',
	confirmation: 'done',
};

describe('pinning a pair of systems', () => {
	it('leaves the state of a flow alone that belongs to the pair already', () => {
		expect(pinPair(['suppliers'], [row], pair, now)).toEqual([
			{
				flow: 'suppliers',
				jde_connection: pair.jdeConnection,
				coupa_host: pair.coupaHost,
				currencies: 'JPY, USD',
				confirmation: 'done',
			},
		]);
	});

	it.each([
		['another Coupa host', { ...pair, coupaHost: 'acme-test.coupahost.com' }],
		['another JD Edwards environment', { ...pair, jdeConnection: 'JDV920 at ais:9300' }],
	])('starts from the beginning, with a dry run, for %s', (_, other) => {
		expect(pinPair(['suppliers'], [row], other, now)).toMatchObject([
			{ watermark: '', confirmation: '', lease_owner: 'free', watched: '[]', failures: 0 },
		]);
	});

	it('makes a row for each flow that has none', () => {
		expect(pinPair(['suppliers', 'payments'], [row], pair, now).map(({ flow }) => flow)).toEqual([
			'suppliers',
			'payments',
		]);
	});
});
