import type { Clock } from '../../simulators/kit/clock.cts';

let clock: Clock | undefined;

/** The node under test lives by a simulator's clock from here on. */
export function liveBy(simulated: Clock): void {
	clock = simulated;
}

/**
 * Sleeping takes no time but moves the simulator's clock.
 * @example jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);
 */
export const surroundings = {
	surroundingsOf: () => ({
		now: () => clock!.now().getTime(),
		sleep: async (milliseconds: number) => clock!.advance(milliseconds),
		random: () => 0,
	}),
};
