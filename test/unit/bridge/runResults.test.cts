import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { failure, stopsTheBatch, type FailureCategory } from '../../../lib/failure';
import { notTried } from '../../../lib/node/operation';
import { runResults, type RunContext } from '../../../nodes/JdeCoupa/model/runResults';
import { NO_TOTALS, addTotals, type Totals } from '../../../nodes/JdeCoupa/model/totals';
import { bridge } from './bridgeNode.cts';

const context = (own: Partial<RunContext> = {}): RunContext => ({
	flow: 'suppliers',
	runId: '70',
	executionId: '71',
	keyField: 'number',
	open: [],
	settled: [],
	keys: [],
	isReplay: false,
	watched: [],
	frozen: '',
	parkOutages: false,
	now: '2026-03-01T08:00:00.000Z',
	mappingVersion: 'm1',
	stampField: '',
	dryRun: false,
	...own,
});
const outcome = (key: string, action: string): IDataObject => ({
	record: { type: 'supplier', key },
	action,
	target: { system: 'Coupa', id: '83', key },
	changes: [{ path: 'name', before: 'a', after: 'b' }],
	calls: 2,
	attempts: 1,
	waitedMs: 0,
	startedAt: '',
	finishedAt: '',
	fingerprint: 'f',
});
const failed = (key: string, category: FailureCategory = 'validation', message = 'No'): IDataObject => ({
	number: key,
	name: `Wanted ${key}`,
	error: { ...failure({ code: 'X', category, message, description: 'Do' }) },
});
const source = (key: string): IDataObject => ({ number: key, F0401: { AN8: Number(key) } });

const ACTIONS = ['created', 'updated', 'unchanged', 'skipped', 'planned-create', 'planned-update'];
const CATEGORIES = [
	'validation',
	'reference',
	'duplicate',
	'unknown-outcome',
	'unavailable',
	'authentication',
] as const;
const anything = fc.array(
	fc.oneof(
		fc.tuple(fc.nat(20), fc.constantFrom(...ACTIONS)).map(([key, action]) => outcome(String(key), action)),
		fc
			.tuple(fc.nat(20), fc.constantFrom(...CATEGORIES))
			.map(([key, category]) => failed(String(key), category)),
		fc.nat(20).map((key) => source(String(key))),
		fc.nat(3).map((count) => ({ chunk: { outOfScope: Array(count).fill({ number: '1' }) } }) as IDataObject),
		fc.constant({} as IDataObject),
	),
);

describe('the results of a chunk', () => {
	it('have read what was created, updated, left alone, parked, planned or out of scope, and nothing else', () => {
		fc.assert(
			fc.property(anything, fc.boolean(), (items, dryRun) => {
				const { totals } = runResults(items, context({ dryRun }));
				const { read, ...others } = totals;
				expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(read);
				const refused = items.filter(({ error }) => error && !stopsTheBatch(error as never));
				// A record counts once, however often it failed.
				const parked = new Set(refused.map(({ number }) => number)).size;
				const done = items.filter(({ record }) => record).length + parked;
				const left = items.flatMap(
					({ chunk }) => ((chunk as IDataObject)?.outOfScope as unknown[]) ?? [],
				).length;
				expect(read).toBe(done + left);
			}),
		);
	});

	it('of a dry run are counted and not recorded', () => {
		fc.assert(
			fc.property(anything, (items) => {
				const { audit, parked } = runResults(
					items,
					context({ dryRun: true, open: [{ key: '1' }, { key: '2' }] }),
				);
				expect([audit, parked]).toEqual([[], []]);
			}),
		);
	});

	it('write an audit row for each record that was created, updated or refused, not for one left alone', () => {
		const items = [...ACTIONS.map((action, i) => outcome(String(i), action)), failed('9')];
		const { audit } = runResults(items, context());
		expect(audit.map(({ key, action }) => [key, action])).toEqual([
			['0', 'created'],
			['1', 'updated'],
			['9', 'parked'],
		]);
		expect(audit[0]).toEqual({
			flow: 'suppliers',
			key: '0',
			run_id: '70',
			execution_id: '71',
			at: '2026-03-01T08:00:00.000Z',
			action: 'created',
			category: '',
			message: '',
			changes: '[{"path":"name","before":"a","after":"b"}]',
			target_id: '83',
			attempts: 1,
			waited_ms: 0,
			fingerprint: 'f',
			source_stamp: '',
			mapping_version: 'm1',
		});
		expect(Object.keys(audit[2]!)).toEqual(Object.keys(audit[0]!));
	});

	it('park a refused record with its reason, its source and what was wanted', () => {
		const { parked } = runResults([failed('7'), source('7'), source('8')], context());
		expect(parked).toEqual([
			{
				flow: 'suppliers',
				key: '7',
				run_id: '70',
				execution_id: '71',
				at: '2026-03-01T08:00:00.000Z',
				status: 'open',
				category: 'validation',
				code: 'X',
				message: 'No',
				description: 'Do',
				source: '{"number":"7","F0401":{"AN8":7}}',
				wanted: '{"number":"7","name":"Wanted 7"}',
				reason: '',
				first_at: '2026-03-01T08:00:00.000Z',
				attempts: 1,
				company: '',
				amount: '',
				currency: '',
				source_stamp: expect.stringMatching(/^[0-9a-f]{12}$/),
				replay: 'yes',
				closed_at: '',
				closed_by: '',
				note: '',
			},
		]);
	});

	it('park nothing for an outage, but carry the first one on', () => {
		const outage = [failed('1', 'unavailable', 'Coupa is down'), failed('2', 'throttled', 'not tried')];
		const results = runResults([outcome('0', 'created'), ...outage], context());
		expect(results.parked).toEqual([]);
		expect(results.audit.map(({ key }) => key)).toEqual(['0']);
		expect(results.totals).toMatchObject({ read: 1, parked: 0 });
		expect(results.stopped).toMatchObject({ category: 'unavailable', message: 'Coupa is down' });
	});

	it('park nothing for a failure of the reading itself, which is that of no record', () => {
		const { error } = failed('1', 'validation', 'No such table');
		const reading = { error };
		const results = runResults([reading, outcome('0', 'created')], context());
		expect(results.parked).toEqual([]);
		expect(results.stopped).toMatchObject({ message: 'No such table' });
	});

	it.each(ACTIONS.slice(0, 3))(
		'close an open record that was %s on replay, and no record that was not open',
		(action) => {
			const open = [{ key: '7' }];
			const { parked } = runResults([outcome('7', action), outcome('8', action)], context({ open }));
			expect(parked).toMatchObject([{ key: '7', status: 'posted', message: `${action} on replay` }]);
			expect(parked[0]).not.toHaveProperty('source');
		},
	);

	it('leave a record open that was refused again, with its new reason', () => {
		const { parked } = runResults(
			[failed('7', 'reference')],
			context({ open: [{ key: '7', first_at: '2026-02-01', attempts: 2 }] }),
		);
		expect(parked).toMatchObject([{ key: '7', status: 'open', category: 'reference' }]);
		expect(parked).toMatchObject([{ first_at: '2026-02-01', attempts: 3 }]);
	});

	it('count a record once that failed in two places', () => {
		const { totals, parked } = runResults([failed('7'), failed('7', 'reference')], context());
		expect([totals.parked, totals.read, parked.length]).toEqual([1, 1, 1]);
	});

	it('do not complain again of a record that the overlap reads once more, unless its reason is another', () => {
		const [known] = runResults([failed('7')], context({ runId: '60' })).parked as RunContext['open'];
		const again = runResults([failed('7')], context({ open: [known!] }));
		expect([again.totals.parked, again.parked, again.audit]).toEqual([1, [], []]);
		const other = runResults([failed('7', 'validation', 'Still not')], context({ open: [known!] }));
		expect(other.parked).toMatchObject([{ key: '7', run_id: '70', message: 'Still not' }]);
		const asked = runResults([failed('7')], context({ open: [known!], keys: ['7'] }));
		expect(asked.parked).toMatchObject([{ key: '7', run_id: '70' }]);
	});

	describe('of a document that stands parked for the same reason, but has changed since', () => {
		const voucher = {
			number: '7',
			company: '00001',
			currency: 'USD',
			grossAmount: '100.00',
			UPMJ: '2026-03-01',
		};
		const mapped = { ...failed('7'), 'total-with-taxes': '100.00' };
		const before = { runId: '60', now: '2026-02-28T08:00:00.000Z', stampField: 'UPMJ' };
		const [parked] = runResults([voucher, mapped], context(before)).parked;
		// A Data Table gives back what was written, with its own columns.
		const row = { id: 5, createdAt: 'x', ...parked, attempts: 3, replay: '' };
		const next = (source: IDataObject, failure: IDataObject = mapped) =>
			runResults([source, failure], context({ open: [row], stampField: 'UPMJ' }));

		it.each([
			['source stamp', { ...voucher, UPMJ: '2026-03-02' }, { source_stamp: '2026-03-02' }],
			['amount', { ...voucher, grossAmount: '120.00' }, { amount: '120.00' }],
			['currency', { ...voucher, currency: 'EUR' }, { currency: 'EUR' }],
			['company', { ...voucher, company: '00070' }, { company: '00070' }],
		])('make its row follow the %s, for the Retry of the run that parked it', (_, source, follows) => {
			const { parked: rows, audit } = next(source);
			expect(rows).toMatchObject([
				{
					...{
						key: '7',
						status: 'open',
						run_id: '60',
						first_at: before.now,
						attempts: 4,
						message: 'No',
						replay: '',
					},
					...{ ...follows, source: JSON.stringify(source) },
				},
			]);
			expect(audit).toMatchObject([{ key: '7', action: 'parked' }]);
		});

		it('make its row follow what should have been sent', () => {
			const { parked: rows } = next(voucher, { ...mapped, 'total-with-taxes': '120.00' });
			expect(rows).toMatchObject([{ first_at: before.now, attempts: 4 }]);
			expect(String(rows[0]!.wanted)).toContain('120.00');
		});

		it('write nothing where it is the same to the letter', () => {
			expect([next(voucher).parked, next(voucher).audit]).toEqual([[], []]);
		});
	});

	it('close a voucher that could not be split into payments once these are posted, and not before', () => {
		const open = [{ key: 'V' }];
		const parts = [source('V'), source('V JDE 1 2'), source('V JDE 3 4'), outcome('V JDE 1 2', 'created')];
		const all = runResults([...parts, outcome('V JDE 3 4', 'unchanged')], context({ open, keys: ['V'] }));
		expect(all.parked).toMatchObject([{ key: 'V', status: 'posted' }]);
		const some = runResults([...parts, failed('V JDE 3 4')], context({ open, keys: ['V'] }));
		expect(some.parked).toMatchObject([{ key: 'V JDE 3 4', status: 'open' }]);
		const down = runResults([...parts, failed('V JDE 3 4', 'unavailable')], context({ open, keys: ['V'] }));
		expect(down.parked).toEqual([]);
		const again = runResults([source('V'), failed('V')], context({ open, keys: ['V'] }));
		expect(again.parked).toMatchObject([{ key: 'V', status: 'open' }]);
	});

	it('leave a record to the next run, until the last step of a run has looked at it and told of it', () => {
		const chunk = runResults([failed('7')], context());
		expect(chunk.parked).toMatchObject([{ key: '7', replay: 'yes' }]);
		const lastStep = runResults([failed('7')], context({ open: [{ key: '7' }], keys: ['7'] }));
		expect(lastStep.parked).toMatchObject([{ key: '7', replay: '' }]);
		const error = failure({
			...{ code: 'X', category: 'conflict', message: '', description: '' },
			details: { reason: 'waiting-for-approval' },
		});
		expect(runResults([{ number: '7', error: { ...error } }], context()).parked).toMatchObject([
			{ reason: 'waiting-for-approval', replay: '' },
		]);
	});

	it('of a replay leave a record with the run that parked it, so that the Retry of that run still takes it', () => {
		const open = [{ key: '7', run_id: '60' }];
		const { parked, audit } = runResults([failed('7')], context({ open, keys: ['7'], isReplay: true }));
		expect(parked).toMatchObject([{ key: '7', run_id: '60', execution_id: '71' }]);
		expect(audit).toMatchObject([{ key: '7', run_id: '70' }]);
	});

	it('do not park again what a person settled, until it changes', () => {
		const { parked: before } = runResults([failed('7'), source('7')], context());
		const [{ source_stamp }] = before;
		const row = { key: '7', status: 'dismissed', closed_by: 'A. Payable', source_stamp };
		const again = runResults([failed('7'), failed('7'), source('7')], context({ settled: [row] }));
		expect([again.parked, again.audit, again.totals]).toEqual([
			[],
			[],
			{ ...NO_TOTALS, read: 1, outOfScope: 1 },
		]);
		expect(again.reasons).toEqual({ 'dismissed by a person': 1 });
		const changed = runResults([failed('7'), { ...source('7'), HOLD: 'A' }], context({ settled: [row] }));
		expect(changed.parked).toMatchObject([{ key: '7', status: 'open' }]);
	});

	it('dismiss an open record that is out of scope by now', () => {
		const { parked } = runResults([outcome('7', 'skipped')], context({ open: [{ key: '7' }] }));
		expect(parked).toMatchObject([{ key: '7', status: 'dismissed', closed_by: 'run 70' }]);
	});

	it('name each reason for which records were left out, and how often', () => {
		const results = runResults(
			[
				{ ...outcome('1', 'skipped'), reason: 'own stamp' },
				{ ...outcome('2', 'skipped'), reason: 'own stamp' },
				{ chunk: { outOfScope: [{ key: '3', outOfScope: 'company 00070' }] } },
			],
			context(),
		);
		expect(results.reasons).toEqual({ 'own stamp': 2, 'company 00070': 1 });
		expect(results.totals).toMatchObject({ read: 3, outOfScope: 3 });
	});

	it('watch a record that may come into scope without a change, until it does', () => {
		const unposted = { ...outcome('1', 'skipped'), reason: 'unposted', watch: true };
		expect(runResults([unposted], context({ watched: ['9'] })).watched).toEqual(['9', '1']);
		expect(
			runResults([outcome('1', 'created')], context({ watched: ['9', '1'], keys: ['9', '1'] })).watched,
		).toEqual([]);
	});

	it('park what a frozen calendar keeps from being posted, as nobody’s task', () => {
		const results = runResults([outcome('1', 'planned-update'), outcome('2', 'unchanged')], {
			...context({ frozen: 'frozen until 2026-03-05 08:00' }),
		});
		expect(results.totals).toMatchObject({ read: 2, parked: 1, unchanged: 1 });
		expect(results.parked).toMatchObject([
			{ key: '1', category: 'period-closed', reason: 'period-closed', code: 'CALENDAR_FROZEN' },
		]);
	});

	it('park a payment that waits for the approval of its invoice, as nobody’s task', () => {
		const details = { reason: 'waiting-for-approval' };
		const error = { ...failure({ code: 'X', category: 'conflict', message: '', description: '', details }) };
		const { parked } = runResults([{ number: '1', error }], context());
		expect(parked).toMatchObject([{ status: 'open', reason: 'waiting-for-approval' }]);
	});

	it('park the records that an outage hits once it has lasted too long', () => {
		const outage = failed('1', 'unavailable');
		expect(runResults([outage], context({ parkOutages: true }))).toMatchObject({
			stopped: undefined,
			totals: { parked: 1 },
			parked: [{ key: '1', category: 'unavailable' }],
		});
	});

	it('let what an outage has parked be tried by each run, and nothing else', () => {
		const items = [failed('1', 'unavailable'), failed('2', 'throttled'), failed('3', 'reference')];
		const { parked } = runResults(items, context({ parkOutages: true, keys: ['1', '2', '3'] }));
		expect(parked.map(({ key, reason, replay }) => [key, reason, replay])).toEqual([
			['1', '', 'yes'],
			['2', '', 'yes'],
			['3', '', ''],
		]);
	});

	it('let what lost its answer be tried by the next run, once', () => {
		const lost = [failed('1', 'unknown-outcome')];
		const replayed = (open: RunContext['open']) => runResults(lost, context({ open, keys: ['1'] })).parked[0];
		expect(replayed([])?.replay).toBe('yes');
		expect(replayed([{ key: '1' }])?.replay).toBe('');
	});

	it('never park what no outage keeps from being posted, and what was not tried because of it', () => {
		const refused = failed('1', 'authentication');
		const rest = { number: '2', error: { ...notTried(refused.error as never) } } as unknown as IDataObject;
		const results = runResults([refused, rest], context({ parkOutages: true }));
		expect([results.parked, results.stopped?.category]).toEqual([[], 'authentication']);
	});

	it('park what one record alone cannot have, whatever the category', () => {
		const details = { ofRecord: true };
		const error = failure({ code: 'X', category: 'permission', message: '', description: '', details });
		const { parked, stopped } = runResults([{ number: '1', error: { ...error } }], context());
		expect([parked.map(({ category }) => category), stopped]).toEqual([['permission'], undefined]);
	});

	it('say so when a parked record is not in JD Edwards any more', () => {
		const results = runResults([], context({ open: [{ key: '5' }], keys: ['5'] }));
		expect(results.parked).toMatchObject([{ key: '5', status: 'open', code: 'RECORD_GONE' }]);
	});

	it('count a document that lacks only what Coupa refused as unchanged, and tell what it lacks', () => {
		const refused = [
			{ path: 'order-lines[4]', what: 'delete', quantities: { invoiced: '3' }, reason: 'It was invoiced' },
		];
		const results = runResults([{ ...outcome('1', 'skipped'), refused }], context());
		expect(results.totals).toMatchObject({ unchanged: 1, outOfScope: 0 });
		expect(results.audit[0]).toMatchObject({
			message: expect.stringContaining('order-lines[4] delete: It was invoiced'),
		});
	});

	it('cut long texts, because all tables of an instance share one limit', () => {
		const big = { ...failed('7', 'validation', 'x'.repeat(9_000)), note: 'y'.repeat(9_000) };
		const { audit, parked } = runResults([big, { ...source('7'), note: 'z'.repeat(9_000) }], context());
		const texts = [audit[0]!.message, parked[0]!.message, parked[0]!.source, parked[0]!.wanted].map(String);
		expect(texts.map((text) => [text.length, text.slice(-1)])).toEqual(Array(4).fill([2_001, '…']));
	});
});

describe('totals', () => {
	it('add up chunk by chunk, taking what is missing or no number for none', () => {
		const one: Totals = { ...NO_TOTALS, read: 3, created: 2, parked: 1 };
		expect(addTotals(one, { read: 1, created: 'x' as never, updated: 1 })).toEqual({
			...NO_TOTALS,
			read: 4,
			created: 2,
			updated: 1,
			parked: 1,
		});
	});
});

describe('the audit node', () => {
	const parameters = {
		flow: 'suppliers',
		runId: '70',
		keyField: 'number',
		open: '[{"key":"8"}]',
		dryRun: false,
	};

	it('has outputs for audit rows, newly parked rows, those that stood open before, and the summary', async () => {
		const chunk = {
			chunk: {
				next: '9',
				until: '2026-03-01T08:00:00',
				outOfScope: [{ number: '5', outOfScope: 'company 00070' }],
			},
		};
		const results = [chunk, outcome('6', 'created'), failed('7'), outcome('8', 'unchanged')];
		const [audit, parked, parkedBefore, summary] = await bridge('run', 'buildAuditEntry', {
			...parameters,
			results: results as never,
			totals: '{"read":10,"created":10}',
		});
		expect(audit!.map(({ key }) => key)).toEqual(['6', '7']);
		expect(parked!.map(({ key, status }) => [key, status])).toEqual([['7', 'open']]);
		expect(parkedBefore!.map(({ key, status }) => [key, status])).toEqual([['8', 'posted']]);
		expect(summary).toEqual([
			{
				totals: {
					...NO_TOTALS,
					byCompany: {},
					...{ read: 14, created: 11, unchanged: 1, parked: 1, outOfScope: 1 },
					reasons: { 'company 00070': 1 },
				},
				chunkTotals: { ...NO_TOTALS, read: 4, created: 1, unchanged: 1, parked: 1, outOfScope: 1 },
				next: '9',
				until: '2026-03-01T08:00:00',
				stopCategory: '',
				message: 'No',
				openCount: 1,
				watched: '[]',
			},
		]);
	});

	it('tells of an outage before anything else', async () => {
		const results = [failed('7'), failed('8', 'unavailable', 'Coupa is down')];
		const [, parked, , summary] = await bridge('run', 'buildAuditEntry', {
			...parameters,
			results: JSON.stringify(results),
			totals: {},
		});
		expect(parked).toHaveLength(1);
		expect(summary).toMatchObject([
			{ stopCategory: 'unavailable', message: 'Coupa is down', next: '', openCount: 1 },
		]);
	});
});
