import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../../../nodes/Coupa/actions';
import { SimulatedCoupa } from '../simulatedCoupa.cts';
import { Contract } from './contract.cts';
import { FULL } from './documents.cts';
import { EXCEPTIONS } from './exceptions.cts';
import { SCENARIOS, type Scenario } from './scenarios.cts';

jest.mock(
	'../../../../lib/node/surroundings',
	() => require('../../support/simulatedClock.cts').surroundings,
);

const contract = new Contract(EXCEPTIONS);
const offered = Object.entries(operations).flatMap(([resource, table]) =>
	Object.keys(table).map((operation) => `${resource}: ${operation}`),
);
const named = ({ resource, operation }: Scenario) => `${resource}: ${operation}`;

const parametersOf = ({ parameters = {} }: Scenario, world: SimulatedCoupa): IDataObject =>
	typeof parameters === 'function' ? parameters(world) : parameters;

it('every operation of the node is put to the test', () => {
	const missing = offered.filter((name) => !SCENARIOS.some((scenario) => named(scenario) === name));
	expect(missing).toEqual([]);
});

describe.each(SCENARIOS.map((scenario) => [named(scenario), scenario] as const))('%s', (_, scenario) => {
	let world: SimulatedCoupa;
	beforeEach(async () => {
		world = await SimulatedCoupa.start();
	});
	afterEach(() => world.coupa.stop());

	it('sends only calls, attributes and values that Coupa describes', async () => {
		const { resource, operation, document } = scenario;
		await scenario.arrange?.(world);
		world.coupa.ledger.clear();
		const item = typeof document === 'function' ? document(world) : (document ?? FULL[resource] ?? {});
		const given = parametersOf(scenario, world);
		const results = await world.run(resource, operation, [item], given, [
			scenario.file && { data: scenario.file },
		]);
		expect(results.filter(({ error }) => error)).toEqual([]);
		const requests = world.coupa.ledger.exchanges.filter(({ path }) => path.startsWith('/api/'));
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toContainEqual(
			expect.stringMatching(scenario.sends),
		);
		expect(requests.flatMap((request) => contract.violationsOf(request))).toEqual([]);
	});
});

it('no exception is kept that nothing needs', () => {
	const stale = EXCEPTIONS.map(({ what }) => what).filter((what) => !contract.used.has(what));
	expect(stale).toEqual([]);
});
