import type { IDataObject } from 'n8n-workflow';

import { SimulatedCoupa } from './simulatedCoupa.cts';

const MARK = 'custom-fields.cf-erp-invoice-number';
let coupa: SimulatedCoupa;

beforeAll(async () => {
	coupa = await SimulatedCoupa.start();
});

afterAll(async () => await coupa.coupa.stop());

const find = async (parameters: IDataObject, options: IDataObject = {}) =>
	(
		await coupa.run('invoice', 'findCopies', [{}], {
			...{ sourceKey: '00001-PV-7', supplierNumber: '4343', invoiceNumber: 'INV-7', invoiceId: '' },
			...parameters,
			options: { ownMark: MARK, ...options },
		})
	)[0];

const invoice = (number: string, mark: string): number => {
	const { id } = coupa.coupa.store.find('suppliers', { number: '4343' })!;
	const made = coupa.coupa.store.insert('invoices', {
		'invoice-number': number,
		supplier: { id },
		status: 'draft',
		'custom-fields': { 'cf-erp-invoice-number': mark },
	} as Parameters<typeof coupa.coupa.store.insert>[1]);
	return Number(made.id);
};

describe('finding the copy of a voucher', () => {
	it('says null where Coupa has none, and asks nothing for an item without a key', async () => {
		expect(await find({})).toEqual({ key: '00001-PV-7', invoice: null, others: [] });
		expect(await find({ sourceKey: '' })).toBeUndefined();
	});

	it('takes only the invoice with its mark, and names the other one under its number', async () => {
		const foreign = invoice('INV-7', 'SAP-1');
		expect(await find({})).toEqual({ key: '00001-PV-7', invoice: null, others: [String(foreign)] });
		coupa.coupa.store.update('invoices', foreign, {
			'custom-fields': { 'cf-erp-invoice-number': '00001-PV-7' },
		});
		expect(await find({})).toMatchObject({ invoice: { id: foreign }, others: [] });
	});

	it('finds an invoice that came from Coupa by its ID, whatever its mark', async () => {
		const born = invoice('INV-8', '');
		expect(await find({ invoiceId: String(born) })).toMatchObject({ invoice: { id: born } });
	});

	it('asks no other host than the one it was set up for', async () => {
		expect(JSON.stringify(await find({}, { onlyAtHost: 'other.example' }))).toContain(
			"set up for 'other.example'",
		);
	});
});
