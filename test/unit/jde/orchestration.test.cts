import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { methods } from '../../../nodes/JdeAis/methods';
import { OrchestrationException, type OrchestrationDefinition } from '../../simulators/ais/index.cts';
import { TestAis, company, failureOf } from './aisNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

const [{ AN8: NUMBER }] = company.tables.F0401 as [{ AN8: number }];
const NAME = company.tables.F0101!.find(({ AN8 }) => AN8 === NUMBER)!.ALPH;

/** Enters something that must never be entered twice. */
const postVoucher: OrchestrationDefinition = {
	name: 'PostVoucher',
	omwObjectName: 'ORC_9',
	description: 'Enters a voucher',
	inputs: [{ name: 'invoice', type: 'String' }],
	outputs: [{ name: 'document' }],
	run({ invoice = '' }, { effect }) {
		if (invoice === '') throw new OrchestrationException('Invoice Number Blank');
		effect('voucher-posted', invoice);
		return { document: 4711 };
	},
};

let ais: TestAis;
beforeEach(async () => (ais = await TestAis.start({ orchestrations: [postVoucher] })));
afterEach(async () => await ais.stop());

const run = async (
	orchestration: unknown,
	inputs: unknown,
	more: IDataObject = {},
	items: IDataObject[] = [{}],
) =>
	await ais.run(
		'orchestration',
		'run',
		{ orchestration, inputsAs: 'json', inputsJson: inputs, ...more } as IDataObject,
		{ items },
	);
const posted = () => ais.simulator!.ledger.effects.filter(({ kind }) => kind === 'voucher-posted');
const calls = (path: RegExp) => ais.simulator!.ledger.exchanges.filter((one) => path.test(one.path)).length;
const fault = (effect: object, times = 1) =>
	ais.simulator!.faults.add({
		name: 'fault',
		path: /PostVoucher$/,
		method: 'POST',
		times,
		effect: effect as never,
	});

describe('running orchestrations', () => {
	it('gives their outputs', async () => {
		const [result] = await run('N8N_GetAddressBook', { addressNumber: NUMBER });
		expect(result).toMatchObject({ AlphaName: NAME, jde__status: 'SUCCESS' });
	});

	it('takes name and inputs of each item from expressions, and pairs the outputs to it', async () => {
		const items = [
			{ name: 'PostVoucher', inputs: { invoice: 'A' } },
			{ name: 'PostVoucher', inputs: {} },
			{ name: 'N8N_GetAddressBook', inputs: { addressNumber: NUMBER } },
		];
		const results = await ais.runItems(
			'orchestration',
			'run',
			{
				orchestration: { __rl: true, mode: 'name', value: ((item: IDataObject) => item.name) as never },
				inputsAs: 'json',
				inputsJson: ((item: IDataObject) => item.inputs) as never,
			},
			{ items },
		);
		expect(results.map(({ json, pairedItem }) => [pairedItem, Object.keys(json)[0]])).toEqual([
			[{ item: 0 }, 'document'],
			[{ item: 1 }, 'error'],
			[{ item: 2 }, 'AlphaName'],
		]);
		expect(Object.keys(results[1]!.json)).toEqual(['error']);
		expect(failureOf(results[1]!.json)).toMatchObject({ code: 'JDE_ORCHESTRATION_EXCEPTION' });
		expect(posted()).toHaveLength(1);
		expect(calls(/\/discover\//)).toBe(2);
	});

	it('that take the JDE Standard format get it, rows included', async () => {
		const inputs = { addressNumber: NUMBER, notes: [{ text: 'one' }, { text: 'two' }] };
		expect(await run('N8N Add Notes', inputs)).toEqual([{ added: 2 }]);
		const failed = failureOf((await run('N8N Add Notes', { ...inputs, notes: [{ text: '' }] }))[0]);
		expect(failed).toMatchObject({ code: 'JDE_STEPS_UNDONE', category: 'unknown-outcome' });
	});

	it('take rows that were typed in as text, and say what is no list', async () => {
		const schema = [
			{ id: 'addressNumber', type: 'string' },
			{ id: 'notes', type: 'array' },
		];
		const mapped = async (notes: unknown) => {
			const inputs = { mappingMode: 'defineBelow', value: { addressNumber: NUMBER, notes }, schema };
			const [result] = await ais.run('orchestration', 'run', {
				orchestration: 'N8N Add Notes',
				inputsAs: 'fields',
				inputs: inputs as never,
			});
			return result;
		};
		expect(await mapped('[{ "text": "one" }]')).toEqual({ added: 1 });
		expect(await mapped([{ text: 'one' }, { text: 'two' }])).toEqual({ added: 2 });
		expect(await mapped('')).toEqual({ added: 0 });
		expect(failureOf(await mapped('one'))).toMatchObject({
			code: 'JDE_JSON',
			message: "'notes' is not a JSON list of objects",
		});
	});

	it('that answer with a file give it as binary, byte by byte', async () => {
		const [item] = await ais.runItems('orchestration', 'run', {
			orchestration: 'N8N_AddressReport',
			inputsAs: 'json',
			inputsJson: '{}',
			options: { binaryField: 'report' },
		});
		const { report } = item!.binary!;
		expect(report!.fileName).toBe('suppliers.csv');
		expect(Buffer.from(report!.data, 'base64')[0]).toBe(0xff);
		expect(item!.json).toMatchObject({ fileName: 'suppliers.csv' });
	});

	it.each([
		['an unknown orchestration', 'Nothing', {}, 'validation', 'could not be found'],
		['an unknown input', 'PostVoucher', { invoce: 'A' }, 'validation', 'invoce'],
	])('with %s fail in words that name it', async (_what, name, inputs, category, says) => {
		const failure = failureOf((await run(name, inputs))[0]);
		expect(failure.category).toBe(category);
		expect(String(failure.message) + String(failure.description)).toContain(says);
		expect(failure.message).toContain(name);
		expect(posted()).toEqual([]);
	});

	it('that discovery does not show may be misspelt, which the failure says first', async () => {
		const failure = failureOf((await run('PostVouchr', {}))[0]);
		expect(failure.description).toMatch(
			/^Check the name 'PostVouchr', in which upper and lower case count: discovery does not show it/,
		);
		const shown = failureOf((await run('PostVoucher', {}))[0]);
		expect(shown.description).not.toContain('discovery');
	});

	it('without view security are a matter of permission', async () => {
		ais.simulator!.users[0]!.security.orchestrations = [];
		expect(failureOf((await run('PostVoucher', { invoice: 'A' }))[0])).toMatchObject({
			code: 'JDE_403',
			category: 'permission',
		});
		ais.simulator!.users[0]!.security.orchestrations = undefined;
	});

	it('without view security do not keep others from being run', async () => {
		ais.simulator!.users[0]!.security.orchestrations = ['PostVoucher'];
		const name = ((item: IDataObject) => ({ mode: 'name', value: item.name })) as never;
		const items = [{ name: 'N8N_GetAddressBook' }, { name: 'PostVoucher' }];
		const [refused, done] = await run(name, { invoice: 'A' }, {}, items);
		ais.simulator!.users[0]!.security.orchestrations = undefined;
		expect(failureOf(refused)).toMatchObject({ code: 'JDE_403', category: 'permission' });
		expect([done, posted().length]).toEqual([{ document: 4711 }, 1]);
	});
});

describe('an orchestration is never run twice', () => {
	const once = async () => (await run('PostVoucher', { invoice: 'A' }))[0];

	it.each([
		['the answer lost after it was done', { dropAfter: true }, 1],
		['the connection lost before it was done', { dropBefore: true }, 0],
		['a gateway that is busy', { answer: { status: 503, body: '<html>busy</html>' } }, 0],
	])('%s: the outcome is unknown, and one request went out', async (_what, effect, done) => {
		await ais.run('session', 'validate');
		fault(effect, 9);
		expect(failureOf(await once())).toMatchObject({ category: 'unknown-outcome' });
		expect(ais.simulator!.faults.fired('fault')).toBe(1);
		expect(posted()).toHaveLength(done);
	});

	it('a session that ended in the middle is renewed, because 444 means that nothing was done', async () => {
		const items = [{ n: 'A' }, { n: 'B' }];
		ais.simulator!.faults.add({
			name: 'expire',
			path: /PostVoucher$/,
			method: 'POST',
			after: 1,
			effect: { before: () => ais.simulator!.sessions.expireAll() },
		});
		const inputs = ((item: IDataObject) => ({ invoice: item.n })) as never;
		expect(await run('PostVoucher', inputs, {}, items)).toEqual([{ document: 4711 }, { document: 4711 }]);
		expect(posted().map(({ key }) => key)).toEqual(['A', 'B']);
		expect([ais.signOns, ais.simulator!.faults.fired('expire')]).toEqual([2, 1]);
	});

	it('a server that asks for patience before it starts is asked again', async () => {
		await ais.run('session', 'validate');
		fault({ answer: { status: 429, body: '', headers: { 'retry-after': '1' } } });
		expect(await once()).toEqual({ document: 4711 });
		expect(posted()).toHaveLength(1);
	});

	it('a server that is down is an outage, and the rest of the items is not tried', async () => {
		await ais.run('session', 'validate');
		await ais.stop();
		const parameters = { options: { inputFormat: 'generic' } };
		const results = await run('PostVoucher', { invoice: 'A' }, parameters, [{}, {}, {}]);
		// The first may go out on a connection that was still open, and is then lost on the way.
		expect(failureOf(results[2]).code).toBe('JDE_NO_ANSWER_NOT_TRIED');
	});
});

describe('the definitions of orchestrations', () => {
	const all = async (options: IDataObject = {}, more: IDataObject = { returnAll: true }) =>
		(await ais.run('orchestration', 'getAll', { options, ...more })).map(({ name }) => name);

	it('are all that the user may see, up to the limit, by part of their name', async () => {
		expect(await all()).toEqual(['PostVoucher', 'N8N_GetAddressBook', 'N8N Add Notes', 'N8N_AddressReport']);
		expect(await all({ nameContains: 'address' })).toHaveLength(2);
		expect(await all({}, { returnAll: false, limit: 3 })).toHaveLength(3);
	});

	it('are found one by one, by name or object name', async () => {
		const [byName] = await ais.run('orchestration', 'get', { orchestration: 'PostVoucher' });
		expect(byName).toMatchObject({ omwObjectName: 'ORC_9', inputs: [{ name: 'invoice', type: 'String' }] });
		expect(await ais.run('orchestration', 'get', { orchestration: 'ORC_9' })).toEqual([byName]);
		expect(failureOf((await ais.run('orchestration', 'get', { orchestration: 'x' }))[0])).toMatchObject({
			code: 'JDE_ORCHESTRATION_NOT_FOUND',
			category: 'reference',
		});
		expect(failureOf((await ais.run('orchestration', 'get', { orchestration: '' }))[0]).message).toBe(
			"'Orchestration' is empty",
		);
	});
});

describe('the pickers', () => {
	const editor = (orchestration = '') =>
		Object.assign(ais.context('orchestration', 'run'), {
			getCurrentNodeParameter: () => orchestration,
		}) as unknown as ILoadOptionsFunctions;

	it('list orchestrations by name, and find by name and description', async () => {
		const { searchOrchestrations } = methods!.listSearch!;
		const { results } = await searchOrchestrations!.call(editor());
		expect(results.map(({ value }) => value)).toEqual([
			'N8N Add Notes',
			'N8N_AddressReport',
			'N8N_GetAddressBook',
			'PostVoucher',
		]);
		expect((await searchOrchestrations!.call(editor(), 'enters')).results).toHaveLength(1);
	});

	it('show a field for each input, numbers and dates as text', async () => {
		const { orchestrationInputs } = methods!.resourceMapping!;
		const { fields } = await orchestrationInputs!.call(editor('N8N Add Notes'));
		expect(fields.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
			['addressNumber', 'addressNumber (Numeric)', 'string'],
			['date', 'date (Date)', 'string'],
			['notes', 'notes', 'array'],
		]);
		expect(await orchestrationInputs!.call(editor())).toEqual({ fields: [] });
		expect((await orchestrationInputs!.call(editor('={{ $json.name }}'))).emptyFieldsNotice).toContain(
			'JSON',
		);
	});

	it('tell an orchestration that is not shown from one without inputs', async () => {
		const { orchestrationInputs } = methods!.resourceMapping!;
		const noticeOf = async (name: string) =>
			(await orchestrationInputs!.call(editor(name))).emptyFieldsNotice;
		expect(await noticeOf('PostVouchr')).toContain("Discovery does not show an orchestration 'PostVouchr'");
		expect(await noticeOf('N8N_AddressReport')).toContain('no inputs');
	});

	it('say what is wrong in the words of an execution', async () => {
		ais.stored.password = 'sesame-two';
		await expect(methods!.listSearch!.searchOrchestrations!.call(editor())).rejects.toThrow(
			/refused to sign user 'N8N' on/,
		);
	});
});
