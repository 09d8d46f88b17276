import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

const byId = (id: unknown) => ({ record: { mode: 'id', value: String(id) } });
const one = async (resource: string, operation: string, item: IDataObject, parameters = {}) =>
	(await world.run(resource, operation, [item], parameters))[0]!;
const idOf = ({ target }: IDataObject) => (target as IDataObject).id;

const run = { integration: { code: 'JDE_SUPPLIERS' } };
const history = (more: IDataObject = {}): IDataObject => ({
	integration: { code: 'JDE_SUPPLIERS' },
	'document-type': 'InvoiceHeader',
	'document-id': 123,
	'document-status': 'approved',
	'contact-alert-type': 'Functional',
	status: 'Success',
	responses: [{ 'response-code': 'Success-1234', 'response-message': 'Posted' }],
	...more,
});

describe('Integration Run', () => {
	it('goes from pending over running to successful, each once', async () => {
		const created = await one('integrationRun', 'create', run);
		expect(created).toMatchObject({ action: 'created', record: { type: 'integration run' } });
		const set = async (operation: string, more = {}) =>
			await one('integrationRun', operation, {}, { ...byId(idOf(created)), ...more });
		expect(await set('run', { totalRecords: '7' })).toMatchObject({
			changes: [{ before: 'pending', after: 'running' }],
		});
		expect(world.sent.at(-1)).toEqual({ 'total-records': 7 });
		expect(await set('run')).toMatchObject({ action: 'unchanged' });
		expect(await set('pause')).toMatchObject({ changes: [{ after: 'paused' }] });
		world.lose('PUT', /\/success$/, 'after');
		expect(await set('success')).toMatchObject({ changes: [{ after: 'successful' }] });
		expect(await set('get')).toMatchObject({ status: 'successful', 'total-records': 7 });
		expect(world.kinds(/successful/)).toHaveLength(1);
	});

	it.each(['fail', 'finish', 'pending'])('is set to %s', async (operation) => {
		const created = await one('integrationRun', 'create', run);
		await one('integrationRun', 'run', {}, byId(idOf(created)));
		expect(await one('integrationRun', operation, {}, byId(idOf(created)))).toMatchObject({
			action: 'updated',
		});
	});

	it('takes its counts by Update', async () => {
		const created = await one('integrationRun', 'create', run);
		const changed = await one('integrationRun', 'update', { 'records-processed': 5 }, byId(idOf(created)));
		expect(changed).toMatchObject({ changes: [{ path: 'records-processed', after: 5 }] });
	});

	it('whose creation got no answer is not opened twice, and the user is told to look', async () => {
		world.lose('POST', /integration_runs$/, 'after');
		expect(failureOf(await one('integrationRun', 'create', run))).toMatchObject({
			category: 'unknown-outcome',
			description: expect.stringContaining('Look in Coupa'),
		});
		expect(world.kinds(/integration-run.created/)).toHaveLength(1);
	});

	describe('with Take Up Open Run', () => {
		const takeUp = { options: { takeUpOpenRun: true } };

		it('goes on with the run that an interruption left open, and opens one when all have ended', async () => {
			const first = await one('integrationRun', 'create', run, takeUp);
			await one('integrationRun', 'run', {}, byId(idOf(first)));
			const again = await one('integrationRun', 'create', run, takeUp);
			expect(again).toMatchObject({ action: 'unchanged', target: { id: idOf(first) }, changes: [] });

			await one('integrationRun', 'finish', {}, byId(idOf(first)));
			const next = await one('integrationRun', 'create', run, takeUp);
			expect([next.action, idOf(next) === idOf(first)]).toEqual(['created', false]);
		});

		it.each(['before', 'after'] as const)(
			'opens one run where the answer is lost %s the effect',
			async (when) => {
				world.lose('POST', /integration_runs$/, when);
				expect(await one('integrationRun', 'create', run, takeUp)).toMatchObject({ action: 'created' });
				expect(world.kinds(/integration-run.created/)).toHaveLength(1);
			},
		);

		it('leaves the runs of other integrations alone, and opens one for each integration', async () => {
			world.coupa.store.insert('integrations', { name: 'Invoices', code: 'JDE_INVOICES' });
			const others = { integration: { code: 'JDE_INVOICES' } };
			expect(await one('integrationRun', 'create', others)).toMatchObject({ action: 'created' });
			const opened = await world.run('integrationRun', 'create', [run, run], takeUp);
			expect(opened[0]).toMatchObject({ action: 'created' });
			expect(failureOf(opened[1])).toMatchObject({ category: 'duplicate' });
		});
	});

	it('of an integration that Coupa lacks is not opened', async () => {
		const failed = await one('integrationRun', 'create', { integration: { code: 'NO' } });
		expect(failureOf(failed)).toMatchObject({ category: 'reference', details: { value: 'NO' } });
		expect(world.sent).toEqual([]);
	});
});

describe.each([
	['integrationHistoryRecord', 'integration-history-record', {}],
	['integrationError', 'integration-error', { 'integration-run-id': 0 }],
])('%s', (resource, kind, more) => {
	let document: IDataObject;
	beforeEach(async () => {
		const created = await one('integrationRun', 'create', run);
		document = history('integration-run-id' in more ? { 'integration-run-id': Number(idOf(created)) } : {});
	});

	it('is told to Coupa with its responses, resolved, and opened again', async () => {
		const created = await one(resource, 'create', document);
		expect(created).toMatchObject({ action: 'created' });
		expect(world.kinds(/alerted/)).toEqual([]);
		const set = async (operation: string) => await one(resource, operation, {}, byId(idOf(created)));
		expect(await set('get')).toMatchObject({
			resolved: false,
			responses: [{ 'response-code': 'Success-1234', 'response-message': 'Posted' }],
		});
		expect(await set('resolve')).toMatchObject({ changes: [{ path: 'resolved', after: true }] });
		expect(await set('resolve')).toMatchObject({ action: 'unchanged' });
		expect(await set('unresolve')).toMatchObject({ changes: [{ after: false }] });
	});

	it('alerts the contacts only where that is asked for', async () => {
		await one(resource, 'createAlert', { ...document, status: 'Error' });
		expect(world.kinds(new RegExp(`^${kind}\\.`))).toEqual([`${kind}.created`, `${kind}.alerted`]);
	});

	it.each(['before', 'after'] as const)(
		'with a key of its own, lost %s the effect: one record',
		async (when) => {
			world.lose('POST', /create_alert$/, when);
			const wanted = { ...document, 'external-id': 'run-7/INV-1' };
			expect(await one(resource, 'createAlert', wanted)).toMatchObject({
				action: 'created',
				record: { key: 'run-7/INV-1' },
			});
			expect(world.kinds(/alerted/)).toHaveLength(1);
		},
	);

	it('with a key that Coupa has already is not told again, also when it was resolved', async () => {
		const wanted = { ...document, 'external-id': 'run-7/INV-2' };
		const told = await one(resource, 'createAlert', wanted);
		await one(resource, 'resolve', {}, byId(idOf(told)));
		const sent = world.sent.length;
		const both = [wanted, { ...document, 'external-id': 'run-7/INV-3' }];
		const [again, other] = await world.run(resource, 'createAlert', both);
		expect(again).toMatchObject({ action: 'unchanged', target: { id: idOf(told) }, changes: [] });
		expect(other).toMatchObject({ action: 'created' });
		expect(world.sent).toHaveLength(sent + 1);
		expect(world.kinds(/alerted/)).toHaveLength(2);
	});

	it('that was resolved is opened again where that is chosen, once and without an alert', async () => {
		const wanted = { ...document, 'external-id': 'run-7/INV-4' };
		const again = { options: { openAgain: true } };
		const told = await one(resource, 'createAlert', wanted, again);
		expect(await one(resource, 'createAlert', wanted, again)).toMatchObject({ action: 'unchanged' });
		await one(resource, 'resolve', {}, byId(idOf(told)));
		expect(
			await one(resource, 'createAlert', wanted, { options: { openAgain: true, dryRun: true } }),
		).toMatchObject({ action: 'planned-update' });
		world.lose('PUT', /unresolve$/, 'after');
		expect(await one(resource, 'createAlert', wanted, again)).toMatchObject({
			action: 'updated',
			changes: [{ path: 'resolved', before: true, after: false }],
		});
		expect(world.kinds(/alerted|unresolved/)).toEqual([`${kind}.alerted`, `${kind}.unresolved`]);
	});

	it('without its contacts is refused before anything is sent', async () => {
		const before = world.sent.length;
		const failed = await one(resource, 'create', { ...document, 'contact-alert-type': '' });
		expect(failureOf(failed)).toMatchObject({ message: expect.stringContaining("no 'contact-alert-type'") });
		expect(world.sent).toHaveLength(before);
	});

	it('can be run dry', async () => {
		const before = world.sent.length;
		const outcome = await one(resource, 'create', document, { options: { dryRun: true } });
		expect([outcome.action, world.sent.length]).toEqual(['planned-create', before]);
	});
});

describe('Approval', () => {
	const pending = () =>
		world.coupa.store.insert('approvals', { 'approvable-type': 'InvoiceHeader', 'approvable-id': 7 }).id;

	it('is found by its document, approved once', async () => {
		const id = pending();
		const conditions = [
			{ attribute: 'approvable-type', operator: 'equals', value: 'InvoiceHeader' },
			{ attribute: 'approvable-id', operator: 'equals', value: '7' },
		];
		expect(await world.run('approval', 'getAll', [{}], { filters: { conditions } })).toMatchObject([{ id }]);
		world.lose('PUT', /\/approve$/, 'after');
		expect(await one('approval', 'approve', {}, byId(id))).toMatchObject({
			changes: [{ after: 'approved' }],
		});
		expect(await one('approval', 'approve', {}, byId(id))).toMatchObject({ action: 'unchanged' });
		expect(world.kinds(/^approval/)).toEqual(['approval.approved']);
	});

	it('is rejected with a reason, which stands in the address', async () => {
		const id = pending();
		await one('approval', 'reject', {}, { ...byId(id), reason: 'Zu teuer & spät' });
		expect(await one('approval', 'get', {}, byId(id))).toMatchObject({
			status: 'rejected',
			note: 'Zu teuer & spät',
		});
		expect(failureOf(await one('approval', 'hold', {}, byId(id)))).toMatchObject({ category: 'validation' });
	});

	it('is put on hold', async () => {
		expect(await one('approval', 'hold', {}, byId(pending()))).toMatchObject({ action: 'updated' });
	});
});

describe('Account: Validate', () => {
	const chart = { name: 'Financial Distribution Co' };
	it('says yes or no, and creates nothing', async () => {
		const [good, bad] = await world.run('account', 'validate', [
			{ 'segment-1': '40', 'segment-2': '10', 'account-type': chart },
			{ 'segment-1': '40', 'segment-2': '10' },
		]);
		expect(good).toEqual({ record: { type: 'account', key: '40-10' }, isValid: true, says: [] });
		expect(bad).toMatchObject({ isValid: false, says: [expect.stringContaining('Account type')] });
		expect(world.kinds(/^account/)).toEqual([]);
	});
});

describe('Supplier Information', () => {
	it('is created, unchanged, changed, marked; the number goes in and is not compared', async () => {
		const wanted = {
			name: 'New One',
			status: 'draft',
			'supplier-number': '4711',
			'payment-term': { code: 'Net 30' },
		};
		const parameters = { createOnlyFields: 'supplier-name, supplier-number' };
		const upsert = async (item: IDataObject) => await one('supplierInformation', 'upsert', item, parameters);
		expect(await upsert(wanted)).toMatchObject({ action: 'created' });
		expect(await upsert(wanted)).toMatchObject({ action: 'unchanged' });
		expect(await upsert({ ...wanted, status: 'applied' })).toMatchObject({ changes: [{ path: 'status' }] });
		const record = { mode: 'key', value: 'New One' };
		expect(await one('supplierInformation', 'markExported', {}, { record })).toMatchObject({
			action: 'updated',
		});
		expect(await world.run('supplierInformation', 'getAll', [{}], { exported: 'false' })).toEqual([]);
		expect(world.kinds(/^ignored/)).toEqual([]);
	});
});
