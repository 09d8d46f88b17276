import { Failed } from '../../../lib/failure';
import { planStep, type FlowState, type Plan, type PlanInput } from '../../../nodes/JdeCoupa/model/planStep';
import { bridge } from './bridgeNode.cts';

const now = '2026-03-01T08:00:00.000Z';
const later = '2026-03-01T08:10:00.000Z';
const earlier = '2026-03-01T07:50:00.000Z';

const state = (own: FlowState = {}): FlowState => ({
	flow: 'suppliers',
	watermark: '2026-02-28T10:00:00',
	lease_owner: 'free',
	lease_until: earlier,
	confirmation: 'done',
	jde_connection: 'JPD920 at ais:9300',
	coupa_host: 'acme.coupahost.com',
	...own,
});
const plan = (own: Partial<PlanInput> = {}): Plan =>
	planStep({
		flow: 'suppliers',
		owner: 'JD Edwards',
		source: 'JD Edwards',
		maximumWrites: 0,
		call: {},
		state: state(),
		open: [],
		executionId: '77',
		scheduled: true,
		leaseMinutes: 30,
		now,
		...own,
	});
const held = { lease_owner: '70/71', lease_until: later };
const failureOf = (work: () => unknown) => {
	try {
		work();
	} catch (error) {
		if (error instanceof Failed) return error.failure;
		throw error;
	}
	throw new Error('It went ahead');
};

describe('a run', () => {
	it('that may go ahead takes the free lease, from where the last one ended', () => {
		expect(plan()).toEqual({
			step: 'run',
			runId: '77',
			handBackTo: 'free',
			owner: '77/77',
			expectedOwner: 'free',
			expectedUntil: earlier,
			leaseUntil: '2026-03-01T08:30:00.000Z',
			decision: 'goes ahead',
			dryRun: false,
			maximumAmount: '',
			maximumWrites: 0,
			since: '2026-02-28T10:00:00',
			until: '',
			cursor: '',
			totals: '{}',
			frozen: '',
			parkOutages: false,
			again: false,
			waits: false,
			watched: [],
			keys: [],
			jdeConnection: 'JPD920 at ais:9300',
			coupaHost: 'acme.coupahost.com',
		});
	});

	it('takes an unfinished window up where it stopped, and counts anew', () => {
		const unfinished = state({
			window_until: '2026-03-01T01:00:00',
			cursor: '4343',
			totals: '{"created":5}',
		});
		expect(plan({ state: unfinished })).toMatchObject({
			until: '2026-03-01T01:00:00',
			cursor: '4343',
			totals: '{}',
		});
	});

	it.each([
		['another run holds the lease', {}, held, 'another run holds the lease until 2026-03-01T08:10:00.000Z'],
		[
			'it waits for a person',
			{},
			{ confirmation: 'waiting' },
			"the first run waits to be confirmed in the 'setup' workflow",
		],
		[
			'an outage postponed it',
			{},
			{ next_attempt_at: later },
			'postponed until 2026-03-01T08:10:00.000Z after an outage',
		],
	])('refuses quietly when %s, by expecting a lease that nobody holds', (_what, own, row, decision) => {
		expect(plan({ ...own, state: state(row) })).toMatchObject({ decision, expectedOwner: 'nobody' });
	});

	it('goes ahead after an outage when a person starts it, or the time has come', () => {
		expect(plan({ scheduled: false, state: state({ next_attempt_at: later }) }).decision).toBe('goes ahead');
		expect(plan({ state: state({ next_attempt_at: now }) }).decision).toBe('goes ahead');
	});

	it("started by an event, waits for the first posting, which is a person's to confirm", () => {
		const decided = (confirmation: string) =>
			plan({ entry: 'event', state: state({ confirmation }) }).decision;

		expect(['', 'confirmed', 'done'].map(decided)).toEqual([
			'events wait in the inbox until the first posting is done',
			'events wait in the inbox until the first posting is done',
			'goes ahead',
		]);
		expect(plan({ entry: 'event' }).step).toBe('run');
	});

	it('does not start over the head of another even when a person starts it', () => {
		expect(plan({ scheduled: false, state: state(held) }).expectedOwner).toBe('nobody');
		expect(plan({ call: { step: 'run', owner: '70/71' }, state: state(held) }).expectedOwner).toBe('nobody');
	});

	it.each([
		['was given back', { lease_owner: 'free', lease_until: later }],
		['has run out', { lease_owner: '70/71', lease_until: now }],
		['was never taken', { lease_owner: null, lease_until: null }],
	])('takes the lease that %s, and only as it was read', (_what, row) => {
		expect(plan({ state: state(row) })).toMatchObject({
			decision: 'goes ahead',
			expectedOwner: row.lease_owner ?? '',
			expectedUntil: row.lease_until ?? '',
		});
	});

	it.each([
		['', true],
		['waiting', true],
		['confirmed', false],
		['done', false],
		[null, true],
	])('with confirmation %p posts nothing: %p', (confirmation, dryRun) => {
		expect(plan({ state: state({ confirmation }) }).dryRun).toBe(dryRun);
	});

	it('is limited in its writes only once the first posting, which a person confirmed, is done', () => {
		const limit = (confirmation: string, maximumWrites = 10) =>
			plan({ maximumWrites, state: state({ confirmation }) }).maximumWrites;
		expect([limit('confirmed'), limit('done'), limit('done', 0), limit('done', -1)]).toEqual([0, 10, 0, 0]);
	});
});

describe('a chunk', () => {
	const call = { step: 'chunk' as const, runId: '70', owner: '70/71' };

	it('works under the lease of the run that called it, and hands it back', () => {
		expect(plan({ call, state: state({ ...held, totals: '{"created":3}' }) })).toMatchObject({
			decision: 'goes ahead',
			runId: '70',
			owner: '70/77',
			expectedOwner: '70/71',
			expectedUntil: later,
			handBackTo: '70/71',
			totals: '{"created":3}',
		});
	});

	it('fails aloud when somebody else took the lease over: its run, or the Retry of it, has lost what it held', () => {
		const taken = state({ lease_owner: '80/80', lease_until: later });
		expect(failureOf(() => plan({ call, state: taken }))).toMatchObject({
			code: 'FLOW_BUSY',
			category: 'conflict',
		});
	});

	it('is not held up by a postponement or a confirmation: its run was allowed to start', () => {
		const row = state({ ...held, next_attempt_at: later, confirmation: 'waiting' });
		expect(plan({ call, state: row }).decision).toBe('goes ahead');
	});

	it.each([
		['{"created":3,"updated":2}', 5],
		['{"created":30}', 1],
		['', 10],
	])('has of 10 writes, after %p, %i left: none left would read as no limit', (totals, left) => {
		expect(plan({ call, maximumWrites: 10, state: state({ ...held, totals }) }).maximumWrites).toBe(left);
	});
});

describe('the amount that a run may post', () => {
	const byCompany = {
		'00001 USD': { count: 2, amount: '700.10' },
		'00070 USD': { count: 1, amount: '100' },
		'00070 EUR': { count: 1, amount: '5.5' },
	};
	const chunk = { call: { step: 'chunk' as const, runId: '70', owner: '70/71' } };

	it('is what the chunks before have left of it, in whichever currency least is left', () => {
		const posting = state({ ...held, totals: JSON.stringify({ byCompany }) });
		expect(plan({ ...chunk, maximumAmount: '1000', state: posting }).maximumAmount).toBe('199.9');
		expect(plan({ ...chunk, maximumAmount: '500', state: posting }).maximumAmount).toBe('0');
	});

	it('is any where none is set, and where the first posting was confirmed with its amounts', () => {
		expect(plan().maximumAmount).toBe('');
		expect(plan({ maximumAmount: '1000', state: state({ confirmation: 'confirmed' }) }).maximumAmount).toBe(
			'',
		);
	});
});

describe('the step for what a run parked', () => {
	const call = { step: 'parked' as const, runId: '70' };
	const open = [
		{ key: 4343, run_id: 70 },
		{ key: '4344', run_id: '70' },
		{ key: '9', run_id: '69' },
	];

	it('processes just the records of that run again', () => {
		expect(plan({ call, open })).toMatchObject({
			decision: 'goes ahead',
			keys: ['4343', '4344'],
		});
	});

	it('has nothing to do when all were posted meanwhile', () => {
		expect(plan({ call, open: [open[2]!] })).toMatchObject({
			decision: 'nothing is parked that could be replayed',
			expectedOwner: 'nobody',
			keys: [],
		});
	});

	it.each([
		['only what comes by itself', [{ key: '1', run_id: '60', reason: 'period-closed' }], true],
		['what its own run holds until then', [{ key: '1', run_id: '70', reason: 'period-closed' }], true],
		['what a person has to repair', open, false],
		['what an outage has just parked', [{ key: '1', run_id: '70', replay: 'yes' }], false],
		['what an outage parked in a run before', [{ key: '1', run_id: '60', replay: 'yes' }], true],
	])('knows whether it takes up %s', (_what, rows, waits) => {
		expect(plan({ call, open: rows }).waits).toBe(waits);
	});

	it('also takes what waits for something that comes by itself, what a person asked for, and what is watched', () => {
		const more = [
			...open,
			{ key: '10', run_id: '60', reason: 'waiting-for-approval' },
			{ key: '11', run_id: '61', replay: 'yes' },
		];
		const watching = state({ watched: '["12"]' });
		expect(plan({ call, open: more, state: watching }).keys).toEqual(['4343', '4344', '10', '11', '12']);
	});

	it('fails aloud when another run is working, because a person pressed Retry', () => {
		expect(failureOf(() => plan({ call, open, state: state(held) }))).toMatchObject({
			code: 'FLOW_BUSY',
			category: 'conflict',
			message: `Another run of this flow is working (until ${later} at the latest)`,
		});
	});
});

describe('a replay', () => {
	const open = [
		{ key: '1', run_id: '70', category: 'reference', code: 'CROSSWALK_MISSING', reason: '' },
		{ key: '2', run_id: '71', category: 'period-closed', code: 'CALENDAR_FROZEN', reason: 'period-closed' },
		{ key: '3', run_id: '72', category: 'validation', code: 'X', reason: '' },
	];
	const replay = (keys: string[] = [], reasons: string[] = []) =>
		plan({ entry: 'replay', open, replay: { keys, reasons }, scheduled: false });

	it('takes all open records whatever their run, in a run of its own', () => {
		expect(replay()).toMatchObject({
			step: 'replay',
			runId: '77',
			handBackTo: 'free',
			keys: ['1', '2', '3'],
		});
	});

	it('takes those of some keys, or of some reasons by category, code or reason', () => {
		expect(replay(['3', '9']).keys).toEqual(['3']);
		expect(replay([], ['CROSSWALK_MISSING', 'period-closed']).keys).toEqual(['1', '2']);
	});

	it('ends quietly where another run is working, or nothing is parked', () => {
		const quiet = { entry: 'replay' as const, expectedOwner: 'nobody' };
		expect(plan({ entry: 'replay', open, state: state(held) }).expectedOwner).toBe(quiet.expectedOwner);
		expect(plan({ entry: 'replay' }).expectedOwner).toBe(quiet.expectedOwner);
	});
});

describe('the close calendar', () => {
	const notDue = { due: false, reason: 'next at 18:00' };

	it('keeps the schedule waiting, but not a person', () => {
		expect(plan({ calendar: notDue })).toMatchObject({ decision: 'next at 18:00', expectedOwner: 'nobody' });
		expect(plan({ calendar: notDue, scheduled: false }).decision).toBe('goes ahead');
	});

	it('lets a run compare but not post while postings are frozen', () => {
		expect(plan({ calendar: { due: true, frozen: true, reason: 'frozen until Monday' } }).frozen).toBe(
			'frozen until Monday',
		);
	});
});

describe('outages in a row', () => {
	it.each([
		[11, false],
		[12, true],
	])('%i of 12: records are parked instead of waiting on: %p', (failures, parkOutages) => {
		expect(plan({ outageLimit: 12, state: state({ failures }) }).parkOutages).toBe(parkOutages);
	});

	it('never park anything without a limit', () => {
		expect(plan({ state: state({ failures: 99 }) }).parkOutages).toBe(false);
	});
});

describe('a flow', () => {
	it('without a state row fails and names the workflow to run', () => {
		const failure = failureOf(() => plan({ state: {} }));
		expect(failure).toMatchObject({ code: 'FLOW_NOT_SET_UP', category: 'configuration' });
		expect(failure.description).toContain("'setup'");
	});

	it.each([
		['', "'Settings' do not say which system owns the records of the flow 'suppliers'"],
		[
			'Coupa',
			"'Settings' say that Coupa owns the records of the flow 'suppliers', but this flow writes them from JD Edwards",
		],
	])('whose owner is %p never writes over it', (owner, message) => {
		expect(failureOf(() => plan({ owner }))).toMatchObject({
			code: 'FLOW_OWNER',
			category: 'configuration',
			message,
		});
	});

	it('does not run while Settings leave blank what it must know', () => {
		const failure = failureOf(() => plan({ required: { goLive: ' ', companies: '00001', shipToUser: '' } }));
		expect(failure).toMatchObject({ code: 'FLOW_SETTINGS', category: 'configuration' });
		expect(failure.message).toBe(
			"'Settings' of the flow 'suppliers' leave blank what it must know: 'goLive', 'shipToUser'",
		);
	});

	it('is planned by the node from JSON or from objects, dropping the empty item of an empty table', async () => {
		const parameters = {
			flow: 'suppliers',
			owner: 'JD Edwards',
			source: 'JD Edwards',
			maximumWrites: 0,
			scheduled: false,
			leaseMinutes: 30,
		};
		const asText = { call: '', state: JSON.stringify(state()), open: '[{}]' };
		const asObjects = { call: {}, state: state() as never, open: [{}] };
		for (const one of [asText, asObjects]) {
			const [items] = await bridge('run', 'planStep', { ...parameters, ...one });
			const [shown] = items!;
			expect(shown).toMatchObject({ decision: 'goes ahead', runId: 'execution-1', keys: [] });
		}
	});
});
