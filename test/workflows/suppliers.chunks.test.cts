import { errorOf, subExecutionsOf, outputOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { shownSupplier } from './shown.cts';
import { expectedSuppliers } from './expected.cts';
import { FAST, keysOf, knowAllTerms, setSetting } from './support.cts';
import { startWorld, type World } from './world.cts';

const CHUNK = 25;
let world: World;
let run: Execution;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), { suppliers: 60, coupa: FAST });
	knowAllTerms(world);
	await setSetting(world, 'chunkSize', CHUNK);
	await world.goLive();
	world.coupa.ledger.clear();
	run = await world.runSuppliers();
});

afterAll(async () => await world?.stop());

describe('a run of several chunks', () => {
	it('reads every supplier once, chunk after chunk', async () => {
		const chunks = await chunkExecutions();
		const numbers = chunks.map((chunk) =>
			outputOf(chunk, 'Get Suppliers').flatMap(({ number }) =>
				number === undefined ? [] : [Number(number)],
			),
		);

		expect(errorOf(run)).toBeUndefined();
		expect(chunks).toHaveLength(3);
		expect(numbers.flat()).toEqual([...numbers.flat()].sort((a, b) => a - b));
		expect(new Set(numbers.flat()).size).toBe(60);
	});

	it('applies the crosswalk in every chunk', async () => {
		const expected = expectedSuppliers(world.company, world.company.today);
		for (const chunk of await chunkExecutions()) {
			const numbers = outputOf(chunk, 'Get Suppliers').flatMap(({ number }) =>
				number ? [String(number)] : [],
			);
			const wanted = numbers.map((number) => expected.get(number)!.paymentTerm);
			const given = outputOf(chunk, 'Apply Crosswalk').map(
				(item) => (item['payment-term'] as { code: string } | undefined)?.code ?? '',
			);
			expect(wanted.filter((term) => term !== '').length).toBeGreaterThan(5);
			expect(given).toEqual(wanted);
			expect(outputOf(chunk, 'Apply Crosswalk', 1)).toEqual([]);
		}
	});

	it('adds the counts of its chunks up', () => {
		const totals = world.totalsOf(run);

		expect(totals.read).toBe(world.company.tables.F0401.length);
		expect(totals.created).toBe(keysOf(world.coupa.ledger, 'supplier.created').length);
		expect(totals.created + totals.updated + totals.outOfScope).toBe(totals.read);
	});

	it('hands one summary a chunk back to the run, and no record', () => {
		const back = (run.data.resultData.runData['Process Chunk'] ?? []).map(
			(each) => each.data?.main?.[0] ?? [],
		);

		expect(back.map((items) => items.length)).toEqual([1, 1, 1]);
		expect(JSON.stringify(back).length).toBeLessThan(10_000);
	});

	it('leaves every supplier in Coupa', () => {
		const expected = expectedSuppliers(world.company, world.company.today);
		const missing = [...expected.keys()].filter((number) => !shownSupplier(world.coupa, number));

		expect([expected.size, missing]).toEqual([60, []]);
	});
});

async function chunkExecutions(): Promise<Execution[]> {
	const ids = subExecutionsOf(run, 'Process Chunk');
	return await Promise.all(ids.map(async (id) => await world.n8n.execution(id)));
}
