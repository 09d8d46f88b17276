import type { IDataObject } from 'n8n-workflow';

import { Coupa } from '../../../../nodes/Coupa/Coupa.node';
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

/** Whether the node lets people choose one of its records from a list. */
function hasList(resource: string): boolean {
	const locators = new Coupa().description.properties.filter(
		({ name, displayOptions }) => name === 'record' && displayOptions?.show?.resource?.includes(resource),
	);
	return locators.some(({ modes }) => modes?.some(({ name }) => name === 'list'));
}

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

describe('lists and attributes in the editor', () => {
	const { listSearch, resourceMapping } = new Coupa().methods;
	const resources = Object.keys(operations).filter((one) => !['connection', 'customCall'].includes(one));
	let world: SimulatedCoupa;
	beforeEach(async () => {
		world = await SimulatedCoupa.start();
	});
	afterEach(() => world.coupa.stop());

	it.each(resources)('of %s ask only for what Coupa describes', async (resource) => {
		const parameters: IDataObject = { resource, resourcePath: 'payment_terms', keyAttribute: 'code' };
		const { getCredentials, getNode, helpers } = world.context('', '');
		const getCurrentNodeParameter = (name: string) => parameters[name];
		const editor = { getCredentials, getNode, helpers, getCurrentNodeParameter } as never;
		await listSearch.searchSuppliers.call(editor, 'a');
		await listSearch.searchWithin.call(editor, 'a');
		if (hasList(resource)) await listSearch.searchRecords.call(editor, 'a');
		await resourceMapping.getAttributes.call(editor);
		const requests = world.coupa.ledger.exchanges.filter(({ path }) => path.startsWith('/api/'));
		expect(requests.flatMap((request) => contract.violationsOf(request))).toEqual([]);
	});
});

it('no exception is kept that nothing needs', () => {
	const stale = EXCEPTIONS.map(({ what }) => what).filter((what) => !contract.used.has(what));
	expect(stale).toEqual([]);
});
