import type { IDataObject } from 'n8n-workflow';

import { liveBy } from '../support/simulatedClock.cts';
import { TestAis, company, failureOf } from './aisNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

const [{ AN8: NUMBER, ALPH: NAME }] = company.tables.F0101 as [{ AN8: number; ALPH: string }];
const record = {
	structure: 'ABGT',
	key: String(NUMBER),
	formName: 'P01012_W01012B',
	formVersion: 'ZJDE0001',
};
const report = { reportName: 'R04424', reportVersion: 'ZJDE0001' };
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\r\n--'), Buffer.from([0x00, 0xff, 0x0d, 0x0a])]);
const revise = (value: string) => ({
	formName: 'P01012_W01012A',
	formInputs: { input: [{ id: '12', value: String(NUMBER) }] },
	formActions: {
		action: [
			{ command: 'SetControlValue', controlID: '28', value },
			{ command: 'DoAction', controlID: '11' },
		],
	},
});

let ais: TestAis;
beforeEach(async () => {
	ais = await TestAis.start();
	liveBy(ais.simulator!.clock);
});
afterEach(async () => await ais.stop());

const effects = () =>
	ais.simulator!.ledger.effects.map(({ kind }) => kind).filter((kind) => !kind.startsWith('session'));
const submit = async (more: IDataObject = {}) =>
	(await ais.run('report', 'submit', { ...report, ...more }))[0]!;
const upload = async (content = PDF, more: IDataObject = {}) =>
	await ais.runItems(
		'mediaObject',
		'upload',
		{ ...record, binaryField: 'file', itemName: '', ...more },
		{ binary: [{ file: { content, fileName: 'invoice "1".pdf', mimeType: 'application/pdf' } }] },
	);

describe('reports', () => {
	it('are submitted and not waited for', async () => {
		expect(await submit()).toMatchObject({ jobNumber: 2001, jobStatus: 'W', state: 'waiting' });
		expect(await ais.run('report', 'getStatus', { jobNumber: '2001' })).toMatchObject([{ state: 'waiting' }]);
		expect(effects()).toEqual(['report-submitted']);
	});

	it('are waited for until they are done, and submitted once', async () => {
		expect(await submit({ wait: true })).toMatchObject({ jobNumber: 2001, state: 'done' });
		expect(effects()).toEqual(['report-submitted']);
		expect(ais.simulator!.ledger.count('POST', /report\/status$/)).toBe(7);
	});

	it('may be waited for later, by job number', async () => {
		const { jobNumber, executionServer } = await submit();
		const parameters = { jobNumber, executionServer, wait: true, options: { checkEvery: 30 } };
		expect(await ais.run('report', 'getStatus', parameters)).toMatchObject([{ state: 'done' }]);
	});

	it('that end in error fail with their job number', async () => {
		const failure = failureOf(await submit({ reportName: 'R09801', wait: true }));
		expect(failure).toMatchObject({
			code: 'JDE_REPORT_ERROR',
			category: 'validation',
			message: 'Report R09801 ZJDE0001 (job 2001) ended in error',
			details: { jobNumber: 2001, executionServer: 'e1ent.example' },
		});
	});

	it('that take too long are not submitted again by a retry', async () => {
		ais.simulator!.reports.unshift({ ...ais.simulator!.reports[0]!, name: 'R99', runsMs: 3_600_000 });
		const failure = failureOf(await submit({ reportName: 'R99', wait: true, options: { waitAtMost: 2 } }));
		expect(failure).toMatchObject({
			code: 'JDE_REPORT_NOT_DONE',
			category: 'unknown-outcome',
			retryable: false,
			details: { jobNumber: 2001 },
		});
		expect(failure.description).toContain('After 2 minutes it was: waiting');
	});

	it('whose status cannot be read were submitted all the same', async () => {
		const page = { answer: { status: 503, body: '<html>busy</html>' } };
		ais.simulator!.faults.add({ name: 'down', path: /report\/status$/, times: 99, effect: page });
		expect(failureOf(await submit({ wait: true }))).toMatchObject({
			code: 'JDE_REPORT_NOT_DONE',
			retryable: false,
			details: { jobNumber: 2001 },
		});
	});

	it.each([
		['an unknown version', { reportVersion: 'NONE' }, 'JDE_500'],
		[
			'both kinds of values',
			{ processingOptions: { value: [{ id: '1' }] }, interconnects: { value: [{ id: '1' }] } },
			'JDE_REPORT_VALUES',
		],
		['no JSON', { dataSelection: '{' }, 'JDE_JSON'],
	])('with %s are not submitted', async (_what, more, code) => {
		expect(failureOf(await submit(more as IDataObject))).toMatchObject({ code, category: 'validation' });
		expect(effects()).toEqual([]);
	});

	it.each(['0', '-1', '12a', ''])('are not looked up by %p', async (jobNumber) => {
		expect(failureOf((await ais.run('report', 'getStatus', { jobNumber }))[0]).code).toBe('JDE_JOB_NUMBER');
	});
});

describe('forms', () => {
	it('are read after a find', async () => {
		const formActions = {
			action: [
				{ command: 'SetQBEValue', controlID: '1[19]', value: String(NUMBER) },
				{ command: 'DoAction', controlID: '15' },
			],
		};
		expect(await ais.run('form', 'read', { formName: 'P01012_W01012B', formActions })).toMatchObject([
			{ form: 'P01012_W01012B', rows: [{ z_AN8_19: NUMBER, z_ALPH_20: NAME }], moreRows: false },
		]);
	});

	it('are filled in, and their warnings shown', async () => {
		const [result] = await ais.run('form', 'write', revise('all small'));
		expect(result).toMatchObject({ form: 'P01012_W01012A', warnings: [{ CODE: '0245' }] });
		expect(ais.simulator!.tables.find('F0101', { AN8: NUMBER })?.ALPH).toBe('all small');
	});

	it('that show errors are a failure, though HTTP says 200', async () => {
		const failure = failureOf((await ais.run('form', 'write', revise(' ')))[0]);
		expect(failure).toMatchObject({ code: 'JDE_FORM_REFUSED', category: 'validation', httpStatus: 200 });
		expect(failure.message).toBe('Form P01012_W01012A did not accept what was entered');
		expect(failure.description).toContain('Alpha Name Blank');
		expect(effects()).toEqual([]);
	});

	it('that are no form are refused before anything is sent', async () => {
		expect(failureOf((await ais.run('form', 'read', { formName: 'W01012B' }))[0]).code).toBe('JDE_FORM_NAME');
	});
});

describe('media objects', () => {
	const list = async () => await ais.run('mediaObject', 'getAll', { ...record, returnAll: true });

	it('are files that come back as they were, byte by byte', async () => {
		expect((await upload())[0]!.json).toEqual({ itemName: 'invoice "1".pdf', sequence: 1 });
		expect(await list()).toMatchObject([{ sequence: 1, file: 'invoice %221%22.pdf' }]);
		const parameters = { ...record, sequence: 1, fileName: 'a.pdf', binaryField: 'data' };
		const [item] = await ais.runItems('mediaObject', 'download', parameters);
		expect(Buffer.from(item!.binary!.data!.data, 'base64')).toEqual(PDF);
		expect(item!.binary!.data!.fileName).toBe('a.pdf');
	});

	it('are texts', async () => {
		for (const text of ['one', 'two'])
			await ais.run('mediaObject', 'addText', { ...record, text, itemName: '' });
		expect(await ais.run('mediaObject', 'getText', record)).toMatchObject([{ text: 'one' }]);
		const second = await ais.run('mediaObject', 'getText', { ...record, options: { sequence: 2 } });
		expect(JSON.stringify(second)).toContain('"text":"two"');
		expect(await list()).toHaveLength(2);
	});

	it('of no record, no file or no text are refused before anything is sent', async () => {
		const codes = [
			(await ais.run('mediaObject', 'getText', { ...record, key: ' ' }))[0],
			(await upload(PDF, { binaryField: 'other' }))[0]!.json,
			(await ais.run('mediaObject', 'addText', { ...record, text: ' ', itemName: '' }))[0],
		].map((json) => failureOf(json).code);
		expect(codes).toEqual(['JDE_MEDIA_KEY', 'JDE_NO_FILE', 'JDE_MEDIA_TEXT']);
		expect(ais.simulator!.ledger.count('POST', /\/file\//)).toBe(0);
	});

	it('that are not there are a failure that names structure and key', async () => {
		const parameters = { ...record, sequence: 9, fileName: '', binaryField: 'data' };
		const failure = failureOf((await ais.run('mediaObject', 'download', parameters))[0]);
		expect(failure).toMatchObject({ code: 'JDE_500', category: 'validation' });
		expect(failure.message).toContain(`ABGT ${NUMBER}`);
	});
});

describe('what may be done once only', () => {
	const WAYS: Array<[string, RegExp, () => Promise<IDataObject | undefined>]> = [
		['a report', /report\/execute$/, async () => await submit()],
		['a form', /formservice$/, async () => (await ais.run('form', 'write', revise('Renamed')))[0]],
		[
			'a text',
			/addtext$/,
			async () => (await ais.run('mediaObject', 'addText', { ...record, text: 'x', itemName: '' }))[0],
		],
		['an upload', /upload$/, async () => (await upload())[0]!.json],
		[
			'a custom call',
			/addtext$/,
			async () =>
				(
					await ais.run('customCall', 'send', {
						method: 'POST',
						path: '/v2/file/addtext',
						query: '{}',
						body: { moStructure: 'ABGT', moKey: ['1'], formName: 'A', version: 'B', inputText: 'x' },
					})
				)[0],
		],
	];

	it.each(WAYS)(
		'%s: answer lost after it was done, the outcome is unknown and it is done once',
		async (_name, path, act) => {
			await ais.run('session', 'validate');
			ais.simulator!.faults.add({ name: 'lost', path, times: 9, effect: { dropAfter: true } });
			expect(failureOf(await act())).toMatchObject({ category: 'unknown-outcome' });
			expect([ais.simulator!.faults.fired('lost'), effects().length]).toEqual([1, 1]);
		},
	);

	it.each(WAYS)(
		'%s: connection lost before it was done, and it is not tried again',
		async (_name, path, act) => {
			await ais.run('session', 'validate');
			ais.simulator!.faults.add({ name: 'lost', path, times: 9, effect: { dropBefore: true } });
			expect(failureOf(await act())).toMatchObject({ category: 'unknown-outcome' });
			expect([ais.simulator!.faults.fired('lost'), effects().length]).toEqual([1, 0]);
		},
	);

	it.each(WAYS)(
		'%s: the session ended in the middle is renewed, and it is done once',
		async (_name, path, act) => {
			await ais.run('session', 'validate');
			const expire = () => ais.simulator!.sessions.expireAll();
			ais.simulator!.faults.add({ name: 'expired', path, effect: { before: expire } });
			expect(await act()).not.toHaveProperty('error');
			expect([ais.signOns, effects().length]).toEqual([2, 1]);
		},
	);
});

describe('a custom call', () => {
	const read = (mayBeRepeated: boolean) => ({
		method: 'GET',
		path: '/v2/dataservice/table/F0010',
		query: { $field: ['F0010.CO'], $limit: '1' },
		mayBeRepeated,
	});

	it('that may be repeated is, after an answer was lost', async () => {
		await ais.run('session', 'validate');
		ais.simulator!.faults.add({ name: 'lost', path: /F0010$/, effect: { dropAfter: true } });
		const [result] = await ais.run('customCall', 'send', read(true));
		expect(result).toHaveProperty('fs_DATABROWSE_F0010');
		expect(ais.simulator!.faults.fired('lost')).toBe(1);
	});

	it('that may not be is not, even as a GET', async () => {
		await ais.run('session', 'validate');
		ais.simulator!.faults.add({ name: 'lost', path: /F0010$/, times: 9, effect: { dropAfter: true } });
		expect(failureOf((await ais.run('customCall', 'send', read(false)))[0]).category).toBe('unknown-outcome');
		expect(ais.simulator!.faults.fired('lost')).toBe(1);
	});

	it('to a service that is not there says so', async () => {
		const parameters = { method: 'GET', path: '/v2/nothing', query: '{}' };
		expect(failureOf((await ais.run('customCall', 'send', parameters))[0])).toMatchObject({
			code: 'JDE_404',
			category: 'configuration',
		});
	});
});
