import type { IDataObject } from 'n8n-workflow';

import { canonicalJson } from '../../../lib/hash';
import type { Row } from '../../simulators/ais/index.cts';
import { Random } from '../../simulators/sample/random.cts';
import { sampleCompany } from '../../simulators/sample/index.cts';
import { TestAis } from './aisNode.cts';
import { TestTrigger } from './triggerNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

const SEEDS = [1, 4, 6];
const POLLS = 14;
const LATE_SHARE = 0.02;

/** Changes any table of a supplier and answers whose; a late change bears the stamp of the day before. */
function disturb(ais: TestAis, random: Random): string {
	const { tables, clock } = ais.simulator!;
	const yesterday = new Date(clock.now().getTime() - 86_400_000)
		.toISOString()
		.slice(0, 10)
		.replaceAll('-', '');
	const late: Row = random.chance(LATE_SHARE) ? { UPMJ: yesterday } : {};
	const { AN8 } = random.pick(tables.rows('F0401'));
	const match = { AN8: AN8! };
	const change = random.pick<() => unknown>([
		() => tables.update('F0401', match, { TRAP: `N${random.between(10, 99)}`, ...late }),
		() => tables.update('F0101', match, { ALPH: `Name ${random.between(1, 9999)}`, ...late }),
		() => tables.update('F0111', { ...match, IDLN: 0 }, { MLNM: `Mail ${random.between(1, 9999)}`, ...late }),
		() => tables.insert('F0115', { ...match, ...phone(random), ...late }),
		() => tables.update('F0116', match, { ADD1: `Street ${random.between(1, 9999)}`, ...late }),
	]);
	change();
	return String(AN8);
}

const phone = (random: Random) => ({
	IDLN: 0,
	CNLN: random.between(1000, 999_999),
	RCK7: random.between(1, 9999),
	PHTP: ' ',
	PH1: String(random.between(1_000_000, 9_999_999)),
});

interface Run {
	seed: number;
	given: number;
	lost: number;
	twice: number;
	/** still given when nothing changes any more */
	left: number;
}

/** The last state of each supplier that was given, and how often one was given again unchanged. */
async function watched(seed: number): Promise<Run> {
	const company = sampleCompany({ seed: 7, suppliers: 45 });
	const ais = await TestAis.start({ company, dbFetchLimit: 20 });
	const random = new Random(`trigger-${seed}`);
	const trigger = new TestTrigger(ais, { event: 'supplierChanged', options: { maxDocuments: 5 } });
	await trigger.poll();
	const known = new Map((await suppliers(ais)).map((one) => [String(one.number), canonicalJson(one)]));
	// How many changes there were when a supplier was changed last, and when it was given last.
	const changedAt = new Map<string, number>();
	const givenAt = new Map<string, number>();
	let [changes, given, twice] = [0, 0, 0];
	/** A payee's change is a change, though a part of the payee that the document does not show may be all of it. */
	const isTouched = ({ number, payees }: IDataObject) =>
		(payees as IDataObject[]).some(
			(payee) => (changedAt.get(String(payee.number)) ?? 0) > (givenAt.get(String(number)) ?? 0),
		);
	const poll = async () => {
		for (const document of await trigger.poll({ budgetMs: random.chance(0.3) ? -1 : 300_000 })) {
			const [key, state] = [String(document.number), canonicalJson(document)];
			if (known.get(key) === state && !isTouched(document)) twice += 1;
			givenAt.set(key, changes);
			known.set(key, state);
			given += 1;
		}
		trigger.restart();
	};
	const during = {
		before: () => {
			if (!random.chance(0.3)) return;
			changes += 1;
			changedAt.set(disturb(ais, random), changes);
		},
	};
	ais.simulator!.faults.add({ name: 'life', path: /dataservice/, times: 1_000_000, effect: during });
	for (let i = 0; i < POLLS; i += 1) {
		await poll();
		if (random.chance(0.3)) ais.simulator!.clock.advance(random.between(1, 20) * 3_600_000);
	}
	ais.simulator!.faults.clear();
	for (let i = 0; i < 12; i += 1) await poll();
	const left = (await trigger.poll()).length;
	const truth = await suppliers(ais);
	const lost = truth.filter((one) => known.get(String(one.number)) !== canonicalJson(one)).length;
	await ais.stop();
	return { seed, given, lost, twice, left };
}

async function suppliers(ais: TestAis): Promise<IDataObject[]> {
	return await ais.run('supplier', 'getAll');
}

describe('a trigger while suppliers change during its polls, days pass and some programs commit late', () => {
	it(`gives every last state and none twice, in ${SEEDS.length} seeded runs`, async () => {
		const runs: Run[] = [];
		for (const seed of SEEDS) runs.push(await watched(seed));
		const sum = (name: 'given' | 'lost' | 'twice' | 'left') =>
			runs.reduce((total, run) => total + run[name], 0);
		process.stdout.write(
			`trigger: ${sum('given')} states given in ${runs.length} runs, ${sum('lost')} lost, ${sum('twice')} twice\n`,
		);
		expect(runs.filter(({ lost, twice, left }) => lost + twice + left > 0)).toEqual([]);
		expect(sum('given')).toBeGreaterThan(100);
	});
});
