import type { IDataObject } from 'n8n-workflow';

import { bridge } from './bridgeNode.cts';

const STATE = {
	flow: 'suppliers',
	watermark: '2026-11-20T08:00:00',
	lease_owner: 'free',
	lease_until: '2026-11-20T08:30:00.000Z',
	confirmation: 'done',
};
const soon = () => new Date(Date.now() + 60_000).toISOString();

describe('Plan Back-Fill', () => {
	const plan = async (wish: IDataObject = {}, state: IDataObject = {}) =>
		(
			await bridge('run', 'planBackFill', {
				...{ stateRows: [{ ...STATE, ...state }], flow: 'suppliers', from: '', requestsPerSecond: 5 },
				...{ person: 'I. Integrator', reason: 'new chart', ...wish },
			})
		)[0]![0]!;

	it('sets a flow back on the lease it was found with', async () => {
		expect(await plan({ from: '2026-01-31' })).toMatchObject({
			...{ watermark: '2026-01-31', requestsPerSecond: 5, decision: 'is read again from 2026-01-31' },
			...{ expectedOwner: 'free', expectedUntil: STATE.lease_until, message: 'I. Integrator: new chart' },
		});
		expect((await plan()).decision).toBe('is read again from the start');
	});

	it('takes over from a run whose lease has run out', async () => {
		expect((await plan({}, { lease_owner: '7/7' })).expectedOwner).toBe('7/7');
	});

	it.each([
		['while a run is at work', {}, { lease_owner: '7/7', lease_until: 'soon' }, /is at work/],
		['to a day behind which changes were not read', { from: '2026-11-21' }, {}, /only up to 2026-11-20/],
		['beyond the rate of Coupa', { requestsPerSecond: 26 }, {}, /at most 25/],
		['without a name', { person: ' ' }, {}, /name and reason/],
		['without a reason', { reason: '' }, {}, /name and reason/],
		['when it was never set up', { flow: 'payments' }, {}, /run the set-up/],
	])('sets nothing back %s', async (_, wish, state, decision) => {
		const until = 'lease_until' in state ? { lease_until: soon() } : {};

		expect(await plan(wish, { ...state, ...until })).toMatchObject({
			expectedOwner: 'nobody',
			decision: expect.stringMatching(decision),
		});
	});
});

describe('Show Progress', () => {
	const show = async (state: IDataObject) =>
		String((await bridge('run', 'showProgress', { stateRows: [{ ...STATE, ...state }, {}] }))[0]![0]!.html);

	it('tells how far a flow is, and what it has done so far', async () => {
		const html = await show({
			...{ window_until: '2026-11-24T10:00:00', cursor: '4343', requests_per_second: 5 },
			...{ lease_owner: '7/7', lease_until: soon(), totals: '{"read":300,"created":2,"updated":0}' },
		});

		expect(html).toContain(
			'<td>suppliers</td><td>2026-11-20 08:00</td><td>up to 2026-11-24 10:00, behind 4343</td>' +
				'<td>read 300, created 2</td><td>a run is at work</td><td>5</td>',
		);
		expect(html.match(/<tr>/g)).toHaveLength(2);
	});

	it('leaves out the row of the mirror, which moves no records', async () => {
		expect(await show({ flow: 'coupaMirror' })).not.toContain('coupaMirror');
	});

	it.each([
		[{}, 'the next run'],
		[{ confirmation: '' }, 'a dry run'],
		[{ confirmation: 'waiting' }, 'waits to be confirmed'],
		[{ next_attempt_at: '2999-01-01T00:00:00.000Z', stop_message: 'no <answer>' }, 'no &lt;answer&gt;'],
	])('says what is next of %j: %s', async (state, next) => {
		expect(await show(state)).toContain(next);
	});
});
