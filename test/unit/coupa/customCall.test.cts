import type { IDataObject } from 'n8n-workflow';

import { SECRET, TestCoupa, failureOf, usesNock } from './coupaNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

usesNock();

const json = { 'content-type': 'application/json' };

describe('Custom API Call', () => {
	let coupa: TestCoupa;
	beforeEach(() => {
		coupa = new TestCoupa();
	});
	const send = async (parameters: IDataObject) =>
		(await coupa.run('customCall', 'send', [{}], parameters)).map(({ json: item }) => item);

	it('gives one item for each entry of a list', async () => {
		coupa.nock
			.get('/api/contracts')
			.query({ 'updated-at[gt]': '2026-01-01' })
			.reply(200, '[{"id":1},{"id":2}]', json);
		const values = [{ name: 'updated-at[gt]', value: '2026-01-01' }];
		expect(await send({ path: '/api/contracts', queryParameters: { values } })).toEqual([
			{ id: 1 },
			{ id: 2 },
		]);
	});

	it('sends a body to any path of the instance', async () => {
		coupa.nock.post('/api/graphql', { query: '{ x }' }).reply(200, '{"data":{}}', json);
		const call = { method: 'POST', path: '/api/graphql', body: '{"query":"{ x }"}', effect: 'repeatable' };
		expect(await send(call)).toEqual([{ data: {} }]);
	});

	it('an answer without content is an item all the same', async () => {
		coupa.nock.delete('/api/contracts/7').reply(200, '');
		expect(await send({ method: 'DELETE', path: '/api/contracts/7' })).toEqual([{ value: null }]);
	});

	it.each([
		'https://elsewhere.test/api',
		'//elsewhere.test/api',
		'/\\elsewhere.test/api',
		'api/contracts',
		'/api/contracts?id=7',
		'/api/contracts#x',
		'/api/con tracts',
		'/api\\..\\x',
		'@elsewhere.test/api',
		'',
	])("'%s' is no path of the instance, and nothing is sent", async (path) => {
		const [item] = await send({ path });
		expect(failureOf(item)).toMatchObject({ category: 'configuration', code: 'COUPA_CUSTOM_CALL' });
		expect(coupa.log).toEqual([]);
	});

	it('follows no redirect to another origin', async () => {
		coupa.nock.get('/api/x').reply(302, '', { location: 'https://elsewhere.test/' });
		expect(failureOf((await send({ path: '/api/x' }))[0])).toMatchObject({ category: 'configuration' });
	});

	it('is repeated only where the user says that it may be', async () => {
		const call = { method: 'PUT', path: '/api/contracts/7', body: '{}' };
		coupa.nock.put('/api/contracts/7').reply(500, 'x').put('/api/contracts/7').reply(200, '{"id":7}', json);
		expect(await send({ ...call, effect: 'repeatable' })).toEqual([{ id: 7 }]);
		coupa.nock.put('/api/contracts/7').reply(500, 'x');
		const [item] = await send({ ...call, effect: 'once' });
		expect(failureOf(item)).toMatchObject({ category: 'unknown-outcome' });
	});

	it('writes only to the host that the workflow was set up for', async () => {
		const options = { onlyAtHost: 'other.coupahost.test' };
		const [item] = await send({ method: 'POST', path: '/api/x', options });
		expect(failureOf(item)).toMatchObject({ code: 'COUPA_OTHER_HOST' });
		expect(coupa.log).toEqual([]);
	});

	it.each(['[1]', 'x', '"text"'])('a body %s is no object', async (body) => {
		const [item] = await send({ method: 'POST', path: '/api/x', body });
		expect(failureOf(item).message).toBe("'Body' holds nothing that can be sent");
	});

	it('tells what Coupa says, and never the secret', async () => {
		coupa.nock.get('/api/x').reply(400, { errors: { x: [`no ${SECRET}`] } });
		const [item] = await send({ path: '/api/x' });
		expect(failureOf(item)).toMatchObject({
			httpStatus: 400,
			description: expect.stringContaining('no ***'),
		});
	});
});
