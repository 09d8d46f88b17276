import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import { addDays } from '../../../lib/dates';
import { bridge, failureOf } from './bridgeNode.cts';

const today = new Date().toISOString().slice(0, 10);
const parameters = {
	statuses: {
		rule: [
			{ statuses: '980/*', state: 'cancelled' },
			{ statuses: '220/230, 230/*', state: 'pending' },
			{ statuses: '400/999', state: 'closed' },
			{ statuses: '280/400', state: 'open' },
			{ statuses: '400/*', state: 'received' },
		],
	},
	poNumberTemplate: '{company}-{type}-{number}[-{suffix}]',
	closeDelayDays: 30,
	timeZone: 'UTC',
};
const line = (number: string, statuses: string, UPMJ = today): IDataObject => {
	const [lastStatus, nextStatus] = statuses.split('/') as [string, string];
	return { number, lastStatus, nextStatus, F4311: { UPMJ } };
};
const OPEN = '280/400';
const CLOSED = '400/999';
const CANCELLED = '980/999';
const order = (lines: IDataObject[], more: IDataObject = {}): IDataObject => ({
	key: '00001-OP-4711-000',
	poNumberParts: { company: '1', type: 'OP', number: '4711', suffix: '000' },
	hold: '',
	lines,
	...more,
});
const run = async (items: IDataObject[], more = {}, continueOnFail = true) =>
	await bridge('document', 'buildOrder', { ...parameters, ...more }, { items, continueOnFail });
const WRITE = 'write';
const CANCEL = 'cancel';
const CLOSE = 'close';
const LEFT = 'left out';
/** The one item that came of the order, on the output and with the action where it belongs. */
const decided = async (wanted: string, item: IDataObject, more = {}) => {
	const [orders, leftOut] = await run([item], more);
	const shown = orders!.map((one) => (one.order as IDataObject).action);
	expect(leftOut!.length === 1 ? [...shown, LEFT] : shown).toEqual([wanted]);
	return (orders![0] ?? leftOut![0])!;
};

describe('an order', () => {
	it('is written once all its lines are approved or further, the cancelled ones left out', async () => {
		const lines = [line('1', OPEN), line('2', CANCELLED), line('3', '400/380'), line('4.01', CLOSED)];
		const { order: built } = await decided(WRITE, order(lines));
		expect(built).toMatchObject({ poNumber: '1-OP-4711', cancelledLines: ['2'], watch: false });
		expect((built as IDataObject).lines).toMatchObject([
			{ number: '1', state: 'open' },
			{ number: '3', state: 'received' },
			{ number: '4.01', state: 'closed' },
		]);
	});

	it('is left while one line is not approved, cancelled lines not counted', async () => {
		const skipped = await decided(LEFT, order([line('1', OPEN), line('2', '220/230')]));
		expect(skipped).toMatchObject({
			record: { type: 'purchase order', key: '00001-OP-4711-000' },
			action: 'skipped',
			reason: 'not approved yet',
		});
		await decided(WRITE, order([line('1', OPEN), line('2', CANCELLED)]));
	});

	it('is left while its header is on hold, unless all of it is cancelled', async () => {
		expect(await decided(LEFT, order([line('1', OPEN)], { hold: 'A1' }))).toMatchObject({
			reason: 'on hold with code A1',
		});
		await decided(CANCEL, order([line('1', CANCELLED)], { hold: 'A1' }));
	});

	it('is cancelled with its last line', async () => {
		const { order: built } = await decided(CANCEL, order([line('1', CANCELLED), line('2', '980/980')]));
		expect(built).toMatchObject({ lines: [], cancelledLines: ['1', '2'] });
	});

	it('is closed some days after its last line was, and written until then', async () => {
		const closedOn = (day: string) => order([line('1', CLOSED, '2020-01-01'), line('2', CLOSED, day)]);
		expect((await decided(CLOSE, closedOn(addDays(today, -30)))).order).toMatchObject({ closeFrom: today });
		const waiting = await decided(WRITE, closedOn(addDays(today, -29)));
		expect(waiting.order).toMatchObject({ closeFrom: addDays(today, 1), watch: true });
	});

	it('is not closed on the day that nobody knows', async () => {
		const unknown = [{ ...line('1', CLOSED), F4311: {} }];
		expect((await decided(WRITE, order(unknown))).order).toMatchObject({ closeFrom: addDays(today, 30) });
		await decided(CLOSE, order(unknown), { closeDelayDays: 0 });
	});

	it('with a status that the table does not list is parked: nothing is guessed', async () => {
		const parked = await decided(LEFT, order([line('1', OPEN), line('2', '999/999')]));
		expect(parked).toMatchObject({ key: '00001-OP-4711-000' });
		expect(failureOf(parked)).toMatchObject({
			code: 'ORDER_STATUS_UNKNOWN',
			category: 'reference',
			message: "Line 2 of order 00001-OP-4711-000 has the status 999/999, which 'Statuses' does not list",
		});
	});

	it('without lines is parked, and what is no order is dropped', async () => {
		expect(failureOf(await decided(LEFT, order([])))).toMatchObject({ category: 'validation' });
		expect((await run([{ chunk: {} }])).flat()).toEqual([]);
	});
});

describe('the number of an order in Coupa', () => {
	const numbered = async (
		suffix: string,
		poNumberTemplate = parameters.poNumberTemplate,
		number = '4711',
	) => {
		const parts = { company: '1', type: 'OP', number, suffix };
		const outputs = await run([order([line('1', OPEN)], { poNumberParts: parts })], { poNumberTemplate });
		return outputs.flat()[0]!;
	};

	it.each([
		['000', '1-OP-4711'],
		['', '1-OP-4711'],
		['001', '1-OP-4711-001'],
	])('with the suffix %p is %s', async (suffix, poNumber) => {
		expect((await numbered(suffix)).order).toMatchObject({ poNumber });
	});

	it('has 20 characters at most, or the order is parked', async () => {
		const template = 'PO-{type}-{number}-{suffix}';
		expect((await numbered('001', template, '12345678')).order).toMatchObject({
			poNumber: 'PO-OP-12345678-001',
		});
		const long = failureOf(await numbered('001', `{company}00-${template}`, '12345678'));
		expect(long).toMatchObject({ code: 'PO_NUMBER_TOO_LONG', category: 'validation' });
		expect(long.message).toContain("'100-PO-OP-12345678-001'");
	});

	it.each(['{company}-{type}', '{number}-{branch}'])('cannot be made from %p', async (template) => {
		expect(failureOf(await numbered('000', template))).toMatchObject({
			code: 'PO_NUMBER_TEMPLATE',
			category: 'configuration',
		});
	});
});

it('an unknown time zone stops the node, or sends all orders to the last output', async () => {
	const items = [order([line('1', OPEN)])];
	const error = await run(items, { timeZone: 'Eastern' }, false).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(NodeOperationError);
	const outputs = await run(items, { timeZone: 'Eastern' });
	expect([outputs[0], failureOf(outputs[1]![0]).code]).toEqual([[], 'TIME_ZONE']);
});
