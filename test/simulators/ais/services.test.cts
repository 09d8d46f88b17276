import { sampleCompany } from '../sample/index.cts';
import { startAisSimulator, type AisSimulator } from './index.cts';
import { TestClient } from './testClient.cts';

const company = sampleCompany({ seed: 1, suppliers: 60 });
const [{ AN8: NUMBER, ALPH: NAME }] = company.tables.F0101;

let ais: AisSimulator;
let client: TestClient;

beforeEach(async () => {
	ais = await startAisSimulator({ company });
	client = new TestClient(ais);
	await client.signOn();
});
afterEach(() => ais.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
	client.send('POST', `/jderest/v2/${path}`, body, { headers: { ...client.auth, ...headers } });
const effects = () =>
	ais.ledger.effects.map(({ kind }) => kind).filter((kind) => !kind.startsWith('session'));

describe('reports', () => {
	const report = { reportName: 'R04424', reportVersion: 'ZJDE0001', fireAndForget: true };
	const status = async (jobNumber: unknown) => await post('report/status', { jobNumber });

	test('are queued, run and end by the clock of the server', async () => {
		const { json } = await post('report/execute', report);
		expect(json).toMatchObject({
			jobStatus: 'W',
			jobNumber: expect.any(Number),
			executionServer: 'e1ent.example',
		});
		const seen = [];
		for (let step = 0; step < 4; step += 1) {
			seen.push((await status(json.jobNumber)).json.jobStatus);
			ais.clock.advance(20_000);
		}
		expect(seen).toEqual(['W', 'P', 'P', 'D']);
		expect(effects()).toEqual(['report-submitted']);
	});

	test('may end in error', async () => {
		const { json } = await post('report/execute', { ...report, reportName: 'R09801' });
		ais.clock.advance(60_000);
		expect((await status(json.jobNumber)).json.jobStatus).toBe('E');
	});

	test.each([
		['an unknown version', { reportVersion: 'NONE' }, 500],
		['no name', { reportName: '' }, 400],
		['processing options beside interconnects', { poValues: [], riValues: [] }, 400],
		['a value that is no text', { poValues: [{ id: '1', value: 1 }] }, 400],
		['a selection without criteria', { dataSelection: {} }, 400],
	])('refuse %s', async (_what, change, expected) => {
		expect((await post('report/execute', { ...report, ...change })).status).toBe(expected);
		expect(effects()).toEqual([]);
	});

	test('refuse a job number that is a text or unknown', async () => {
		expect([(await status('2001')).status, (await status(1)).status]).toEqual([400, 500]);
	});
});

describe('forms', () => {
	const find = {
		formName: 'P01012_W01012B',
		version: 'ZJDE0001',
		formServiceAction: 'R',
		formActions: [
			{ command: 'SetQBEValue', controlID: '1[19]', value: String(NUMBER) },
			{ command: 'DoAction', controlID: '15' },
		],
	};
	const revise = (value: string, more: object = {}) => ({
		formName: 'P01012_W01012A',
		formServiceAction: 'U',
		formInputs: [{ id: '12', value: String(NUMBER) }],
		formActions: [
			{ command: 'SetControlValue', controlID: '28', value },
			{ command: 'DoAction', controlID: '11' },
		],
		...more,
	});

	test('find rows, named by alias and control', async () => {
		const { json } = await post('formservice', find);
		const { data } = json.fs_P01012_W01012B;
		expect(data.gridData.rowset).toEqual([{ z_AN8_19: NUMBER, z_ALPH_20: NAME }]);
		expect(
			(await post('formservice', { ...find, formActions: [] })).json.fs_P01012_W01012B.data.gridData.summary,
		).toMatchObject({ records: 0 });
	});

	test('write when OK is pressed, and answer errors with 200', async () => {
		expect((await post('formservice', revise('Renamed'))).status).toBe(200);
		expect(ais.tables.find('F0101', { AN8: NUMBER })?.ALPH).toBe('Renamed');
		const { status, json } = await post('formservice', revise(' '));
		expect([status, json.fs_P01012_W01012A.errors[0].CODE]).toEqual([200, '0019']);
		expect(effects()).toEqual(['address-changed']);
	});

	test('stop on a warning only where they are told to', async () => {
		await post('formservice', revise('all small', { stopOnWarning: 'true' }));
		expect(effects()).toEqual([]);
		await post('formservice', revise('all small', { stopOnWarning: 'false' }));
		expect(effects()).toEqual(['address-changed']);
	});

	test.each([
		['an unknown form', { formName: 'P99999_W99999A' }, 500],
		['a name without application', { formName: 'W01012B' }, 400],
		['an unknown action', { formServiceAction: 'X' }, 400],
		['an unknown command', { formActions: [{ command: 'Press', controlID: '15' }] }, 400],
		['a number for a text', { formInputs: [{ id: 1, value: '1' }] }, 400],
		['a page size that is a number', { maxPageSize: 10 }, 400],
	])('refuse %s', async (_what, change, expected) => {
		expect((await post('formservice', { ...find, ...change })).status).toBe(expected);
	});
});

describe('media objects', () => {
	const at = {
		moStructure: 'ABGT',
		moKey: [String(NUMBER)],
		formName: 'P01012_W01012B',
		version: 'ZJDE0001',
	};
	const multipart = { 'content-type': 'multipart/form-data; boundary=XX' };
	const part = (head: string, content: string) =>
		`--XX\r\ncontent-disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
	const upload = (moAdd: string) =>
		post(
			'file/upload',
			`${part('name="file"; filename="a.txt"', 'abc\r\n--X')}${part('name="moAdd"', moAdd)}--XX--`,
			multipart,
		);

	test('are texts that can be added, appended to and read', async () => {
		expect((await post('file/addtext', { ...at, inputText: 'one' })).json).toEqual({
			addTextStatus: 'Success',
			sequence: 1,
		});
		await post('file/updatetext', { ...at, inputText: 'two', appendText: true });
		expect((await post('file/gettext', at)).json.text).toBe('one\ntwo');
		await post('file/addtext', { ...at, inputText: 'three' });
		expect(
			(await post('file/gettext', { ...at, multipleMode: true, sequence: 2 })).json.textAttachments,
		).toMatchObject([{ text: 'three', sequence: 2 }]);
	});

	test('are files that can be uploaded, listed and downloaded as they are', async () => {
		expect((await upload(JSON.stringify(at))).json).toEqual({ itemName: 'a.txt', sequence: 1 });
		expect((await post('file/list', at)).json.mediaObjects).toMatchObject([
			{ itemName: 'a.txt', sequence: 1 },
		]);
		expect((await post('file/download', { ...at, sequence: 1 })).text).toBe('abc\r\n--X');
	});

	test.each([
		['a key that is a text', 'file/list', { moKey: '7' }, 400],
		['no structure', 'file/list', { moStructure: undefined }, 400],
		['no version', 'file/addtext', { version: undefined, inputText: 'x' }, 400],
		['an empty text', 'file/addtext', { inputText: '' }, 400],
		['a sequence that is a text', 'file/download', { sequence: '1' }, 400],
		['a file that is not there', 'file/download', { sequence: 9 }, 500],
	])('refuse %s', async (_what, path, change, expected) => {
		expect((await post(path, { ...at, ...change })).status).toBe(expected);
	});

	test('refuse an upload that is no multipart or lacks a part, and a download as JSON', async () => {
		expect((await post('file/upload', at)).status).toBe(415);
		expect((await upload('{')).status).toBe(400);
		const json = { accept: 'application/json' };
		expect((await post('file/download', { ...at, sequence: 1 }, json)).status).toBe(406);
	});
});
