import type { IDataObject } from 'n8n-workflow';

import { JdeAis } from '../../../nodes/JdeAis/JdeAis.node';
import { cleanUp, NockedAis, TOKEN, type SentRequest } from './nockedAis.cts';
import { ownNock } from '../support/ownNock.cts';
import { failureOf } from './aisNode.cts';

ownNock();
afterEach(cleanUp);

const JSON_TYPE = 'application/json';
const POST = { method: 'POST', accept: JSON_TYPE, contentType: JSON_TYPE };
const record = { structure: 'abgt', key: '6540|3', formName: 'P01012_W01012B', formVersion: 'ZJDE0001' };
const target = { moStructure: 'ABGT', moKey: ['6540', '3'], formName: 'P01012_W01012B', version: 'ZJDE0001' };
const report = { reportName: 'R04424', reportVersion: 'XJDE0001' };

/** Every operation that needs no file: what the user enters, what goes out, and what comes of the answer. */
const CASES: Array<{
	name: string;
	resource: string;
	operation: string;
	parameters: IDataObject;
	path: string;
	body: unknown;
	answer: object;
	gives: unknown;
	once: boolean;
}> = [
	{
		name: 'Report: Submit',
		resource: 'report',
		operation: 'submit',
		parameters: {
			...report,
			processingOptions: {
				value: [
					{ id: '2', value: '2026-01-31' },
					{ id: '3', value: 'abc' },
					// What an expression gives need be no text.
					{ id: 4, value: 12.5 },
					{ id: '5', value: null },
				],
			},
			dataSelection: '{ "criteria": [] }',
			options: { moreAttributes: '{ "jdeLog": true }' },
		},
		path: '/v2/report/execute',
		body: {
			...report,
			fireAndForget: true,
			poValues: [
				{ id: '2', value: '20260131' },
				{ id: '3', value: 'abc' },
				{ id: '4', value: '12.5' },
				{ id: '5', value: '' },
			],
			dataSelection: { criteria: [] },
			jdeLog: true,
		},
		answer: { jobNumber: 2153, jobStatus: 'W', executionServer: 'e1' },
		gives: [{ jobNumber: 2153, jobStatus: 'W', executionServer: 'e1', state: 'waiting' }],
		once: true,
	},
	{
		name: 'Report: Get Status',
		resource: 'report',
		operation: 'getStatus',
		parameters: { jobNumber: '2153', executionServer: 'e1' },
		path: '/v2/report/status',
		body: { jobNumber: 2153, executionServer: 'e1' },
		answer: { jobNumber: 2153, jobStatus: 'D' },
		gives: [{ jobNumber: 2153, jobStatus: 'D', state: 'done' }],
		once: false,
	},
	{
		name: 'Form: Read',
		resource: 'form',
		operation: 'read',
		parameters: {
			formName: 'p01012_w01012b',
			formVersion: 'ZJDE0001',
			formInputs: {
				input: [
					{ id: '2', value: 'E' },
					{ id: 12, value: 6540 },
				],
			},
			formActions: {
				action: [
					{ command: 'SetQBEValue', controlID: '1[50]', value: 'V' },
					{ command: 'SetQBEValue', controlID: ' 1[19] ', value: 6540 },
					{ command: 'SetControlValue', controlID: 28, value: null },
					{ command: 'DoAction', controlID: '15', value: '' },
				],
			},
			returnControls: '1[19,20]|58',
			options: { maxRows: 10 },
		},
		path: '/v2/formservice',
		body: {
			formName: 'P01012_W01012B',
			version: 'ZJDE0001',
			formServiceAction: 'R',
			outputType: 'GRID_DATA',
			formInputs: [
				{ id: '2', value: 'E' },
				{ id: '12', value: '6540' },
			],
			formActions: [
				{ command: 'SetQBEValue', controlID: '1[50]', value: 'V' },
				{ command: 'SetQBEValue', controlID: '1[19]', value: '6540' },
				{ command: 'SetControlValue', controlID: '28', value: '' },
				{ command: 'DoAction', controlID: '15' },
			],
			returnControlIDs: '1[19,20]|58',
			maxPageSize: '10',
		},
		answer: {
			fs_P01012_W01012B: {
				title: 'Work With Addresses',
				data: {
					txt_58: 1,
					gridData: { rowset: [{ z_AN8_19: 1 }], summary: { records: 1, moreRecords: true } },
				},
				errors: [],
				warnings: [],
			},
			sysErrors: [],
		},
		gives: [
			{
				form: 'P01012_W01012B',
				title: 'Work With Addresses',
				data: { txt_58: 1 },
				rows: [{ z_AN8_19: 1 }],
				moreRows: true,
				warnings: [],
			},
		],
		once: true,
	},
	{
		name: 'Form: Write',
		resource: 'form',
		operation: 'write',
		parameters: {
			formName: 'P01012_W01012A',
			formVersion: 'ZJDE0001',
			purpose: 'C',
			actionsAs: 'json',
			actionsJson: '[{ "gridAction": { "gridID": "1", "gridRowInsertEvents": [] } }]',
			options: { stopOnWarnings: true },
		},
		path: '/v2/formservice',
		body: {
			formName: 'P01012_W01012A',
			version: 'ZJDE0001',
			formServiceAction: 'C',
			outputType: 'GRID_DATA',
			formActions: [{ gridAction: { gridID: '1', gridRowInsertEvents: [] } }],
			stopOnWarning: 'true',
		},
		answer: { unknown: 'shape' },
		gives: [{ unknown: 'shape' }],
		once: true,
	},
	{
		name: 'Media Object: Get Many',
		resource: 'mediaObject',
		operation: 'getAll',
		parameters: { ...record, returnAll: true, options: { extensions: 'pdf, jpg' } },
		path: '/v2/file/list',
		body: { ...target, extensions: ['pdf', 'jpg'] },
		answer: { mediaObjects: [{ itemName: 'a', downloadUrl: `https://e1/x?token=${TOKEN}` }] },
		gives: [{ itemName: 'a', downloadUrl: 'https://e1/x?token=***' }],
		once: false,
	},
	{
		name: 'Media Object: Get Text',
		resource: 'mediaObject',
		operation: 'getText',
		parameters: record,
		path: '/v2/file/gettext',
		body: target,
		answer: { text: 'Pay on Friday' },
		gives: [{ text: 'Pay on Friday' }],
		once: false,
	},
	{
		name: 'Media Object: Get Text by its sequence',
		resource: 'mediaObject',
		operation: 'getText',
		parameters: { ...record, options: { sequence: 2, keepHtml: true } },
		path: '/v2/file/gettext',
		body: { ...target, multipleMode: true, sequence: 2, htmlText: true },
		answer: { any: 'list' },
		gives: [{ any: 'list' }],
		once: false,
	},
	{
		name: 'Media Object: Add Text',
		resource: 'mediaObject',
		operation: 'addText',
		parameters: { ...record, text: 'Pay on Friday', itemName: 'Note' },
		path: '/v2/file/addtext',
		body: { ...target, inputText: 'Pay on Friday', itemName: 'Note' },
		answer: { addTextStatus: 'Success', sequence: 3 },
		gives: [{ addTextStatus: 'Success', sequence: 3 }],
		once: true,
	},
];
const named = CASES.map((one) => [one.name, one] as const);
const parametersOf = ({ parameters }: (typeof CASES)[number]) => ({ options: {}, ...parameters });

/** Those whose requests stand in a test of their own. */
const ALONE = [
	'customCall.send',
	'mediaObject.download',
	'mediaObject.upload',
	'orchestration.get',
	'orchestration.getAll',
	'orchestration.run',
];

it('every operation that does more than read a table is listed here', () => {
	const offered = new JdeAis().description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options ?? []).map(
				(one) => `${String(displayOptions?.show?.resource)}.${String((one as never)['value'])}`,
			),
		)
		.filter((one) => /^(customCall|form|mediaObject|orchestration|report)\./.test(one));
	const listed = new Set([...CASES.map(({ resource, operation }) => `${resource}.${operation}`), ...ALONE]);
	expect(offered.sort()).toEqual([...listed].sort());
});

describe('the request of', () => {
	it('Orchestration: Get and Get Many is a GET of discovery', async () => {
		const definition = { name: 'Post Voucher', inputs: [] };
		const server = new NockedAis()
			.answers('GET /discover', { orchestrations: [definition, { name: 'Other' }] })
			.answers('GET /discover/Post%20Voucher', { orchestrations: [definition] });
		expect(await server.run('orchestration', 'getAll', { returnAll: false, limit: 1 })).toEqual([definition]);
		expect(await server.run('orchestration', 'get', { orchestration: 'Post Voucher' })).toEqual([definition]);
		const get = { method: 'GET', accept: JSON_TYPE, body: '' };
		expect(server.sent).toMatchObject([
			{ ...get, path: '/discover' },
			{ ...get, path: '/discover/Post%20Voucher' },
		]);
	});

	it('Media Object: Upload has the file and, as JSON, where it belongs', async () => {
		const server = new NockedAis().answers('POST /v2/file/upload', { itemName: 'Note', sequence: 1 });
		const content = Buffer.from('hello');
		await server.node.run(
			'mediaObject',
			'upload',
			{ ...record, binaryField: 'file', itemName: 'Notiz für Zoë' },
			{ binary: [{ file: { content, fileName: 'a.txt', mimeType: 'text/plain' } }] },
		);
		const [{ contentType, body, path }] = server.sent as [SentRequest];
		const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(contentType)![1]!;
		expect(path).toBe('/v2/file/upload');
		// Escaped, so that it reads the same in every character set.
		const moAdd = `{"moStructure":"ABGT","moKey":["6540","3"],"formName":"P01012_W01012B","version":"ZJDE0001","file":{"fileName":"a.txt","itemName":"Notiz f\\u00fcr Zo\\u00eb"}}`;
		expect(String(body).split(`--${boundary}`)).toEqual([
			'',
			'\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n',
			`\r\nContent-Disposition: form-data; name="moAdd"\r\n\r\n${moAdd}\r\n`,
			'--\r\n',
		]);
	});

	it.each(named)('%s is one POST, and its answer is what comes out', async (_name, one) => {
		const server = new NockedAis().answers(`POST ${one.path}`, one.answer);
		expect(await server.run(one.resource, one.operation, parametersOf(one))).toEqual(one.gives);
		expect(server.sent).toEqual([{ ...POST, path: one.path, body: one.body }]);
	});

	it('Custom API Call is what was entered', async () => {
		const path = '/v2/udomanager/getallobjects?a%26b=1%2B2%203&c=x&c=y';
		const server = new NockedAis().answers(`PUT ${path}`, [{ a: 1 }, 'two']);
		const parameters = {
			method: 'PUT',
			path: 'jderest/v2/udomanager/getallobjects',
			query: '{ "a&b": "1+2 3", "c": ["x", "y"] }',
			body: { objectType: 'QUERY' },
		};
		expect(await server.run('customCall', 'send', parameters)).toEqual([{ a: 1 }, { value: 'two' }]);
		expect(server.sent).toMatchObject([{ method: 'PUT', path, body: { objectType: 'QUERY' } }]);
	});

	it('Media Object: Download asks for a file', async () => {
		const server = new NockedAis().answers('POST /v2/file/download', Buffer.from([1, 0xff, 2]), {
			headers: { 'content-type': 'application/octet-stream' },
		});
		const parameters = { ...record, sequence: 2, fileName: '', binaryField: 'data' };
		const [item] = await server.node.runItems('mediaObject', 'download', parameters);
		expect(server.sent).toMatchObject([
			{ accept: 'application/json, application/octet-stream', body: { ...target, sequence: 2 } },
		]);
		expect(Buffer.from(item!.binary!.data!.data, 'base64')).toEqual(Buffer.from([1, 0xff, 2]));
		expect(item!.json).toEqual({ mediaObject: 'ABGT 6540|3', sequence: 2, fileName: 'ABGT-2', bytes: 3 });
	});
});

describe('what comes with HTTP 200 and says otherwise', () => {
	const form = { fs_P01012_W01012B: { errors: [{ TITLE: 'Address Number Invalid' }] } };
	it.each(named)('errors of a form fail %s', async (_name, one) => {
		const server = new NockedAis().answers(`POST ${one.path}`, { ...one.answer, ...form });
		const failure = failureOf((await server.run(one.resource, one.operation, parametersOf(one)))[0]);
		expect(failure).toMatchObject({ category: 'validation', httpStatus: 200 });
		expect(failure.description).toContain('JD Edwards says: Address Number Invalid');
	});

	it.each(named)('a page of HTML fails %s as a matter of the address', async (_name, one) => {
		const html = Buffer.from('<!DOCTYPE html><html>Sign in</html>');
		const server = new NockedAis().answers(`POST ${one.path}`, html, {
			headers: { 'content-type': 'text/html' },
		});
		const failure = failureOf((await server.run(one.resource, one.operation, parametersOf(one)))[0]);
		expect(failure).toMatchObject({ code: 'JDE_NOT_JSON', category: 'configuration' });
	});

	it('a text that was not added is no success', async () => {
		const server = new NockedAis().answers('POST /v2/file/addtext', { addTextStatus: 'Locked' });
		const failure = failureOf(
			(await server.run('mediaObject', 'addText', { ...record, text: 'x', itemName: '' }))[0],
		);
		expect(failure).toMatchObject({ code: 'JDE_MEDIA_REFUSED', category: 'validation' });
	});

	it('a submitted report without a job number leaves open what was done', async () => {
		const server = new NockedAis().answers('POST /v2/report/execute', { jobStatus: 'W' });
		const failure = failureOf((await server.run('report', 'submit', report))[0]);
		expect(failure).toMatchObject({ code: 'JDE_REPORT_NO_JOB', category: 'unknown-outcome' });
	});
});

describe('a server that fails', () => {
	const ONCE = named.filter(([, { once }]) => once);

	it.each(ONCE)('%s fails with what a 500 says, object or text, and is not repeated', async (_name, one) => {
		const body = { message: { deep: 'Object Librarian' }, exception: 'x.Y', status: 'ERROR' };
		const server = new NockedAis().answers(`POST ${one.path}`, body, { status: 500 });
		const failure = failureOf((await server.run(one.resource, one.operation, parametersOf(one)))[0]);
		expect(failure).toMatchObject({
			code: 'JDE_500',
			category: 'validation',
			httpStatus: 500,
			retryable: false,
		});
		expect(failure.description).toMatch(/may have been done.*Object Librarian/);
		expect(server.sent).toHaveLength(1);
	});

	it.each(ONCE)('%s is not repeated behind a gateway that answers 502', async (_name, one) => {
		const html = Buffer.from('<html>Bad Gateway</html>');
		const server = new NockedAis().answers(`POST ${one.path}`, html, { status: 502, headers: {} });
		const failure = failureOf((await server.run(one.resource, one.operation, parametersOf(one)))[0]);
		expect(failure).toMatchObject({ category: 'unknown-outcome', httpStatus: 502 });
		expect(server.sent).toHaveLength(1);
	});
});

describe('a custom call', () => {
	const call = async (path: string, more: IDataObject = {}) => {
		const server = new NockedAis();
		const [result] = await server.run('customCall', 'send', { method: 'GET', path, query: '{}', ...more });
		return { server, result };
	};

	it.each([
		'https://evil.example/v2/x',
		'//evil.example/x',
		'/../console',
		'/v2/%2e%2e/%2e%2e/console',
		'/v2/..%2f..%2fconsole',
		'/v2/x?token=1',
		'/v2/x#y',
		'\\\\evil.example\\x',
		'/v2/%zz',
		'',
		'/',
	])('never leaves the services of the credential: %p', async (path) => {
		const { server, result } = await call(path);
		expect(failureOf(result)).toMatchObject({ code: 'JDE_SERVICE_PATH', category: 'configuration' });
		expect(server.sent).toEqual([]);
	});

	it.each(['/v2/tokenrequest', '/tokenrequest/logout', '/v3/orchestrator/jde-login', '/v2/%74okenrequest'])(
		'brings no token into the data of a workflow: %p',
		async (path) => {
			const { server, result } = await call(path);
			expect(failureOf(result).code).toBe('JDE_SERVICE_SESSION');
			expect(server.sent).toEqual([]);
		},
	);

	it('of an orchestration that signs on is refused too', async () => {
		const server = new NockedAis();
		const parameters = { orchestration: 'jde-login', inputsAs: 'json', inputsJson: '{}' };
		expect(failureOf((await server.run('orchestration', 'run', parameters))[0]).code).toBe(
			'JDE_SERVICE_SESSION',
		);
	});

	it('gives errors as data where the options say so', async () => {
		const body = { message: 'no', exception: 'x.Y' };
		const server = new NockedAis().answers('GET /v2/x', body, { status: 500 });
		const parameters = { method: 'GET', path: '/v2/x', query: '{}', options: { errorsAsData: true } };
		expect(await server.run('customCall', 'send', parameters)).toEqual([body]);
	});
});
