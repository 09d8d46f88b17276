import type { IDataObject } from 'n8n-workflow';

import { TestAis, company, failureOf } from './aisNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

let ais: TestAis;
beforeEach(async () => {
	ais = await TestAis.start();
	await ais.run('session', 'validate');
});
afterEach(async () => await ais.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const EXPIRED = 'JAS_MSG347: The query results expired.  Refresh them by clicking Find again.';
const [paid] = company.tables.F0414!.filter(({ DCT }) => DCT === 'PV');
const voucherKey = `${paid!.KCO}-PV-${paid!.DOC}`;
const [line] = company.tables.F4311!;
const orderKey = `${line!.KCOO}-${line!.DCTO}-${line!.DOCO}`;

/** Every kind of document, and tables of which it is made. */
const READS: Array<[string, string, IDataObject, string[]]> = [
	['voucher', 'get', { voucherKey }, ['F0411', 'F0911', 'F0414', 'F0413']],
	['purchaseOrder', 'get', { orderKey, options: { includeReceipts: true } }, ['F4301', 'F4311', 'F43121']],
	['payment', 'get', { paymentId: String(paid!.PYID) }, ['F0413', 'F0414']],
	['supplier', 'getAll', {}, ['F0401', 'F0101', 'F0111', 'F0115', 'F0116', 'F01151', 'F0411']],
	['account', 'getAll', {}, ['F0901']],
	['businessUnit', 'getAll', {}, ['F0006']],
	['paymentTerm', 'getAll', {}, ['F0014']],
	['company', 'getAll', {}, ['F0010']],
	['table', 'getAll', { table: 'F0005' }, ['F0005']],
];
const EACH = READS.flatMap(([resource, operation, parameters, tables]) =>
	tables.map((table) => [resource, table, operation, parameters] as const),
);

describe('a failed read of a document', () => {
	it.each(EACH)(
		'%s without permission on %s names the table',
		async (resource, table, operation, parameters) => {
			const { security } = ais.simulator!.users[0]!;
			security.tables = Object.keys(company.tables).filter((name) => name !== table);
			const failure = failureOf((await ais.run(resource, operation, parameters))[0]);
			expect(failure).toMatchObject({ category: 'permission', httpStatus: 403 });
			expect(failure.message).toContain(`table ${table}`);
		},
	);

	it.each([
		['voucher', 'get', { voucherKey }, 'F0911.ACR'],
		['voucher', 'get', { voucherKey }, 'F0411.POST'],
		['voucher', 'get', { voucherKey }, 'F0413.VDGJ'],
		['purchaseOrder', 'get', { orderKey }, 'F4311.UOM3'],
		['payment', 'get', { paymentId: String(paid!.PYID) }, 'F0414.PFAP'],
		['supplier', 'getAll', {}, 'F0101.AT1'],
		['account', 'getAll', {}, 'F0901.PEC'],
	])('%s %s with a column hidden by security names it', async (resource, operation, parameters, column) => {
		ais.simulator!.users[0]!.security.hiddenColumns = [column];
		const failure = failureOf((await ais.run(resource, operation, parameters))[0]);
		expect(failure).toMatchObject({ code: 'JDE_COLUMN_MISSING', category: 'permission' });
		expect(failure.message).toContain(column);
	});
});

describe('an answer that is none', () => {
	const cases: Array<[string, number, string, Record<string, string>, IDataObject]> = [
		[
			'a 200 that carries errors',
			200,
			JSON.stringify({ sysErrors: [{ DESC: 'no such column F0401.NOPE' }] }),
			JSON_TYPE,
			{ code: 'JDE_TABLE_READ', category: 'validation' },
		],
		['a page of HTML', 200, '<html>Please sign in</html>', {}, { code: 'JDE_NOT_JSON' }],
		['a page of HTML with 503', 503, '<html>down</html>', {}, { category: 'unavailable' }],
		[
			'an expired result set',
			500,
			JSON.stringify({ sysErrors: [{ TITLE: EXPIRED, DESC: EXPIRED }] }),
			JSON_TYPE,
			{ httpStatus: 500, category: 'validation' },
		],
		['an answer in another shape', 200, '{"other":1}', JSON_TYPE, { code: 'JDE_TABLE_SHAPE' }],
	];
	it.each(cases)('%s says so and names the table', async (_what, status, body, headers, expected) => {
		const answer = { status, body, headers };
		ais.simulator!.faults.add({ name: 'odd', path: /dataservice$/, times: 99, effect: { answer } });
		for (const [resource, parameters] of [
			['table', { table: 'F0401' }],
			['supplier', {}],
		] as const) {
			const failure = failureOf((await ais.run(resource, 'getAll', parameters))[0]);
			expect(failure).toMatchObject(expected);
			expect(String(failure.message)).toContain('table F0401');
		}
	});
});
