import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import { JdeAis } from '../../../nodes/JdeAis/JdeAis.node';
import { TestAis, PASSWORD } from './aisNode.cts';
import { CASES } from './requests.cases.cts';
import { rowsOf } from './requests.rows.cts';
import { ownNock } from '../support/ownNock.cts';

const DOING = /^(customCall|form|mediaObject|orchestration|report)\./;

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

const URL_OF_AIS = 'http://ais.example.test:9300';

interface Sent {
	line: string;
	headers: Record<string, string>;
}

/** An AIS Server that answers every read with the same few rows, and the requests it met. */
function listen(): Sent[] {
	const sent: Sent[] = [];
	nock(URL_OF_AIS)
		.persist()
		.intercept(/.*/, 'GET')
		.reply(function (path) {
			sent.push({ line: `GET ${path}`, headers: this.req.headers as never });
			return [200, { aisVersion: 'EnterpriseOne 9.2.8.3' }];
		})
		.intercept(/.*/, 'POST')
		.reply(function (path, body) {
			const json = (typeof body === 'string' ? JSON.parse(body) : body) as IDataObject;
			sent.push({ line: lineOf(path, json), headers: this.req.headers as never });
			return [200, answerTo(path, json)];
		});
	return sent;
}

function answerTo(path: string, body: IDataObject): IDataObject {
	if (path.endsWith('/tokenrequest')) {
		const userInfo = { token: 'token-1', simpleDateFormat: 'MM/dd/yyyy' };
		return { environment: 'JDV920', role: '*ALL', userInfo };
	}
	if (path.endsWith('/validate')) return { isValidSession: true };
	if (!path.endsWith('/dataservice')) return { status: 'Success' };
	const table = String(body.targetName);
	if (body.dataServiceType === 'AGGREGATION') {
		const groupBy = { 'F0411.AN8': 4343, 'F0411.PYE': 4344, 'F0101.AT1': 'V' };
		return { [`ds_${table}`]: { output: [{ groupBy, COUNT: 2 }] } };
	}
	const rowset = rowsOf(table).map((row) =>
		Object.fromEntries(Object.entries(row).map(([alias, cell]) => [`${table}_${alias}`, cell])),
	);
	const gridData = { rowset, summary: { records: rowset.length, moreRecords: false } };
	return { [`fs_DATABROWSE_${table}`]: { data: { gridData } }, timeStamp: '2026-11-22:10.56.18' } as never;
}

/**
 * A request as one line that leaves nothing out: `AN8` is a column of the table asked, `-UPMJ` descends, and
 * attributes that are not expected fail the test.
 */
function lineOf(path: string, body: IDataObject): string {
	if (!path.endsWith('/v2/dataservice')) return `POST ${path} ${JSON.stringify(body)}`;
	const { targetName, targetType, dataServiceType, maxPageSize, returnControlIDs, query, ...rest } = body;
	const { aggregation, outputType, findOnEntry, having, ...unknown } = rest as Record<string, IDataObject>;
	expect([targetType, outputType, findOnEntry, unknown]).toEqual(['table', 'GRID_DATA', 'TRUE', {}]);
	const { orderBy, groupBy, aggregations, ...more } = (aggregation ?? {}) as Record<string, Named[]>;
	expect(more).toEqual({});
	const parts = [
		`${String(dataServiceType)} ${String(targetName)} ${String(maxPageSize)}`,
		returnControlIDs === undefined ? '' : `return ${String(returnControlIDs)}`,
		query === undefined ? '' : `where ${level(query as unknown as Level)}`,
		aggregations ? `figures ${columns(aggregations)}` : '',
		groupBy ? `group ${columns(groupBy)}` : '',
		orderBy ? `by ${columns(orderBy)}` : '',
		having === undefined ? '' : `having ${JSON.stringify(having)}`,
	];
	const line = parts.filter((part) => part !== '').join(' | ');
	return line.replaceAll(`${String(targetName)}.`, '');
}

interface Level {
	autoFind: boolean;
	matchType?: string;
	condition?: Array<{
		controlId: string;
		operator: string;
		value?: Array<{ content: string; specialValueId: string }>;
	}>;
	complexQuery?: Array<{ andOr: string; query: Level }>;
}

function level({ autoFind, matchType, condition = [], complexQuery = [], ...unknown }: Level): string {
	expect([autoFind, unknown]).toEqual([true, {}]);
	const own = condition.map(({ controlId, operator, value, ...more }) => {
		expect(more).toEqual({});
		const values = (value ?? []).map(({ content, specialValueId }) =>
			specialValueId === 'LITERAL' ? `'${content}'` : `${specialValueId}(${content})`,
		);
		return [controlId, operator, ...values].join(' ');
	});
	const inner = complexQuery.map(({ andOr, query }) => `${andOr} (${level(query)})`);
	const name = { MATCH_ALL: 'all', MATCH_ANY: 'any' }[matchType ?? ''];
	expect(matchType === undefined || name !== undefined).toBe(true);
	return [...(name === undefined ? [] : [`${name}: ${own.join(', ')}`]), ...inner].join(' ');
}

interface Named {
	column: string;
	direction?: string;
	aggregation?: string;
}

function columns(list: Named[]): string {
	return list
		.map(({ column, direction = 'ASC', aggregation, ...unknown }) => {
			expect([unknown, ['ASC', 'DESC'].includes(direction)]).toEqual([{}, true]);
			return `${direction === 'DESC' ? '-' : ''}${aggregation ? `${aggregation} ` : ''}${column}`;
		})
		.join(' ');
}

const SIGN_ON = `POST /jderest/v2/tokenrequest ${JSON.stringify({
	username: 'N8N',
	password: PASSWORD,
	deviceName: 'n8n',
	environment: 'JDV920',
	role: '*ALL',
})}`;
// n8n signs on for the first request that needs it; the node makes that one when it finds no session kept.
const FIRST = 'GET /jderest/defaultconfig';

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
	nock.cleanAll();
	nock.enableNetConnect();
});

ownNock();

describe('every operation', () => {
	it('is listed here', () => {
		const { properties } = new JdeAis().description;
		const offered = properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options }) =>
				(options ?? []).map((one) => `${String(displayOptions?.show?.resource)}.${(one as never)['value']}`),
			);
		// What does more than read has its requests in services.request.test.
		const ours = offered.filter((one) => !DOING.test(one));
		expect(Object.keys(CASES).sort()).toEqual(expect.arrayContaining(ours.sort()));
	});

	it.each(Object.entries(CASES))('%s sends exactly these requests', async (name, { parameters, sends }) => {
		const sent = listen();
		const ais = TestAis.at(URL_OF_AIS);
		const [resource, operation] = name.split('.') as [string, string];
		const [first] = await ais.run(resource, operation, parameters);
		expect(first?.error).toBeUndefined();
		const [signOn, check, ...reads] = sent.map(({ line }) => line);
		expect([signOn, check]).toEqual([SIGN_ON, FIRST]);
		// What is read side by side comes in any order.
		expect(reads.sort()).toEqual([...sends].sort());
		for (const { line, headers } of sent) {
			if (line === SIGN_ON) continue;
			expect(headers).toMatchObject({ 'jde-ais-auth': 'token-1', 'jde-ais-auth-device': 'n8n' });
		}
	});
});
