// The strict simulator in a process of its own, so that the benchmark measures the node and nothing else.
import { startCoupaSimulator } from '../simulators/coupa/index.cts';
import { PAYMENT_TERMS } from './suppliers.cts';

/** What reached the simulator since it was last asked. */
export interface Traffic {
	reads: number;
	writes: number;
	throttled: number;
	/** attributes that Coupa would have dropped without a word */
	ignored: number;
}

void (async () => {
	const coupa = await startCoupaSimulator({
		data: { payment_terms: PAYMENT_TERMS },
		rate: process.argv.includes('unlimited') ? { perSecond: Infinity } : {},
	});
	const { ledger } = coupa;
	process.on('message', (question) => {
		if (question === 'stop') process.exit(0);
		const calls = ledger.exchanges.filter(({ path }) => path.startsWith('/api/'));
		const reads = calls.filter(({ method }) => method === 'GET').length;
		const traffic: Traffic = {
			reads,
			writes: calls.length - reads,
			throttled: calls.filter(({ status }) => [429, 503].includes(status)).length,
			ignored: ledger.effects.filter(({ kind }) => kind.startsWith('ignored')).length,
		};
		ledger.clear();
		process.send!(traffic);
	});
	process.send!({ url: coupa.url });
})();
