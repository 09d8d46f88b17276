import type { IDataObject } from 'n8n-workflow';

import { bridge, failureOf } from './bridgeNode.cts';
import { ACTIONS } from '../../../nodes/JdeCoupa/model/parked/page';
import { shortFingerprint } from '../../../nodes/JdeCoupa/model/runRows';

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000 - 60_000).toISOString();
const parked = (id: number, more: IDataObject = {}): IDataObject => ({
	...{ id, flow: 'apInvoices', key: `00001-PV-${id}`, status: 'open', reason: '', category: 'reference' },
	...{ code: 'CROSSWALK', message: 'not in the crosswalk', description: 'Add a row', attempts: 2 },
	...{ first_at: daysAgo(id), company: '00001', amount: '100.50', currency: 'EUR' },
	...more,
});
const list = async (rows: IDataObject[], filter: IDataObject = {}) =>
	(await bridge('parkedRecord', 'list', { rows, limit: 50, ...filter }))[0]!;
const idsOf = (rows: IDataObject[]) => rows.map(({ id }) => id);

describe('List of parked records', () => {
	const rows = [
		parked(1),
		parked(3, { flow: 'payments', reason: 'waiting-for-approval', category: 'conflict' }),
		parked(2, { category: 'duplicate' }),
	];

	it('has the oldest first, and says of a cut how many there are', async () => {
		expect(idsOf(await list(rows))).toEqual([3, 2, 1]);
		const [oldest, ...others] = await list(rows, { limit: 1 });
		expect([oldest!.id, oldest!.found, others]).toEqual([3, 3, []]);
	});

	it.each([
		[{ flow: 'payments' }, [3]],
		[{ reason: 'waiting-for-approval' }, [3]],
		[{ reason: 'duplicate' }, [2]],
		[{ reason: 'CROSSWALK', minimumDays: 2 }, [3, 2]],
		[{ key: '00001-PV-1' }, [1]],
		[{ flow: 'suppliers' }, []],
	])('with %j keeps %j', async (filter, ids) => {
		expect(idsOf(await list(rows, filter))).toEqual(ids);
	});

	it('is empty for the empty item of an empty table', async () => {
		expect(await list([{}])).toEqual([]);
	});
});

describe('the page of parked records', () => {
	const elements = async (records: IDataObject[], trail: IDataObject[] = []) => {
		const [[item]] = await bridge('parkedRecord', 'show', { records, trail });
		return { text: String(item!.form), fields: JSON.parse(String(item!.form)) as IDataObject[] };
	};

	it('tells of each record what it is, why it is parked and what happened to it, newest first', async () => {
		const record = parked(1, { source: '{"TAX":"123-45"}', wanted: '{"x":1}' });
		const at = (day: number) => `2026-11-0${day}T10:20:30.000Z`;
		const trail = [
			{ flow: 'apInvoices', key: record.key, at: at(1), action: 'parked', message: 'first' },
			{ flow: 'apInvoices', key: record.key, at: at(2), action: 'parked', message: 'second' },
			{ flow: 'payments', key: record.key, at: at(2), action: 'parked', message: 'of another' },
		];

		const html = String((await elements([record], trail)).fields[0]!.html);

		expect(html).toContain('<b>00001-PV-1</b>');
		expect(html).toContain('00001<br>100.50 EUR');
		expect(html).toContain('1 day<br>2 tries');
		expect(html).toMatch(/2026-11-02 10:20 parked: second<\/li><li>2026-11-01 10:20 parked: first/);
		expect(html).not.toContain('of another');
		expect(html).not.toContain('123-45');
	});

	it('shows what other systems wrote as text, whatever it contains', async () => {
		const message = '<script>alert("1")</script> $& \\n {{ $json }}';
		const { fields, text } = await elements([parked(1, { message, description: 'a &lt; b' })]);

		expect(fields[0]!.html).toContain(
			'&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; $&amp; &#92;n {{ $json }}',
		);
		expect(fields[0]!.html).toContain('<em>a &lt; b</em>');
		// n8n puts the text in place with String.replace, where `$&` would repeat what it replaces.
		expect(text).not.toContain('$');
	});

	it('offers for a settled record only to re-open it', async () => {
		const actions = async (status: string) =>
			((await elements([parked(1, { status })])).fields[2]!.fieldOptions as { values: IDataObject[] }).values;

		expect(await actions('open')).toEqual(Object.values(ACTIONS).map((option) => ({ option })));
		expect(await actions('dismissed')).toEqual([{ option: ACTIONS.replay }]);
	});
});

describe('a decision', () => {
	const decide = async (rows: IDataObject[], records: string[], action: string, more: IDataObject = {}) =>
		(
			await bridge('parkedRecord', 'decide', {
				...{ rows, records, action, person: 'A. Payable', reason: 'agreed', ...more },
			})
		)[0]!;

	it('closes what was ticked, and nothing else', async () => {
		const changes = await decide([parked(1), parked(2)], ['#2 apInvoices 00001-PV-2'], ACTIONS.dismiss);

		expect(changes).toEqual([
			expect.objectContaining({
				...{ id: 2, was: 'open', status: 'dismissed', action: 'dismissed', replay: '' },
				...{ closed_by: 'A. Payable', note: 'agreed', message: 'A. Payable: agreed' },
			}),
		]);
	});

	it('re-opens for replay, and forgets who closed it', async () => {
		const [change] = await decide([parked(1, { status: 'linked' })], ['#1 x'], ACTIONS.replay);

		expect(change).toMatchObject({
			status: 'open',
			replay: 'yes',
			closed_at: '',
			closed_by: '',
			was: 'linked',
		});
	});

	it('leaves alone what a run posted in the meantime', async () => {
		for (const action of Object.values(ACTIONS)) {
			expect(await decide([parked(1, { status: 'posted' })], ['#1 x'], action)).toEqual([]);
		}
		expect(await decide([parked(1, { status: 'dismissed' })], ['#1 x'], ACTIONS.link)).toEqual([]);
	});

	it('is refused without action, name or reason', async () => {
		for (const more of [{ action: 'Post it' }, { person: ' ' }, { reason: '' }]) {
			const [item] = await decide([parked(1)], ['#1 x'], ACTIONS.link, more);
			expect(failureOf(item).code).toBe('DECISION_INCOMPLETE');
		}
	});
});

describe('documents that a person settled', () => {
	const document = { key: 'A', amount: '1.00' };
	const settled = {
		...{ key: 'A', status: 'dismissed', closed_by: 'A. Payable' },
		source_stamp: shortFingerprint(document),
	};
	const leaveOut = async (rows: IDataObject[], items: IDataObject[] = [document]) =>
		await bridge('parkedRecord', 'leaveOut', { keyField: 'key', rows, stampField: '' }, { items });

	it('are left out, and counted by their reason', async () => {
		const [onward, leftOut] = await leaveOut([settled], [document, { key: 'B' }, { chunk: {} }]);

		expect(onward).toEqual([{ key: 'B' }]);
		expect(leftOut).toEqual([
			expect.objectContaining({ action: 'skipped', reason: 'dismissed by a person', watch: false }),
		]);
	});

	it.each([
		['changed since', { source_stamp: 'of another state' }],
		['were re-opened', { status: 'open', closed_by: '' }],
		['were closed by a run, because they went out of scope', { closed_by: 'run 12' }],
	])('go on when they %s', async (_, change) => {
		expect(await leaveOut([{ ...settled, ...change }])).toEqual([[document], []]);
	});
});

describe('Prepare Export', () => {
	const rows = [
		{ id: 2, flow: 'payments', at: '2026-11-02T08:00:00.000Z', message: '@SUM(A1)', attempts: 1 },
		{ id: 1, flow: 'suppliers', at: '2026-11-01T08:00:00.000Z', message: null },
	];
	const lines = async (more: IDataObject = {}, of: IDataObject[] = rows) =>
		(await bridge('run', 'prepareExport', { rows: of, ...more }))[0]!;

	it('gives all columns of each row in one order, oldest first, and nothing that a spreadsheet calculates', async () => {
		const [first, second] = await lines();

		expect(Object.keys(first!).slice(0, 6)).toEqual(['at', 'flow', 'key', 'action', 'category', 'message']);
		expect(first).toMatchObject({ flow: 'suppliers', message: '' });
		expect(second).toMatchObject({ message: "'@SUM(A1)", attempts: 1 });
	});

	it('keeps to a flow and a last day', async () => {
		expect((await lines({ flow: 'payments' })).map(({ flow }) => flow)).toEqual(['payments']);
		expect((await lines({ until: '2026-11-01' })).map(({ flow }) => flow)).toEqual(['suppliers']);
	});

	it('has its heading even when nothing fits', async () => {
		expect(await lines({}, [{}])).toEqual([expect.objectContaining({ at: '', message: '' })]);
	});
});
