import { cleanUp, NockedAis, TOKEN } from './nockedAis.cts';
import { ownNock } from '../support/ownNock.cts';
import { failureOf } from './aisNode.cts';

ownNock();
afterEach(cleanUp);

const ais = () => new NockedAis();
const json = (inputs: object, options: object = {}) => ({
	orchestration: { __rl: true, mode: 'name', value: 'Post Voucher' },
	inputsAs: 'json',
	inputsJson: JSON.stringify(inputs),
	options: { inputFormat: 'generic', ...options },
});
const ROUTE = 'POST /v3/orchestrator/Post%20Voucher';

describe('the request of Run', () => {
	it('is one POST of the inputs as they were given, with the session and nothing else', async () => {
		const server = ais().answers(ROUTE, { DocumentNumber: 4711 });
		const inputs = { Supplier: '4343', GrossAmount: '1234567890123.45', Lines: [{ Account: '1.6000' }] };
		expect(await server.run('orchestration', 'run', json(inputs))).toEqual([{ DocumentNumber: 4711 }]);
		expect(server.sent).toEqual([
			{
				method: 'POST',
				path: '/v3/orchestrator/Post%20Voucher',
				accept: 'application/json, application/octet-stream',
				contentType: 'application/json',
				body: inputs,
			},
		]);
	});

	it('in the JDE Standard format names values as text, and puts rows into detail inputs', async () => {
		const server = ais().answers(ROUTE, {});
		const inputs = {
			Supplier: 4343,
			Blank: '',
			Nothing: null,
			Lines: [{ Account: '1.6000', Amount: 12.5 }, {}],
		};
		await server.run('orchestration', 'run', json(inputs, { inputFormat: 'standard' }));
		expect(server.sent[0]!.body).toEqual({
			inputs: [
				{ name: 'Supplier', value: '4343' },
				{ name: 'Blank', value: '' },
			],
			detailInputs: [
				{
					name: 'Lines',
					repeatingInputs: [
						{
							inputs: [
								{ name: 'Account', value: '1.6000' },
								{ name: 'Amount', value: '12.5' },
							],
						},
						{ inputs: [] },
					],
				},
			],
		});
	});

	it.each([
		['v1', '/orchestrator/Post%20Voucher'],
		['v2', '/v2/orchestrator/Post%20Voucher'],
	])('goes to version %s where the options say so', async (apiVersion, path) => {
		const server = ais().answers(`POST ${path}`, {});
		await server.run('orchestration', 'run', json({}, { apiVersion }));
		expect(server.sent.map((one) => one.path)).toEqual([path]);
	});

	it('asks discovery for the format, once for each orchestration, unless the options say it', async () => {
		const server = ais()
			.answers('GET /discover/Post%20Voucher', {
				orchestrations: [{ name: 'Post Voucher', inputFormat: 'JDE Standard' }],
			})
			.answers(ROUTE, {})
			.answers(ROUTE, {});
		const items = [{ AN8: '1' }, { AN8: '2' }];
		const parameters = {
			...json({}),
			inputsJson: ((item: object) => item) as never,
			options: {},
		};
		await server.node.run('orchestration', 'run', parameters, { items });
		expect(server.sent.map(({ method, body }) => [method, body])).toEqual([
			['GET', ''],
			['POST', { inputs: [{ name: 'AN8', value: '1' }] }],
			['POST', { inputs: [{ name: 'AN8', value: '2' }] }],
		]);
	});

	it('takes the generic format where discovery does not help', async () => {
		const server = ais().answers('GET /discover/Post%20Voucher', {}, { status: 404 }).answers(ROUTE, {});
		await server.run('orchestration', 'run', { ...json({ a: '1' }), options: {} });
		expect(server.sent[1]!.body).toEqual({ a: '1' });
	});

	it('does not go out for an orchestration that needs a file', async () => {
		const server = ais().answers('GET /discover/Post%20Voucher', {
			orchestrations: [{ name: 'Post Voucher', fileInputs: true, fileInputsRequired: true }],
		});
		const [result] = await server.run('orchestration', 'run', { ...json({}), options: {} });
		expect(failureOf(result)).toMatchObject({ code: 'JDE_ORCHESTRATION_FILES', category: 'validation' });
		expect(server.sent).toHaveLength(1);
	});

	it.each([
		['without a list around it', { name: 'Post Voucher', inputFormat: 'JDE Standard' }],
		['in other letters', { orchestrations: [{ name: 'Post Voucher', inputFormat: 'JDE_STANDARD' }] }],
	])('finds the format in a definition %s', async (_what, definition) => {
		const server = ais().answers('GET /discover/Post%20Voucher', definition).answers(ROUTE, {});
		await server.run('orchestration', 'run', { ...json({ a: '1' }), options: {} });
		expect(server.sent[1]!.body).toEqual({ inputs: [{ name: 'a', value: '1' }] });
	});

	it.each([
		['that needs a file, in words', { fileInputsRequired: 'true' }, 'JDE_ORCHESTRATION_FILES'],
		['with a format of its own', { inputFormat: 'Oracle Cloud IoT' }, 'JDE_ORCHESTRATION_FORMAT'],
	])('does not go out for an orchestration %s', async (_what, more, code) => {
		const orchestrations = [{ name: 'Post Voucher', ...more }];
		const server = ais().answers('GET /discover/Post%20Voucher', { orchestrations });
		const [result] = await server.run('orchestration', 'run', { ...json({}), options: {} });
		expect(failureOf(result)).toMatchObject({ code, category: 'validation' });
		expect(server.sent).toHaveLength(1);
	});

	it('sends mapped inputs, and leaves out those that were left alone', async () => {
		const server = ais().answers(ROUTE, {});
		await server.run('orchestration', 'run', {
			...json({}),
			inputsAs: 'fields',
			inputs: { mappingMode: 'defineBelow', value: { Supplier: '4343', Remark: '', Company: null } },
		});
		expect(server.sent[0]!.body).toEqual({ Supplier: '4343', Remark: '' });
	});
});

describe('an answer that says that not all was done', () => {
	const runWith = async (body: unknown, status = 200, options: object = {}) => {
		const server = ais().answers(ROUTE, body, { status });
		const [result] = await server.run('orchestration', 'run', json({}, options));
		expect(server.sent).toHaveLength(1);
		return result!;
	};
	const step = {
		step: 'Add voucher',
		iteration: 0,
		message: 'Account 1.6000 invalid',
		timeStamp: '2026-11-22T10:56:18.000+0000',
		userDefinedErrorText: 'No such account',
		type: '',
	};
	const form = { fs_P0411_W0411G: { errors: [{ CODE: '0002', TITLE: 'Record Invalid' }] } };

	it('with 200 and steps that failed is a failure that names them', async () => {
		const failure = failureOf(await runWith({ DocumentNumber: 1, continuedOnError: [step] }));
		expect(failure).toMatchObject({
			code: 'JDE_STEPS_UNDONE',
			category: 'unknown-outcome',
			httpStatus: 200,
			message: "Orchestration 'Post Voucher' left 1 step undone",
			details: { orchestration: 'Post Voucher', steps: ['Add voucher'] },
		});
		expect(failure.description).toContain(
			"Step 'Add voucher' says: No such account · Account 1.6000 invalid",
		);
	});

	it('with 200 and an empty list of failed steps is none', async () => {
		expect(await runWith({ DocumentNumber: 1, continuedOnError: [] })).toMatchObject({ DocumentNumber: 1 });
	});

	it('with steps that failed in an orchestration that it called is a failure, too', async () => {
		const failure = failureOf(await runWith({ Called: [{ continuedOnError: [step] }] }));
		expect(failure).toMatchObject({ code: 'JDE_STEPS_UNDONE', details: { steps: ['Add voucher'] } });
	});

	it.each([
		[
			'of its forms',
			{ 'Errors/Warnings': [{ 'Application ID': 'P4210_W4210A', Errors: form.fs_P0411_W0411G.errors }] },
		],
		[
			'of a business function',
			{ ServiceRequest2: { submitted: true, output: [], error: [{ TITLE: 'Record Invalid' }] } },
		],
		['without a title', { sysErrors: [{ TITLE: '', DESC: 'Record Invalid' }] }],
	])('with 200 and a list of errors %s is a failure', async (_what, answer) => {
		const failure = failureOf(await runWith(answer));
		expect(failure).toMatchObject({ code: 'JDE_FORM_ERRORS', category: 'unknown-outcome' });
		expect(failure.description).toContain('JD Edwards says: Record Invalid');
	});

	it('with 200 and warnings alone is none', async () => {
		const warned = {
			'Errors/Warnings': [{ Errors: [], Warnings: [{ TITLE: 'Credit limit' }] }],
			ServiceRequest2: { submitted: true, output: [{ id: 1, value: null }], error: [] },
			fs_P4210_W4210A: { errors: [], warnings: [{ TITLE: 'Credit limit' }] },
		};
		expect(await runWith(warned)).toEqual(warned);
	});

	it("that says in the designer's own words what went wrong is shown in them", async () => {
		const answer = { message: null, exception: 'com.x.Y', jde__simpleMessage: 'Supplier on hold' };
		const failure = failureOf(await runWith({ ...answer, jde__status: 'ERROR' }, 500));
		expect(failure.description).toContain('JD Edwards says: Supplier on hold');
	});

	it('with a mark of byte order in front is read like any other', async () => {
		const bytes = Buffer.from('\ufeff{"DocumentNumber":1}');
		const server = ais().answers(ROUTE, bytes, {
			headers: { 'content-type': 'application/json;charset=UTF-8' },
		});
		expect(await server.run('orchestration', 'run', json({}))).toEqual([{ DocumentNumber: 1 }]);
	});

	it('with 200 and errors of a form deep inside is a failure', async () => {
		const failure = failureOf(await runWith({ ServiceRequest1: form, sysErrors: [] }));
		expect(failure).toMatchObject({ code: 'JDE_FORM_ERRORS', category: 'unknown-outcome' });
		expect(failure.description).toContain('Record Invalid');
	});

	it.each([
		['a text', 'Voucher exists already', 'Voucher exists already'],
		['an object', form, 'Record Invalid'],
		['an object of unknown shape', { a: { b: 'deep' } }, '{"a":{"b":"deep"}}'],
	])('with 500 and %s as message is a failure in readable words', async (_what, message, says) => {
		const failure = failureOf(
			await runWith({ message, exception: 'com.x.Y', exceptionId: '12', status: 'ERROR' }, 500),
		);
		expect(failure).toMatchObject({
			code: 'JDE_ORCHESTRATION_EXCEPTION',
			category: 'validation',
			retryable: false,
			httpStatus: 500,
			details: { exception: 'com.x.Y', exceptionId: '12' },
		});
		expect(failure.message).toBe("Orchestration 'Post Voucher' ended before all its steps were done");
		expect(failure.description).toContain(says);
		expect(JSON.stringify(failure)).not.toContain('[object Object]');
	});

	it('with an exception that came with 200 is the same failure', async () => {
		const failure = failureOf(await runWith({ message: 'no', exception: 'com.x.Y', status: 'ERROR' }));
		expect(failure).toMatchObject({ code: 'JDE_ORCHESTRATION_EXCEPTION', httpStatus: 200 });
	});

	it.each([
		[
			'a time-out behind the AIS Server',
			{ message: 'Read timed out', exception: 'java.net.SocketTimeoutException' },
		],
		['a result set that expired', { sysErrors: [{ TITLE: 'JAS_MSG347: The query results expired.' }] }],
	])('with 500 and %s leaves open whether it was done', async (_what, body) => {
		const failure = failureOf(await runWith(body, 500));
		expect(failure).toMatchObject({
			code: 'JDE_UNKNOWN_OUTCOME',
			category: 'unknown-outcome',
			httpStatus: 500,
		});
		expect(failure.description).toContain('JD Edwards says:');
	});

	it('comes as data where the options say so, exceptions too', async () => {
		const asData = { errorsAsData: true };
		expect(await runWith({ a: 1, continuedOnError: [step] }, 200, asData)).toMatchObject({ a: 1 });
		expect(await runWith({ message: form, exception: 'x' }, 500, asData)).toEqual({
			message: form,
			exception: 'x',
		});
	});

	it('shows neither the session token nor markup', async () => {
		const failure = failureOf(await runWith({ message: `<b>${TOKEN}</b>`, exception: 'x' }, 500));
		expect(JSON.stringify(failure)).not.toContain('044+');
		expect(failure.description).toContain('&lt;b&gt;***');
	});
});

describe('an answer from something else', () => {
	it.each([502, 503, 500])('with HTTP %i and a page of HTML is never repeated either', async (status) => {
		const html = Buffer.from('<html><h2>Bad Gateway</h2></html>');
		const server = ais().answers(ROUTE, html, { status, headers: { 'content-type': 'text/html' } });
		const failure = failureOf((await server.run('orchestration', 'run', json({})))[0]);
		expect(failure).toMatchObject({ category: 'unknown-outcome', httpStatus: status });
		expect(failure.description).toContain('Bad Gateway');
		expect(server.sent).toHaveLength(1);
	});

	it('with a sign-on page in HTML is a matter of the address', async () => {
		const html = Buffer.from('<!DOCTYPE html><html>Please sign in</html>');
		const server = ais().answers(ROUTE, html, { headers: { 'content-type': 'text/html' } });
		expect(failureOf((await server.run('orchestration', 'run', json({})))[0])).toMatchObject({
			code: 'JDE_NOT_JSON',
			category: 'configuration',
		});
	});

	it('with 404 names the orchestration and the version', async () => {
		const server = ais().answers(ROUTE, {}, { status: 404 });
		const failure = failureOf((await server.run('orchestration', 'run', json({})))[0]);
		expect(failure).toMatchObject({ code: 'JDE_ORCHESTRATION_UNKNOWN', category: 'reference' });
		expect(failure.message).toContain("'Post Voucher' at API version v3");
	});
});

describe('inputs that cannot be sent', () => {
	it.each([
		['no JSON', '{', 'generic'],
		['a list', '[]', 'generic'],
		['an object in an object in the JDE Standard format', '{"a":{"b":1}}', 'standard'],
		['a list of texts in the JDE Standard format', '{"a":["b"]}', 'standard'],
	])('as %s are refused before anything is sent', async (_what, inputsJson, inputFormat) => {
		const server = ais();
		const [result] = await server.run('orchestration', 'run', { ...json({}, { inputFormat }), inputsJson });
		expect(failureOf(result)).toMatchObject({ category: 'validation' });
		expect(server.sent).toEqual([]);
	});
});
