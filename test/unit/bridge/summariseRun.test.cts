import { Failed } from '../../../lib/failure';
import { summariseRun, type StepEnd } from '../../../nodes/JdeCoupa/model/summariseRun';
import { bridge, failureOf } from './bridgeNode.cts';

const totals = JSON.stringify({ read: 3, created: 2, parked: 1 });
const parsed = { read: 3, created: 2, parked: 1 };
const end = (own: StepEnd = {}): StepEnd => ({
	totals,
	stop_category: '',
	stop_message: '',
	open_count: 1,
	...own,
});
const summarise = (step: 'run' | 'chunk' | 'parked', own: StepEnd = {}, dryRun = false) =>
	summariseRun(step, '70', end(own), dryRun);
const failure = (work: () => unknown) => {
	try {
		work();
	} catch (error) {
		return (error as Failed).failure;
	}
	throw new Error('It did not fail');
};

describe('the end of a run', () => {
	it('calls the step for what it parked', () => {
		expect(summarise('run')).toEqual([{ step: 'parked', runId: '70', totals: parsed }]);
	});

	it.each([
		['nothing was parked', { totals: '{"read":2,"created":2}' }, false],
		['it read nothing', { totals: null }, false],
		['it was a dry run', {}, true],
	])('has nothing more to do when %s', (_what, own, dryRun) => {
		expect(summarise('run', own, dryRun)).toEqual([]);
	});

	it.each(['unavailable', 'throttled'])(
		"is no failure after an outage (%s), which is nobody's task, and does not go on to what was parked",
		(stop_category) => {
			expect(summarise('run', { stop_category, stop_message: 'down' })).toEqual([]);
		},
	);

	it.each(['authentication', 'permission', 'configuration', 'unknown-outcome'])(
		'fails after a stop that a person must end (%s), with the reason',
		(stop_category) => {
			expect(
				failure(() => summarise('run', { stop_category, stop_message: 'Sign on refused' })),
			).toMatchObject({
				code: 'RUN_STOPPED',
				category: stop_category,
				message: 'Sign on refused',
				description: expect.stringContaining('run 70'),
			});
		},
	);
});

describe('the end of the step for what was parked', () => {
	it.each([
		[1, '1 record is parked: no term'],
		[12, '12 records are parked: no term'],
	])('fails with %i left open, and says how to get unstuck', (open_count, message) => {
		const failed = failure(() => summarise('parked', { open_count, stop_message: 'no term' }));
		expect(failed).toMatchObject({ code: 'RECORDS_PARKED', category: 'reference', message });
		expect(failed.description).toContain('execution 70');
	});

	it('succeeds when none is left open', () => {
		expect(summarise('parked', { open_count: 0 })).toEqual([end({ open_count: 0 })]);
		expect(summarise('parked', { open_count: null })).toEqual([end({ open_count: null })]);
	});

	it('fails on any stop, an outage included, and says how the records come back that are still parked', () => {
		const down = { stop_category: 'unavailable', stop_message: 'Coupa did not answer' };
		const failed = failure(() => summarise('parked', down));

		expect(failed).toMatchObject({
			category: 'unavailable',
			message: 'Not all that is parked could be tried again: Coupa did not answer',
			retryable: true,
		});
		expect(failed.description).toMatch(/it stays in the table 'jde_coupa_parked'/);
		expect(failed.description).toContain('press Retry on the run that called this one, execution 70');
		expect(failed.description).toContain('tried by each later run');
		const refused = failure(() => summarise('parked', { ...down, stop_category: 'authentication' }));
		expect(refused.description).not.toContain('each later run');
		const replayed = failure(() => summariseRun('replay', '70', end(down), false));
		expect(replayed.description).toContain('replay again');
		expect(replayed.description).not.toContain('Retry');
	});

	it.each(['unavailable', 'throttled'])(
		'is no failure after an outage (%s) when all it took up waits for what comes by itself',
		(stop_category) => {
			const row = end({ stop_category, stop_message: 'down', open_count: 0 });
			expect(summariseRun('parked', '70', row, false, true)).toEqual([row]);
			expect(failure(() => summariseRun('replay', '70', row, false, true)).code).toBe('RUN_STOPPED');
		},
	);

	it('fails on a stop that a person must end, whatever it took up', () => {
		const row = end({ stop_category: 'authentication', stop_message: 'x', open_count: 0 });
		expect(failure(() => summariseRun('parked', '70', row, false, true)).category).toBe('authentication');
	});
});

describe('the end of a chunk', () => {
	it('never fails: its run decides', () => {
		const row = end({ stop_category: 'authentication', stop_message: 'x' });
		expect(summariseRun('chunk', '70', row, false)).toEqual([row]);
	});
});

describe('the node', () => {
	it('takes the state as an object or as JSON', async () => {
		const parameters = { step: 'parked', runId: '70', dryRun: false };
		for (const state of [JSON.stringify(end()), end()]) {
			const [items] = await bridge('run', 'summariseRun', {
				...parameters,
				state: state as never,
			});
			expect(failureOf(items![0])).toMatchObject({ code: 'RECORDS_PARKED' });
		}
	});
});
