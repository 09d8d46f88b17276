// The strict AIS simulator in a process of its own, so that the benchmark measures the node and nothing else.
import { startAisSimulator } from '../simulators/ais/index.cts';

const rows = Number(process.env.BENCH_ROWS ?? 100_000);

async function main(): Promise<void> {
	const F0101 = Array.from({ length: rows }, (_, i) => ({
		AN8: i + 1,
		ALPH: `Name ${i + 1}`,
		AT1: 'V',
		UPMJ: '20261121',
	}));
	const company = { seed: 1, today: '2026-11-22', tables: { F0101 } };
	const simulator = await startAisSimulator({ company });
	process.on('message', (question) => {
		if (question === 'stop') process.exit(0);
		process.send!(simulator.ledger.count('POST', /dataservice$/));
	});
	process.send!(simulator.url);
}

void main();
