import type { IDataObject, ILoadOptionsFunctions, ResourceMapperField } from 'n8n-workflow';

import { Coupa } from '../../../nodes/Coupa/Coupa.node';
import { chosenModel } from '../../../nodes/Coupa/methods/chosen';
import { OFFERED } from '../../../nodes/Coupa/model/attributes';
import { definitionAt, typeOf } from './contract/contract.cts';
import { SimulatedCoupa, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

const { listSearch, resourceMapping } = new Coupa().methods;

/** The node as it is set in the editor. */
function editor(parameters: Record<string, string>): ILoadOptionsFunctions {
	const { getCredentials, getNode, helpers } = world.context('', '');
	const context = { getCredentials, getNode, helpers };
	return {
		...context,
		getCurrentNodeParameter: (name: string) => parameters[name],
	} as unknown as ILoadOptionsFunctions;
}

async function all(
	method: keyof typeof listSearch,
	parameters: Record<string, string>,
	filter?: string,
): Promise<string[]> {
	const names: string[] = [];
	for (let token: string | undefined, more = true; more; more = token !== undefined) {
		const page = await listSearch[method].call(editor(parameters), filter, token);
		names.push(...page.results.map(({ name }) => name));
		token = page.paginationToken as string | undefined;
	}
	return names;
}

describe('choosing from a list', () => {
	it('shows suppliers by number, name and status, and chooses by ID', async () => {
		const { results } = await listSearch.searchSuppliers.call(editor({ resource: 'supplier' }));
		const id = world.one('suppliers', { number: '4345' }).id;
		expect(results).toContainEqual({ name: '4345: Continental Bearings (inactive)', value: String(id) });
		const chosen = { record: { __rl: true, mode: 'list', value: String(id) } };
		expect(await world.run('supplier', 'get', [{}], chosen)).toMatchObject([{ number: '4345' }]);
	});

	it('pages through more than fit on one page, each once', async () => {
		const before = (await all('searchSuppliers', {})).length;
		for (let i = 0; i < 120; i += 1) world.coupa.store.insert('suppliers', { name: `S ${i}` });
		const names = await all('searchSuppliers', {});
		expect([names.length, new Set(names).size]).toEqual([before + 120, before + 120]);
	});

	it('finds by key or by name, each once', async () => {
		expect(await all('searchRecords', { resource: 'supplier' }, 'parts emp')).toEqual([
			'4343: Parts Emporium',
		]);
		expect(await all('searchRecords', { resource: 'supplier' }, '4343')).toEqual(['4343: Parts Emporium']);
		expect(await all('searchRecords', { resource: 'paymentTerm' }, 'Net 4')).toEqual(['Net 45']);
		await world.run('purchaseOrder', 'upsert', [order([orderLine(1)])]);
		expect(await all('searchRecords', { resource: 'purchaseOrder' }, 'Emporium')).toEqual([
			'1-OP-1: Parts Emporium (draft)',
		]);
	});

	it('offers charts of accounts, and any resource by its path', async () => {
		expect(await all('searchRecords', { resource: 'accountType' })).toContain('European Trading Co');
		expect(await all('searchWithin', { resource: 'account' })).toContain('Financial Distribution Co');
		expect(await all('searchWithin', { resource: 'invoice' }, '4343')).toEqual(['4343: Parts Emporium']);
		const any = { resource: 'anyResource', resourcePath: 'commodities', keyAttribute: 'name' };
		expect(await all('searchRecords', any)).toContain('Freight');
	});

	it('offers the remit-to addresses of the supplier that is chosen', async () => {
		const remitTo = (supplier: unknown) => ({ resource: 'remitTo', supplier }) as Record<string, string>;
		const expected = ['4343-4343, PO Box 88, Denver'];
		expect(await all('searchRecords', remitTo({ mode: 'key', value: '4343' }))).toEqual(expected);
		const { id } = world.one('suppliers', { number: '4343' });
		expect(await all('searchRecords', remitTo({ mode: 'list', value: id }), 'denver')).toEqual(expected);
		const unknown = all('searchRecords', remitTo({ mode: 'key', value: '={{ $json.number }}' }));
		await expect(unknown).rejects.toThrow('supplier that is known');
	});

	it('is offered only where the node knows what to list', () => {
		const properties = new Coupa().description.properties;
		const asked = properties.filter(
			({ type, modes }) => type === 'resourceMapper' || modes?.some(({ name }) => name === 'list'),
		);
		const resources = new Set(asked.flatMap(({ displayOptions }) => displayOptions!.show!.resource));
		const lost = [...resources].filter((resource) => {
			const { path } = chosenModel(editor({ resource: String(resource) }));
			return resource !== 'anyResource' && path === '';
		});
		expect([resources.size > 15, lost]).toEqual([true, []]);
	});

	it('what is chosen there is found by the operation', async () => {
		const chosen = {
			record: { mode: 'key', value: '30-8605' },
			within: { __rl: true, mode: 'list', value: 'Financial Distribution Co' },
		};
		expect(await world.run('account', 'get', [{}], chosen)).toMatchObject([{ code: '30-8605' }]);
	});

	it('says in the list what is wrong with the credential', async () => {
		world.coupa.tokens.expireAll();
		const context = editor({ resource: 'supplier' });
		context.getCredentials = async () => ({ instanceUrl: 'http://example.com' }) as never;
		await expect(listSearch.searchSuppliers.call(context)).rejects.toThrow("'Instance URL'");
	});
});

describe('the attributes to choose from', () => {
	const attributes = async (parameters: Record<string, string>) => {
		const { fields } = await resourceMapping.getAttributes.call(editor(parameters));
		return new Map(fields.map((field): [string, ResourceMapperField] => [field.id, field]));
	};

	it('are the usual ones, and what the records of the instance have besides', async () => {
		const found = await attributes({ resource: 'supplier', operation: 'upsert' });
		expect(found.get('number')).toMatchObject({ required: true, removed: false, type: 'string' });
		expect(found.get('payment-term.code')).toMatchObject({ displayName: 'Payment Term: Code' });
		expect(found.get('status')).toMatchObject({
			type: 'options',
			options: expect.arrayContaining([{ name: 'inactive', value: 'inactive' }]),
		});
		expect(found.get('savings-pct')).toMatchObject({ required: false, removed: true });
		for (const name of ['cxml-secret', 'id', 'created-at', 'updated-at', 'payment-term', 'primary-address'])
			expect([name, found.has(name)]).toEqual([name, false]);
	});

	it('include the custom fields of the instance, in their container', async () => {
		world.coupa.store.insert('suppliers', {
			name: 'Newest',
			'custom-fields': { 'cf-erp-search-type': 'V' },
		});
		const found = await attributes({ resource: 'supplier', operation: 'update' });
		expect(found.get('custom-fields.cf-erp-search-type')).toMatchObject({
			displayName: 'Custom Field: cf-erp-search-type',
			removed: true,
		});
		expect(found.get('number')).toMatchObject({ required: false });
	});

	it('of any resource are those that are seen', async () => {
		const any = { resource: 'anyResource', resourcePath: '/api/commodities', keyAttribute: 'name' };
		expect([...(await attributes({ ...any, operation: 'create' })).keys()]).toEqual(
			expect.arrayContaining(['name', 'category']),
		);
	});

	it('become the document, custom fields and references included', async () => {
		const value: IDataObject = {
			number: '7001',
			name: 'Chosen Inc.',
			'payment-term.code': 'Net 30',
			'primary-address.city': 'Ulm',
			'primary-address.country.code': 'DE',
			'custom-fields.cf-erp-search-type': 'V',
			'po-email': null,
		};
		const parameters = { document: 'chooseAttributes', attributes: { mappingMode: 'defineBelow', value } };
		const [outcome] = await world.run('supplier', 'upsert', [{ ignored: true }], parameters);
		expect(outcome).toMatchObject({ action: 'created' });
		expect(world.sent).toEqual([
			{
				number: '7001',
				name: 'Chosen Inc.',
				'payment-term': { code: 'Net 30' },
				'primary-address': { city: 'Ulm', country: { code: 'DE' } },
				'custom-fields': { 'cf-erp-search-type': 'V' },
			},
		]);
		expect(world.effects.filter((effect) => effect.startsWith('ignored'))).toEqual([]);
	});

	it.each(Object.keys(OFFERED))('of %s are those of the description, and may be written', (path) => {
		const definition = definitionAt(path.replace('suppliers/', 'suppliers/7/'))!;
		const { texts, flags = [], lists = [], choices = {} } = OFFERED[path]!;
		const wrong = [...texts, ...flags, ...lists, ...Object.keys(choices)].filter((name) => {
			const path = name.split('.');
			const last = path.pop()!;
			const owner = path.reduce<string | undefined>(
				(place, one) => place && typeOf(place, one)?.of,
				definition,
			);
			return !owner || !typeOf(owner, last) || typeOf(definition, name.split('.')[0]!)?.isReadOnly;
		});
		expect(wrong).toEqual([]);
	});
});
