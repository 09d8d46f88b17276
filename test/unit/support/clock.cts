import type { IExecuteFunctions } from 'n8n-workflow';

/** A clock that only sleeping moves. Test files put it in place of the real one. */
export const clock = { ms: Date.parse('2026-03-01T08:00:00Z'), waits: [] as number[] };

/**
 * @example jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);
 */
export const surroundings = {
	surroundingsOf: (context: Pick<IExecuteFunctions, 'getExecutionCancelSignal'>) => ({
		now: () => clock.ms,
		sleep: async (milliseconds: number, signal?: AbortSignal) => {
			signal?.throwIfAborted();
			clock.waits.push(milliseconds);
			clock.ms += milliseconds;
		},
		random: () => 0,
		signal: context.getExecutionCancelSignal(),
	}),
};
