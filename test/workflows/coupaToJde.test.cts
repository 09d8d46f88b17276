import { errorOf } from '../n8n/n8n.cts';
import { CHART, startPosting, type Posting } from './posting.cts';

/** Every case of an invoice in Coupa, in one ledger. */

let posting: Posting;

beforeAll(async () => {
	posting = await startPosting(
		{},
		{
			recordPayment: 'CoupaRecordPayment',
			voidPayment: 'CoupaVoidPayment',
			bankAccount: '00011199',
			payStatus: 'C',
			companyCharts: `00001 = ${CHART}`,
		},
	);
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

it('tables from before all of this post nothing twice', async () => {
	const { world } = posting;
	const entered = posting.effects('voucher.entered').length;
	await world.n8n.updateRows(
		'jde_coupa_state',
		{ flow: 'coupaToJde' },
		{ watermark: '', cursor: '', window_until: '', totals: '{}' },
	);

	const run = await posting.run();

	expect(world.totalsOf(run)).toMatchObject({ created: 0, updated: 0, parked: 0 });
	expect(posting.effects('voucher.entered')).toHaveLength(entered);
	expect(posting.effects('payment.recorded')).toHaveLength(3);
});
