import { errorOf } from '../n8n/n8n.cts';
import type { Row } from '../n8n/tables.cts';
import { TABLE_NAMES } from '../../workflows/source/tables.cts';
import { CHART, startPosting, type Posting } from './posting.cts';
import { FAST, writesIn } from './support.cts';

/** Every case of an invoice in Coupa, in one ledger. */

let posting: Posting;
/** what n8n's tables held before the first invoice */
const backup = new Map<string, Row[]>();

beforeAll(async () => {
	posting = await startPosting(
		// Nothing says that a payment moves the time stamp of its invoice.
		{ coupa: { ...FAST, paymentsMoveUpdatedAt: false } },
		{
			recordPayment: 'CoupaRecordPayment',
			voidPayment: 'CoupaVoidPayment',
			bankAccount: '00011199',
			payStatus: 'C',
			companyCharts: `00001 = ${CHART}`,
		},
	);
	for (const table of TABLE_NAMES) backup.set(table, await posting.world.n8n.rows(table));
}, 300_000);

afterAll(async () => await posting?.stop());

const ids: Record<string, number> = {};
const live = (name: string) => posting.vouchers(ids[name]).filter(({ VOD }) => VOD === '');
const voucherKey = (name: string) => {
	const [{ KCO, DCT, DOC }] = live(name);
	return `${KCO}-${DCT}-${DOC}`;
};
const parkedCodes = async () =>
	Object.fromEntries((await posting.parked()).map(({ key, code }) => [String(key), String(code)]));

it('approved invoices become vouchers with stamp and hold status, once', async () => {
	const { world } = posting;
	ids.plain = posting.invoice({ number: 'N-1', lines: [{ price: '110.00' }] });
	ids.credit = posting.invoice({
		number: 'N-2',
		lines: [{ price: '20.00' }],
		corrects: { number: 'N-1', date: '2026-11-20' },
	});
	ids.edited = posting.invoice({
		number: 'N-3',
		lines: [{ price: '30.00' }, { price: '5.00', quantity: '3' }],
	});
	ids.editedPosted = posting.invoice({ number: 'N-4', lines: [{ price: '40.00' }] });
	ids.editedPaid = posting.invoice({ number: 'N-5', lines: [{ price: '50.00' }] });
	ids.voidedPosted = posting.invoice({ number: 'N-6', lines: [{ price: '60.00' }] });
	ids.voidedUnposted = posting.invoice({ number: 'N-7', lines: [{ price: '70.00' }] });
	ids.voidedBefore = posting.invoice({ number: 'N-8', lines: [{ price: '80.00' }] });
	ids.paidTwice = posting.invoice({ number: 'N-9', lines: [{ price: '90.00' }] });
	ids.old = posting.invoice({ number: 'N-10', date: '2026-06-30', lines: [{ price: '1.00' }] });
	ids.foreign = posting.invoice({
		number: 'N-11',
		accountType: 'European Trading Co',
		lines: [{ price: '1.00', account: 'CC70-8605' }],
	});
	ids.draft = posting.invoice({ number: 'N-12', status: 'pending_approval', lines: [{ price: '1.00' }] });
	world.coupa.desk.void(ids.voidedBefore);

	const run = await posting.run();

	expect(errorOf(run)).toBeUndefined();
	expect(world.totalsOf(run)).toMatchObject({ created: 8, parked: 0 });
	expect(live('plain')).toMatchObject([{ VINV: 'N-1', AG: 110, PST: 'C', POST: '' }]);
	expect(live('credit')).toMatchObject([{ AG: -20 }]);
	expect(live('edited')).toMatchObject([{ AG: 45 }]);
	for (const name of ['voidedBefore', 'old', 'foreign', 'draft']) expect(live(name)).toEqual([]);
	expect(
		['plain', 'voidedBefore', 'old', 'foreign', 'draft'].map((name) => posting.exported(ids[name])),
	).toEqual([true, true, false, false, false]);
	const again = await posting.run();
	expect(world.totalsOf(again)).toMatchObject({ created: 0, updated: 0, parked: 0 });
	expect(posting.effects('voucher.entered')).toHaveLength(8);
	expect(posting.wrong()).toEqual([]);
});

it('what changed in Coupa is changed, voided and entered again, or parked, by how far its voucher is', async () => {
	const { world } = posting;
	const { clerk } = world.ais;
	const { desk } = world.coupa;
	const first = voucherKey('editedPosted');
	for (const name of ['editedPosted', 'editedPaid', 'voidedPosted']) clerk.postVoucher(voucherKey(name));
	const rename = (name: string, number: string) => desk.edit(ids[name], { 'invoice-number': number });
	rename('edited', 'N-3 corrected');
	rename('editedPosted', 'N-4 corrected');
	desk.pay([{ invoice: ids.editedPaid, amount: '50.00' }], { identifier: 'PAY-5' });
	desk.pay([{ invoice: ids.paidTwice, amount: '30.00' }], { identifier: 'PAY-9A' });
	desk.pay([{ invoice: ids.paidTwice, amount: '25.00' }], { identifier: 'PAY-9B' });
	desk.void(ids.voidedPosted);
	desk.void(ids.voidedUnposted);

	const run = await posting.run();

	expect(errorOf(run)).toBeUndefined();
	expect(live('edited')).toMatchObject([{ VINV: 'N-3 corrected' }]);
	expect(live('editedPosted')).toMatchObject([{ VINV: 'N-4 corrected', POST: '' }]);
	expect(voucherKey('editedPosted')).not.toBe(first);
	expect(live('voidedPosted')).toEqual([]);
	expect(posting.vouchers(ids.voidedUnposted)).toEqual([]);
	expect(live('editedPaid')).toMatchObject([{ AAP: 0, PST: 'P' }]);
	expect(live('paidTwice')).toMatchObject([{ AAP: 35, PST: 'C' }]);
	expect(posting.effects('payment.recorded')).toHaveLength(3);
	expect(posting.wrong()).toEqual([]);
});

it('a paid voucher is not touched: what changed is parked and names the payment', async () => {
	posting.world.coupa.desk.edit(ids.editedPaid, { 'invoice-number': 'N-5 corrected' });

	const run = await posting.run();

	expect(errorOf(run)?.message).toContain('is paid by payment');
	expect(await parkedCodes()).toEqual({ [`C${ids.editedPaid}`]: 'POSTING_PAID' });
	expect(live('editedPaid')).toMatchObject([{ VINV: 'N-5' }]);
});

it('a payment that came back is voided, and its voucher is held again', async () => {
	const { world } = posting;
	const [payment] = world.ais.tables.rows('F0413').filter(({ EXR }) => String(EXR).startsWith('C'));
	world.ais.clerk.postPayment(Number(payment.PYID));
	world.coupa.desk.edit(ids.editedPaid, { 'invoice-number': 'N-5' });
	world.coupa.desk.reverse('PAY-5');
	world.coupa.desk.reverse('PAY-9B');

	const run = await posting.run();

	expect(errorOf(run)).toBeUndefined();
	expect(live('editedPaid')).toMatchObject([{ AAP: 50, PST: 'C' }]);
	expect(live('paidTwice')).toMatchObject([{ AAP: 60, PST: 'C' }]);
	expect(await posting.parked()).toEqual([]);
	expect(posting.wrong()).toEqual([]);
});

/** So long ago that no run looks at it for its time stamp. */
const grownOld = (name: string) =>
	posting.world.coupa.store.update('invoices', ids[name], { 'updated-at': '2026-07-02T08:00:00Z' });

it('a payment that left no trace on its invoice is found by its own record, where Coupa Pay is licensed', async () => {
	const { desk } = posting.world.coupa;
	ids.paidLate = posting.invoice({ number: 'N-20', lines: [{ price: '35.00' }] });
	await posting.run();
	grownOld('paidLate');
	desk.pay([{ invoice: ids.paidLate, amount: '35.00' }], { identifier: 'PAY-20' });

	await posting.run();
	expect(live('paidLate')).toMatchObject([{ AAP: 35 }]);
	await posting.settle('coupaPay', true);
	const run = await posting.run();

	expect(errorOf(run)).toBeUndefined();
	expect(live('paidLate')).toMatchObject([{ AAP: 0, PST: 'P' }]);
	expect(posting.effects('payment.recorded')).toHaveLength(4);
	expect(posting.wrong()).toEqual([]);
});

it('the night finds what changed without a trace, by what JD Edwards has not paid', async () => {
	const { desk } = posting.world.coupa;
	desk.edit(ids.plain, { 'invoice-number': 'N-1 corrected' });
	grownOld('plain');

	await posting.run();
	expect(live('plain')).toMatchObject([{ VINV: 'N-1' }]);
	const night = await posting.run('Sweep Every Night');

	expect(errorOf(night)).toBeUndefined();
	expect(live('plain')).toMatchObject([{ VINV: 'N-1 corrected' }]);
	const unpaid = new Set(
		posting.world.ais.tables
			.rows('F0411')
			.filter(({ URRF, AAP }) => /^C\d+$/.test(String(URRF)) && AAP !== 0)
			.map(({ URRF }) => URRF),
	);
	expect(unpaid.size).toBeGreaterThan(3);
	expect(posting.wrong()).toEqual([]);
});

it('all tables restored from before all of this: nothing is posted twice, in either system', async () => {
	const { world } = posting;
	const { n8n, ais, coupa } = world;
	for (const [table, rows] of backup) {
		const own = ({ id: _id, createdAt: _c, updatedAt: _u, ...row }: Row) => row;
		await n8n.deleteRows(table, { type: 'and', filters: [{ columnName: 'id', condition: 'gte', value: 0 }] });
		if (rows.length > 0) await n8n.insertRows(table, rows.map(own));
	}
	expect(await n8n.rows('jde_coupa_parked')).toHaveLength(backup.get('jde_coupa_parked')!.length);
	const done = [ais.ledger.effects.length, writesIn(coupa.ledger).length];

	const runs = [await posting.run(), await posting.run('Sweep Every Night'), await posting.run()];

	for (const run of runs) {
		expect(errorOf(run)).toBeUndefined();
		expect(world.totalsOf(run)).toMatchObject({ created: 0, updated: 0, parked: 0 });
	}
	expect([ais.ledger.effects.length, writesIn(coupa.ledger).length]).toEqual(done);
	expect(await posting.parked()).toEqual([]);
	expect(posting.wrong()).toEqual([]);
});
