import { errorOf } from '../n8n/n8n.cts';
import { startPosting, type Posting } from './posting.cts';

/** What goes wrong between n8n and JD Edwards is parked or resolved, and never doubled. */

let posting: Posting;

beforeAll(async () => {
	posting = await startPosting({}, { changeVoucher: '' });
}, 300_000);

afterAll(async () => await posting?.stop());

const entered = (number: string) =>
	posting
		.effects('voucher.entered')
		.filter(({ detail }) => (detail as { invoice: string }).invoice === number);
const parkedOf = async (id: number) => (await posting.parked()).find(({ key }) => key === `C${id}`);

it('connection lost after the effect: no voucher twice', async () => {
	const { faults } = posting.world.ais;
	faults.add({ name: 'lost', path: /CoupaEnterVoucher$/, method: 'POST', effect: { dropAfter: true } });
	const id = posting.invoice({ number: 'F-1', lines: [{ price: '11.00' }] });

	const run = await posting.run();

	expect(faults.fired('lost')).toBe(1);
	expect(errorOf(run)).toBeUndefined();
	expect([entered('F-1').length, posting.vouchers(id).length, await parkedOf(id)]).toEqual([1, 1, undefined]);
});

it('connection lost before the effect: it waits, and is entered once it is proved that nothing came of it', async () => {
	const { faults } = posting.world.ais;
	await posting.settle('settleMinutes', 15);
	faults.add({ name: 'cut', path: /CoupaEnterVoucher$/, method: 'POST', effect: { dropBefore: true } });
	const id = posting.invoice({ number: 'F-2', lines: [{ price: '12.00' }] });

	const run = await posting.run();

	expect(faults.fired('cut')).toBe(1);
	expect(errorOf(run)).toBeUndefined();
	expect([entered('F-2').length, await parkedOf(id)]).toMatchObject([
		0,
		{ code: 'POSTING_UNKNOWN', reason: 'unknown-outcome' },
	]);
	await posting.settle('settleMinutes', 0);
	await posting.run();
	expect([entered('F-2').length, await parkedOf(id)]).toEqual([1, undefined]);
});

it('200 with continuedOnError: the voucher without stamp is named, and nothing is entered again', async () => {
	const { accounting } = posting.world.ais;
	accounting.interrupt('enterVoucher', { answer: 'continued' });
	const id = posting.invoice({ number: 'F-3', lines: [{ price: '13.00' }] });

	await posting.run();
	const [{ key: voucher }] = entered('F-3');
	expect(await parkedOf(id)).toMatchObject({ category: expect.stringMatching(/unknown-outcome|duplicate/) });
	expect(String((await parkedOf(id))?.message) + String((await parkedOf(id))?.description)).toContain(
		voucher,
	);
	expect(entered('F-3')).toHaveLength(1);

	// What a person does: enter the stamp. The replay finds it.
	posting.world.ais.tables.update('F0411', { DOC: Number(voucher.split('-')[2]) }, { URRF: `C${id}` });
	await posting.run('Replay Every Night');
	expect([entered('F-3').length, await parkedOf(id)]).toEqual([1, undefined]);
});

it('500 with an object as message: parked with the words of the form', async () => {
	posting.world.ais.tables.update('F0006', { MCU: '30' }, { PECC: 'N' });
	const id = posting.invoice({ number: 'F-4', lines: [{ price: '14.00' }] });

	const run = await posting.run();

	expect(errorOf(run)?.message).toContain('F-4');
	expect(await parkedOf(id)).toMatchObject({
		category: 'validation',
		description: expect.stringContaining('postable'),
	});
	posting.world.ais.tables.update('F0006', { MCU: '30' }, { PECC: '' });
	await posting.run('Replay Every Night');
	expect([entered('F-4').length, await parkedOf(id)]).toEqual([1, undefined]);
});

it('a voucher that was keyed by hand meanwhile: parked as a duplicate that names it', async () => {
	const id = posting.invoice({ number: 'F-5', lines: [{ price: '15.00' }] });
	const byHand = posting.world.ais.clerk.enterByHand({
		...{ company: '00001', supplier: posting.supplier, invoice: 'f 5', gross: '15.00' },
		...{ account: '30.8605', date: '2026-11-20' },
	});

	await posting.run();

	expect(await parkedOf(id)).toMatchObject({
		category: 'duplicate',
		message: expect.stringContaining(byHand),
		amount: '15.0000',
		company: '00001',
	});
	expect(posting.vouchers(id)).toEqual([]);
	posting.world.ais.tables.update('F0411', { DOC: Number(byHand.split('-')[2]) }, { URRF: `C${id}` });
	posting.world.ais.tables.update('F0411', { DOC: Number(byHand.split('-')[2]) }, { VINV: 'F-5' });
	await posting.run('Replay Every Night');
	expect(await parkedOf(id)).toBeUndefined();
});

it('a supplier that JD Edwards does not have, an account that is not postable, a period that is closed', async () => {
	const { ais, coupa } = posting.world;
	const calls = () => ais.ledger.exchanges.filter(({ path }) => path.includes('CoupaEnterVoucher')).length;
	const before = calls();
	ais.tables.update('F0901', { MCU: '30', OBJ: '8605' }, { PEC: 'N' });
	coupa.store.insert('suppliers', { name: 'Unknown Ltd', number: '999999', status: 'active' });
	const stranger = posting.invoice({ number: 'F-6', supplier: '999999', lines: [{ price: '16.00' }] });
	await posting.settle('whenPeriodIsClosed', 'park');
	const closed = posting.invoice({ number: 'F-7', date: '2026-09-15', lines: [{ price: '17.00' }] });

	await posting.run();

	const { message } = (await parkedOf(stranger))!;
	expect(message).toContain('is of supplier 999999, whom JD Edwards does not have');
	expect(message).toContain('on account 30.8605 of JD Edwards, which is not postable');
	expect(await parkedOf(closed)).toMatchObject({ code: 'POSTING_NOT_POSTABLE' });
	expect(calls()).toBe(before);

	ais.tables.update('F0901', { MCU: '30', OBJ: '8605' }, { PEC: '' });
	await posting.run('Replay Every Night');
	expect(await parkedOf(closed)).toMatchObject({ category: 'period-closed', reason: 'period-closed' });
	await posting.settle('whenPeriodIsClosed', 'firstOpenDay');
	await posting.run();
	expect(posting.vouchers(closed)).toMatchObject([{ DGJ: '20261101', DIVJ: '20260915' }]);
});

it('an orchestration that the site has not built: parked as configuration, while the others are posted', async () => {
	const id = posting.invoice({ number: 'F-8', lines: [{ price: '18.00' }] });
	await posting.run();
	posting.world.coupa.desk.edit(id, { 'invoice-number': 'F-8 corrected' });
	const other = posting.invoice({ number: 'F-9', lines: [{ price: '19.00' }] });

	await posting.run();

	expect(await parkedOf(id)).toMatchObject({ category: 'configuration', code: 'POSTING_NOT_BUILT' });
	expect(posting.vouchers(other)).toHaveLength(1);
});

it('the ledger is balanced after all of it, and no stamp is on two vouchers', () => {
	expect(posting.wrong()).toEqual([]);
});
