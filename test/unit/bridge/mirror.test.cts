import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { failure } from '../../../lib/failure';
import { buildReports } from '../../../nodes/JdeCoupa/model/mirror/buildReports';
import { planMirror } from '../../../nodes/JdeCoupa/model/mirror/planMirror';
import type { FlowPlan, MirrorInput } from '../../../nodes/JdeCoupa/model/mirror/planMirror';
import type { OpenRow } from '../../../nodes/JdeCoupa/model/mirror/report';
import { bridge, failureOf } from './bridgeNode.cts';

const HOST = 'example.coupahost.com';
const CODES: Record<string, string> = {
	suppliers: 'JDE_SUPPLIERS',
	apInvoices: 'JDE_INVOICES',
	payments: '',
};
const SINCE = '2026-03-01T10:00:00.000Z';

const parked = (more: Partial<OpenRow> = {}): OpenRow => ({
	...{ flow: 'suppliers', key: '4343', status: 'open', reason: '', category: 'reference' },
	...{ code: 'CROSSWALK_MISSING', message: "Payment term 'X99' has no code in Coupa" },
	...{ description: 'Add it to the crosswalk', first_at: '2026-03-01T09:00:00.000Z', source_stamp: 'a1' },
	...{ company: '', amount: '', currency: '' },
	...more,
});
const plan = (more: Partial<MirrorInput> = {}) =>
	planMirror({
		...{ codes: CODES, contactAlertType: 'Functional', maximumRecords: 0, host: HOST, since: SINCE },
		states: Object.keys(CODES).map((flow) => ({ flow, coupa_host: HOST })),
		...{ open: [], runs: [], told: [] },
		...more,
	});
const plans = (more: Partial<MirrorInput> = {}): FlowPlan[] =>
	plan(more).map((one) => {
		if (!one.ok) throw new Error(one.failure.message);
		return one.value;
	});
const failed = (more: Partial<MirrorInput>) => plan(more).flatMap((one) => (one.ok ? [] : [one.failure]));
const reports = (all: readonly FlowPlan[]) => all.flatMap((one) => [...one._tell, ...one._tellQuietly]);
const ran = (counts: IDataObject, more: IDataObject = {}): IDataObject => ({
	...{ flow: 'suppliers', key: '', at: '2026-03-01T10:15:00.000Z', action: 'run' },
	...{ category: '', changes: JSON.stringify(counts), ...more },
});

/** Coupa as far as reports go: by external ID, whether each is resolved. */
class Reported {
	readonly rows = new Map<string, { id: string; resolved: boolean; mails: number }>();

	get open(): IDataObject[] {
		return [...this.rows].flatMap(([name, { id, resolved }]) =>
			resolved ? [] : [{ id, resolved, 'external-id': name }],
		);
	}

	/** As the nodes carry a plan out, until they are interrupted. @param calls how many get through */
	take(all: readonly FlowPlan[], calls = Number.POSITIVE_INFINITY): void {
		let left = calls;
		for (const one of all) {
			for (const [list, mails] of [
				[one._tell, 1],
				[one._tellQuietly, 0],
			] as const) {
				for (const report of list) if (left-- > 0) this.tell(String(report['external-id']), mails);
			}
			for (const id of one._resolve) if (left-- > 0) this.resolve(id);
		}
	}

	resolve(id: string): void {
		for (const row of this.rows.values()) if (row.id === id) row.resolved = true;
	}

	private tell(name: string, mails: number): void {
		const row = this.rows.get(name);
		if (row) row.resolved = false;
		else this.rows.set(name, { id: String(this.rows.size + 1), resolved: false, mails });
	}
}

describe('what Coupa is told', () => {
	const row = fc.record({
		flow: fc.constantFrom('suppliers', 'apInvoices', 'payments'),
		key: fc.constantFrom('1', '2', '00001-PV-3', 'C4', 'x,y', 'long'.repeat(80)),
		code: fc.constantFrom('A', 'B'),
		reason: fc.constantFrom('', 'period-closed'),
		source_stamp: fc.constantFrom('s1', 's2'),
	});
	/** The parked table has one row for each flow and key. */
	const table = fc.uniqueArray(row, { selector: ({ flow, key }) => `${flow} ${key}`, maxLength: 8 });
	const named = ({ flow, key, code }: { flow: string; key: string; code: string }) =>
		`${flow} ${key} ${code}`;

	it('is what stands open, each once, whatever was interrupted or restored in between', () => {
		const moment = fc.record({ rows: table, interruptedAfter: fc.option(fc.nat(6)), byHand: fc.nat(3) });
		fc.assert(
			fc.property(fc.array(moment, { minLength: 1, maxLength: 6 }), (moments) => {
				const coupa = new Reported();
				for (const { rows, interruptedAfter, byHand } of moments) {
					const open = rows.map((one) => parked(one));
					if (interruptedAfter !== null) coupa.take(plans({ open, told: coupa.open }), interruptedAfter);
					// Somebody resolves one on Coupa's screen, which settles nothing here.
					coupa.resolve(String(byHand));
					coupa.take(plans({ open, told: coupa.open }));

					const mirrored = open.filter(({ flow }) => CODES[String(flow)] !== '');
					expect(coupa.open).toHaveLength(mirrored.length);
					expect(plans({ open, told: coupa.open })).toEqual([]);
					for (const name of coupa.rows.keys()) expect(name.length).toBeLessThanOrEqual(255);
				}
				const seen = new Set(
					moments.flatMap(({ rows }) => rows).map((one) => `${named(one)} ${one.source_stamp}`),
				);
				expect(coupa.rows.size).toBeLessThanOrEqual(seen.size);
			}),
		);
	});

	it('is complete after as many runs as the maximum asks for', () => {
		const open = Array.from({ length: 7 }, (_, i) =>
			parked({ key: String(i), first_at: `2026-03-0${7 - i}` }),
		);
		const coupa = new Reported();
		const first = plans({ open, maximumRecords: 3 });
		expect(reports(first).map((one) => String(one['external-id']).split('/')[3])).toEqual(['6', '5', '4']);
		for (let i = 0; i < 3; i += 1) coupa.take(plans({ open, told: coupa.open, maximumRecords: 3 }));
		expect(coupa.open).toHaveLength(7);
		expect(plans({ told: coupa.open, maximumRecords: 5 })[0]!._resolve).toHaveLength(5);
	});

	it('is not told anew when the tables were restored and the same document was parked once more', () => {
		const coupa = new Reported();
		coupa.take(plans({ open: [parked()] }));
		expect(plans({ open: [parked({ first_at: '2026-03-02' })], told: coupa.open })).toEqual([]);
	});

	it('is told anew when the document changed after it was settled, or is parked for another reason', () => {
		const coupa = new Reported();
		coupa.take(plans({ open: [parked()] }));
		const [other] = plans({ open: [parked({ code: 'COUPA_400' })], told: coupa.open });
		expect([other!._tell.length, other!._resolve]).toEqual([1, ['1']]);
		coupa.take(plans({ told: coupa.open }));
		coupa.take(plans({ open: [parked({ source_stamp: 'b2' })], told: coupa.open }));
		expect([...coupa.rows.values()].map(({ resolved, mails }) => [resolved, mails])).toEqual([
			[true, 1],
			[false, 1],
		]);
	});

	it('leaves alone what other integrations and other installations told', () => {
		const told = ['jde-coupa/OTHER/suppliers/1/A/s', 'run-7/INV-1', ''].map((name, i) => ({
			...{ id: i, resolved: false, 'external-id': name },
		}));
		expect(plans({ told })).toEqual([]);
	});

	it('resolves the second of two reports of one record', () => {
		const told = ['a1', 'b2'].map((stamp, i) => ({
			...{
				id: i + 1,
				resolved: false,
				'external-id': `jde-coupa/JDE_SUPPLIERS/suppliers/4343/CROSSWALK_MISSING/${stamp}`,
			},
		}));
		expect(plans({ open: [parked()], told })[0]!._resolve).toEqual(['2']);
	});
});

describe('a report', () => {
	const one = (more: Partial<OpenRow> = {}) => reports(plans({ open: [parked(more)] }))[0]!;

	it('says which record it is, why it is parked, and what to do', () => {
		const voucher = {
			flow: 'apInvoices',
			key: '00001-PV-123',
			company: '00001',
			amount: '100.10',
			currency: 'USD',
		};
		expect(one(voucher)).toEqual({
			integration: { code: 'JDE_INVOICES' },
			...{ 'document-type': 'InvoiceHeader', 'contact-alert-type': 'Functional', status: 'Error' },
			'external-id': 'jde-coupa/JDE_INVOICES/apInvoices/00001-PV-123/CROSSWALK_MISSING/a1',
			responses: [
				{
					'response-code': 'reference / CROSSWALK_MISSING',
					'response-message':
						"Voucher 00001-PV-123 (company 00001, 100.10 USD): Payment term 'X99' has no code in Coupa. What to do: Add it to the crosswalk",
				},
			],
		});
	});

	it('names the invoice of Coupa that it is about, where its ID is known', () => {
		const codes = { coupaToJde: 'A', payments: 'B' };
		const states = Object.keys(codes).map((flow) => ({ flow, coupa_host: HOST }));
		const told = (more: Partial<OpenRow>) => {
			const [report] = reports(plans({ codes, states, open: [parked(more)] }));
			return [report!['document-type'], report!['document-id']];
		};
		expect(told({ flow: 'coupaToJde', key: 'C42' })).toEqual(['InvoiceHeader', 42]);
		const wanted = '{"key":"00001-PV-1 77","invoice":{"id":"43"},"amount-paid":"1.00","no';
		expect(told({ flow: 'payments', key: '00001-PV-1 77', wanted })).toEqual(['InvoiceHeader', 43]);
		expect(told({ flow: 'payments', key: '00001-PV-1 77' })).toEqual(['Payment', undefined]);
	});

	it('holds nothing of the two documents', () => {
		const secret = { source: '{"bankAccount":"DE12"}', wanted: '{"bankAccount":"DE12"}' };
		expect(JSON.stringify(one(secret))).not.toContain('DE12');
	});

	it('mails nobody about what comes right by itself, nor where alerts are switched off', () => {
		const open = [
			parked({ key: '1' }),
			parked({ key: '2', reason: 'period-closed' }),
			parked({ key: '3', category: 'unavailable' }),
		];
		const all = plans({ open });
		const opened = [{ target: { id: '9' } }];
		const keys = (list: IDataObject[]) => list.map((report) => String(report['external-id']).split('/')[3]);
		const { withAlert, withoutAlert } = buildReports(all, opened, true);
		expect([keys(withAlert), keys(withoutAlert)]).toEqual([['1'], ['2', '3']]);
		const quiet = buildReports(all, opened, false);
		expect([quiet.withAlert.length, quiet.withoutAlert.length]).toEqual([0, 3]);
	});
});

describe('the run of a flow in Coupa', () => {
	it('counts what its runs read and settled since then, stopped ones too, and no dry run', () => {
		const runs = [
			ran({ read: 50, parked: 5 }, { at: SINCE }),
			ran({ read: 10, parked: 2, created: 8 }),
			ran(
				{ read: 4, parked: 0 },
				{ at: '2026-03-01T10:30:00.000Z', action: 'run stopped', category: 'throttled' },
			),
			ran({ read: 99 }, { at: '2026-03-01T10:31:00.000Z', action: 'dry run' }),
			ran({ read: 7 }, { at: '2026-03-01T10:32:00.000Z', flow: 'apInvoices' }),
		];
		const [suppliers, invoices] = plans({ runs });
		expect(suppliers).toMatchObject({
			...{ integration: { code: 'JDE_SUPPLIERS' }, 'total-records': 14, 'records-processed': 12 },
			...{ _hasFailed: false, _until: '2026-03-01T10:32:00.000Z' },
		});
		expect(invoices).toMatchObject({ 'total-records': 7 });
		expect(plans({ runs, since: suppliers!._until })).toEqual([]);
	});

	it.each([
		['execution failed', '', true],
		['run stopped', 'authentication', true],
		['run stopped', 'unavailable', undefined],
	])('that ended with %s (%s) ends as failed: %s', (action, category, isFailed) => {
		const [told] = plans({ runs: [ran({}, { action, category, changes: 'cut off {' })] });
		expect(told?._hasFailed).toBe(isFailed);
	});

	it('holds what is told and resolved; where it could not be opened, nothing is told of the flow', () => {
		const open = [parked(), parked({ flow: 'apInvoices', key: '00001-PV-1' })];
		const all = plans({ open, runs: [ran({}, { action: 'execution failed' })] });
		const refused = failure({ code: 'X', category: 'reference', message: 'no', description: 'no' });
		const done = buildReports(
			all,
			[{ target: { id: '9' } }, { error: refused as unknown as IDataObject }],
			true,
		);
		expect(done).toMatchObject({
			running: [{ id: '9', total: 0 }],
			withAlert: [{ 'integration-run-id': 9 }],
			...{ withoutAlert: [], resolved: [], finished: [], failed: [{ id: '9' }] },
		});
		expect(done.withAlert).toHaveLength(1);
	});
});

describe('the mirror refuses', () => {
	it('a flow that belongs to another Coupa, and one that is not set up, and mirrors the others', () => {
		const states = [
			{ flow: 'suppliers', coupa_host: HOST },
			{ flow: 'apInvoices', coupa_host: 'other.coupahost.com' },
		];
		const open = [parked(), parked({ flow: 'apInvoices' })];
		const all = plan({ states, open });
		expect(all.map(({ ok }) => ok)).toEqual([true, false]);
		expect(failed({ states, open })[0]!.message).toContain("belongs to 'other.coupahost.com'");
		expect(failed({ states: states.slice(0, 1) })[0]!.message).toContain("'apInvoices' is not set up");
	});

	it('kinds of contacts that Coupa does not know', () => {
		expect(failed({ contactAlertType: 'All' })[0]!.message).toContain('Technical, Functional, Both');
	});
});

describe('the node', () => {
	const told = {
		code: 'COUPA_403',
		category: 'permission',
		message: 'Not allowed to read',
		description: 'Add core.integration.read',
	};

	it('plans from the rows of the tables, and tells nothing when Coupa did not say what it has', async () => {
		const parameters = {
			...{ codes: { suppliers: ' JDE_SUPPLIERS ', payments: '' }, contactAlertType: 'Both', host: HOST },
			...{ maximumRecords: 10, since: SINCE, runRows: [{}], told: [{}] },
			stateRows: [{ flow: 'suppliers', coupa_host: HOST }],
			parkedRows: [parked() as IDataObject],
		};
		const [items] = await bridge('mirror', 'planMirror', parameters);
		expect(items).toMatchObject([{ integration: { code: 'JDE_SUPPLIERS' }, _tell: [{ status: 'Error' }] }]);
		expect(await bridge('mirror', 'planMirror', { ...parameters, told: [{ error: told }] })).toEqual([[]]);
	});

	it('hands out what is to be done by six outputs', async () => {
		const opened = [{ target: { id: '9' } }];
		const outputs = await bridge('mirror', 'buildReports', {
			plans: plans({ open: [parked()] }),
			opened,
			alert: true,
		});
		expect(outputs.map(({ length }) => length)).toEqual([1, 1, 0, 0, 1, 0]);
	});

	it('ends with the counts', async () => {
		const outcome = (type: string, action: string, after?: boolean) => ({
			...{ record: { type }, action, changes: after === undefined ? [] : [{ path: 'resolved', after }] },
		});
		const done = [
			...[outcome('integration run', 'created'), outcome('integration error', 'created')],
			...[outcome('integration error', 'updated', false), outcome('integration error', 'updated', true)],
			{},
		];
		expect(await bridge('mirror', 'endMirror', { done })).toEqual([
			[{ told: 1, openedAgain: 1, resolved: 1, outage: '' }],
		]);
	});

	it('does not fail in an outage, which ends by itself, but for a record on which Coupa stumbles alone', async () => {
		const down = { ...told, category: 'unavailable', message: 'Coupa did not answer', details: {} };
		const [items] = await bridge('mirror', 'endMirror', { done: [{ error: down }] });
		expect(items).toEqual([{ told: 0, openedAgain: 0, resolved: 0, outage: 'Coupa did not answer' }]);
		const alone = { ...down, details: { ofRecord: true } };
		const [[refused]] = await bridge('mirror', 'endMirror', { done: [{ error: alone }] });
		expect(failureOf(refused).message).toContain('Coupa did not answer');
	});

	it('fails with what Coupa refused and how to get unstuck, and says that the flows go on', async () => {
		const notTried = { ...told, code: 'COUPA_403_NOT_TRIED', message: 'Not tried' };
		const [[refused]] = await bridge('mirror', 'endMirror', { done: [{ error: notTried }, { error: told }] });
		expect(failureOf(refused)).toMatchObject({
			category: 'permission',
			message: 'Coupa was not told all: Not allowed to read (and 1 other reason)',
			description: expect.stringMatching(/^Add core\.integration\.read\. The flows go on without it/),
		});
		const unknown = { ...told, code: 'COUPA_REFERENCE_MISSING', details: { path: 'integrations' } };
		const [[code]] = await bridge('mirror', 'endMirror', { done: [{ error: unknown }] });
		expect(failureOf(code).description).toMatch(/^Enter in 'Settings' the code of an integration/);
	});
});
