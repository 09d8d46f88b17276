import { Contract, type Sent } from './contract.cts';

const sent = (more: Partial<Sent>): Sent => ({
	method: 'PUT',
	path: '/api/purchase_orders/7',
	query: {},
	headers: { 'content-type': 'application/json' },
	body: '',
	...more,
});
const found = (more: Partial<Sent>) => new Contract([]).violationsOf(sent(more));
const body = (document: unknown) => found({ body: JSON.stringify(document) });

describe('the contract check', () => {
	it.each<[string, string[], string]>([
		['a call', found({ path: '/api/purchase_orders/7/approve' }), 'is no call of the description'],
		['an attribute', body({ 'po-nummer': '1' }), 'OrderHeader.po-nummer is no attribute'],
		['one of a line', body({ 'order-lines': [{ 'line-nr': 1 }] }), 'OrderLine.line-nr is no attribute'],
		[
			'one of an allocation',
			body({ 'order-lines': [{ 'account-allocations': [{ percent: 1 }] }] }),
			'percent',
		],
		['what is read-only', body({ status: 'issued' }), 'OrderHeader.status is read-only'],
		['a value', body({ type: 'OrderHeader' }), 'OrderHeader.type=OrderHeader is no value of the list'],
		['a long text', body({ 'po-number': 'x'.repeat(21) }), 'OrderHeader.po-number is longer than 20'],
		['too many digits', body({ 'order-lines': [{ price: '1.1234567' }] }), 'no decimal of 6 places'],
		['a list that is none', body({ 'order-lines': { price: '1' } }), 'OrderHeader.order-lines is a list'],
		['a filter', found({ method: 'GET', query: { 'supplier[nr][in]': '1' } }), 'Supplier.nr is no attribute'],
		['a value of a filter', found({ method: 'GET', query: { 'status[in]': 'issued,open' } }), 'status=open'],
		['a field', found({ query: { fields: '["id",{"order_lines":["nr"]}]' } }), 'OrderLine.nr'],
		['an argument of a write', found({ query: { exported: 'true' } }), '?exported is no argument'],
		[
			'a form field',
			found({
				path: '/api/invoices/7/image_scan',
				headers: { 'content-type': 'multipart/form-data; boundary=x' },
				body: 'content-disposition: form-data; name="scan"; filename="a.pdf"',
			}),
			'form scan is no field',
		],
	])('finds %s that Coupa does not describe', (_, violations, text) => {
		expect(violations).toEqual([expect.stringContaining(text)]);
	});

	it('takes what it describes, and records that are referred to by their id', () => {
		const account = { id: 3, code: '30-8605', 'account-type': { name: 'Chart' } };
		const lines = [
			{ id: 1, price: '1.5', account },
			{ id: 2, _delete: true },
		];
		expect(body({ type: 'ExternalOrderHeader', supplier: { id: 4 }, 'order-lines': lines })).toEqual([]);
	});
});
