import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, invoice, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

const MARK = 'custom-fields.cf-erp-invoice-number';
let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

const writeOrder = async (options: IDataObject, wanted: IDataObject = order([orderLine(1)])) =>
	(await world.run('purchaseOrder', 'upsert', [wanted], { missingLines: 'delete', options }))[0];
const writeInvoice = async (stamp: string, options: IDataObject = {}, more: IDataObject = {}) => {
	const wanted = invoice({ 'custom-fields': { 'cf-erp-invoice-number': stamp }, ...more });
	return (await world.run('invoice', 'upsert', [wanted], { options: { ownMark: MARK, ...options } }))[0];
};

describe('Afterwards', () => {
	it('issues an order that was created, once', async () => {
		const afterwards = ['issueWithoutSending'];
		expect(await writeOrder({ afterwards })).toMatchObject({
			action: 'created',
			changes: expect.arrayContaining([{ path: 'status', before: 'draft', after: 'issued' }]),
		});
		expect(await writeOrder({ afterwards })).toMatchObject({ action: 'unchanged', calls: 0 });
		expect(world.kinds(/issued/)).toHaveLength(1);
	});

	it('takes up an interrupted write at the step where it stopped', async () => {
		world.coupa.faults.add({
			name: 'down',
			path: /issue_without_send/,
			times: 9,
			effect: { answer: { status: 400, body: '{"errors":{"order":["Not now"]}}' } },
		});
		const failed = await writeOrder({ afterwards: ['issueWithoutSending'] });
		expect(failureOf(failed)).toMatchObject({
			description: expect.stringContaining('The record itself was written'),
		});
		world.coupa.faults.clear();
		const again = await writeOrder({ afterwards: ['issueWithoutSending'] });
		expect(again).toMatchObject({
			action: 'updated',
			changes: [{ path: 'status', before: 'draft', after: 'issued' }],
		});
		expect(world.kinds(/^purchase-order.created/)).toEqual(['purchase-order.created']);
	});

	it('submits an invoice, bypasses its approvals and marks it, in this order', async () => {
		const outcome = await writeInvoice('00001-PV-1', {
			afterwards: 'submit, bypassApprovals, markExported',
			recordKey: '00001-PV-1',
		});
		expect(outcome).toMatchObject({
			action: 'created',
			record: { key: '00001-PV-1' },
			target: { key: 'INV-1001' },
		});
		expect(world.one('invoices', { 'invoice-number': 'INV-1001' })).toMatchObject({
			status: 'approved',
			exported: true,
		});
	});

	it('plans without writing anything on a dry run', async () => {
		const outcome = await writeOrder({ afterwards: ['issue'], dryRun: true });
		expect(outcome).toMatchObject({
			action: 'planned-create',
			changes: expect.arrayContaining([{ path: 'afterwards', before: null, after: 'issue' }]),
		});
		expect(world.sent).toEqual([]);
	});

	it('closes without touching the lines, and skips what Coupa never had', async () => {
		expect(await writeOrder({ content: 'keep', afterwards: ['close'] })).toMatchObject({ action: 'skipped' });
		await writeOrder({ afterwards: ['issueWithoutSending'] });
		const other = order([orderLine(1, { price: '99' })]);
		expect(await writeOrder({ content: 'keep', afterwards: ['close'] }, other)).toMatchObject({
			action: 'updated',
			changes: [{ path: 'status', after: 'soft_closed' }],
		});
		expect(await writeOrder({ content: 'keep', afterwards: ['close'] }, other)).toMatchObject({
			action: 'unchanged',
		});
	});

	it('refuses a step that the resource does not have', async () => {
		expect(failureOf(await writeOrder({ afterwards: ['void'] }))).toMatchObject({
			code: 'COUPA_UNKNOWN_STEP',
			category: 'configuration',
		});
	});
});

describe('Maximum Amount', () => {
	const two = [order([orderLine(1)]), order([orderLine(1)], { 'po-number': '1-OP-2' })];
	const write = async (maximumAmount: string) =>
		await world.run('purchaseOrder', 'upsert', two, { missingLines: 'delete', options: { maximumAmount } });

	it('writes nothing at all when the documents of a currency come to more', async () => {
		const results = await write('74.07');
		expect(results.map((one) => failureOf(one).code)).toEqual(['COUPA_TOO_MUCH', 'COUPA_TOO_MUCH']);
		expect(failureOf(results[0])).toMatchObject({
			category: 'configuration',
			message: expect.stringMatching(/^Documents of 74\.074068 USD would be written, more than the 74\.07 /),
		});
		expect(world.sent).toEqual([]);
	});

	it('writes what comes to no more, and what differs no longer does not count', async () => {
		expect(await write('74.08')).toMatchObject([{ action: 'created' }, { action: 'created' }]);
		expect(await write('0')).toMatchObject([{ action: 'unchanged' }, { action: 'unchanged' }]);
	});
});

describe('Own Mark', () => {
	it('reports an invoice of the same number that was entered in Coupa, and leaves it alone', async () => {
		await world.run('invoice', 'upsert', [invoice()]);
		const sent = world.sent.length;
		const failed = await writeInvoice('00001-PV-7', {}, { 'payment-term': { code: 'Net 45' } });
		expect(failureOf(failed)).toMatchObject({ code: 'COUPA_NOT_OURS', category: 'duplicate' });
		expect(world.sent).toHaveLength(sent);
	});

	it('leaves it alone without a word where nothing of the document is to be written', async () => {
		await world.run('invoice', 'upsert', [invoice()]);
		const sent = world.sent.length;
		expect(await writeInvoice('00001-PV-7', { content: 'keep', afterwards: ['void'] })).toMatchObject({
			action: 'skipped',
		});
		expect(world.sent).toHaveLength(sent);
	});

	it('gives a number that was voided and entered again a suffix, and finds it again', async () => {
		await writeInvoice('00001-PV-7', { afterwards: ['submit', 'bypassApprovals'] });
		await writeInvoice('00001-PV-7', { content: 'keep', afterwards: ['void'] });
		expect(await writeInvoice('00001-PV-9')).toMatchObject({
			action: 'created',
			target: { key: 'INV-1001-9' },
		});
		expect(await writeInvoice('00001-PV-9')).toMatchObject({ action: 'unchanged' });
		expect(world.kinds(/invoice\.created/)).toHaveLength(2);
	});
});
