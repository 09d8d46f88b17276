import { SimulatedCoupa } from './simulatedCoupa.cts';

let coupa: SimulatedCoupa;

beforeAll(async () => {
	coupa = await SimulatedCoupa.start();
});

afterAll(async () => await coupa.coupa.stop());

const tried = async (customField: string, invoiceId: string) =>
	(await coupa.run('connection', 'checkCustomField', [{}], { customField, invoiceId }))[0]!;

describe('trying a custom field', () => {
	it('writes nothing when no invoice is named', async () => {
		coupa.coupa.ledger.clear();
		expect(await tried('cf-erp-invoice-number', ' ')).toMatchObject({ isKept: null });
		expect(coupa.coupa.ledger.exchanges.filter(({ method }) => method === 'PUT')).toEqual([]);
	});

	it('says which invoice is not there', async () => {
		expect(JSON.stringify(await tried('cf-erp-invoice-number', '999999'))).toContain('invoice 999999');
	});
});
