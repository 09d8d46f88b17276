import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../simulators/ais/catalogue/index.cts';
import { TestAis, company, failureOf } from './aisNode.cts';

const DAY_MS = 86_400_000;
const tomorrow = new Date(Date.parse(company.today) + DAY_MS).toISOString().slice(0, 10);
const F0411 = company.tables.F0411!;
const keyOf = ({ KCO, DCT, DOC }: Row) => `${KCO}-${DCT}-${DOC}`;
const keys = [...new Set(F0411.map(keyOf))];
const itemsOf = (key: string) => F0411.filter((row) => keyOf(row) === key);
const cents = (rows: Row[], column: string) =>
	rows.reduce((sum, row) => sum + Math.round(Number(row[column] ?? 0) * 100), 0);
const paidKey = keys.find((key) => itemsOf(key).every(({ PST }) => PST === 'P'))!;
const openKey = keys.find((key) => itemsOf(key).length > 1 && itemsOf(key).every(({ PST }) => PST !== 'P'))!;
const open = itemsOf(openKey)[0]!;
const ofVoucher = ({ KCO, DCT, DOC }: Row) => ({ KCO: KCO!, DCT: DCT!, DOC: DOC! });

let ais: TestAis;
beforeEach(async () => (ais = await TestAis.start()));
afterEach(async () => await ais.stop());

const tables = () => ais.simulator!.tables;
const all = async (parameters: IDataObject = {}) => await ais.run('voucher', 'getAll', parameters);
const get = async (voucherKey: string, options: IDataObject = {}) =>
	(await ais.run('voucher', 'get', { voucherKey, options }))[0]!;
const changed = async (parameters: IDataObject = {}) =>
	(await ais.run('voucher', 'getChanged', { changedSince: tomorrow, ...parameters })).map(
		({ key, error }) => key ?? failureOf({ error } as IDataObject).code,
	);

describe('the vouchers of the sample company', () => {
	it('come whole, each once, in number order, whatever the size of the pages', async () => {
		const vouchers = await all();
		expect(vouchers.map(({ key }) => key)).toEqual(keys);
		await ais.stop();
		ais = await TestAis.start({ dbFetchLimit: 7 });
		expect(await all()).toEqual(vouchers);
	});

	it('hold all pay items and their sums, to the cent', async () => {
		for (const voucher of await all()) {
			const items = itemsOf(String(voucher.key));
			expect((voucher.F0411 as IDataObject[]).map(({ SFX }) => SFX)).toEqual(items.map(({ SFX }) => SFX));
			expect(Math.round(Number(voucher.grossAmount) * 100)).toBe(cents(items, 'AG'));
			expect(Math.round(Number(voucher.openAmount) * 100)).toBe(cents(items, 'AAP'));
			expect(voucher.distributedAmount).toBe(voucher.grossAmount);
			expect(voucher.invoiceNumber).toBe(String(items[0]!.VINV).trim());
			expect([voucher.supplier, voucher.mode]).toEqual([String(items[0]!.AN8), 'domestic']);
		}
	});

	it('say in words whether they are posted: D in F0411, P in F0911, and P in F0411 is a post that failed', async () => {
		for (const { key, posted, ledgerPosted } of await all()) {
			const words = itemsOf(String(key))[0]!.POST === 'D' ? 'posted' : 'unposted';
			expect([posted, ledgerPosted]).toEqual([words, words]);
		}
		tables().update('F0411', { ...ofVoucher(open), SFX: '001' }, { POST: 'P' });
		expect((await get(openKey)).posted).toContain('post error');
	});

	it('show their payments with the payment header, and count as paid only without an open amount', async () => {
		const paid = await get(paidKey);
		const details = company.tables.F0414!.filter((row) => keyOf(row) === paidKey);
		const [payment] = paid.payments as IDataObject[];
		expect(details.length).toBeGreaterThan(0);
		expect(payment).toMatchObject({ key: String(details[0]!.PYID), voided: false });
		expect(Math.round(Number(payment!.amount) * 100)).toBe(cents(details, 'PAAP'));
		expect((payment!.F0413 as IDataObject).PYID).toBe(details[0]!.PYID);
		expect([paid.isPaid, paid.payStatus, (await get(openKey)).isPaid]).toEqual([true, 'paid', false]);
	});
});

describe('a voucher', () => {
	it('in a foreign currency is summed in it, and shows the domestic sum beside', async () => {
		tables().update('F0411', ofVoucher(open), { CRRM: 'F', CRCD: 'GBP', ACR: 0.1, FAP: 0.2 });
		const voucher = await get(openKey);
		const count = itemsOf(openKey).length;
		expect(voucher).toMatchObject({
			mode: 'foreign',
			currency: 'GBP',
			grossAmount: count === 3 ? '0.3' : '0.2',
			openAmount: count === 3 ? '0.6' : '0.4',
		});
		expect(Math.round(Number(voucher.domesticGrossAmount) * 100)).toBe(cents(itemsOf(openKey), 'AG'));
	});

	it('keeps other ledgers, automatic entries and journals with its number out of the distribution', async () => {
		const before = (await get(openKey)).F0911 as IDataObject[];
		const [line] = company.tables.F0911!.filter((row) => keyOf(row) === openKey) as [Row];
		tables().insert('F0911', { ...line, LT: 'CA' });
		tables().insert('F0911', { ...line, DCT: 'AE' });
		tables().insert('F0911', { ...line, DCT: 'JE' });
		expect((await get(openKey)).F0911).toEqual(before);
	});

	it('carries changes of type PE beside it, not in its sums', async () => {
		const before = await get(openKey);
		const [line] = company.tables.F0911!.filter((row) => keyOf(row) === openKey) as [Row];
		tables().insert('F0911', { ...line, DCT: 'PE', AA: 5 });
		tables().insert('F0411', { ...open, DCT: 'PE', AG: 5 });
		const after = await get(openKey);
		const { F0411: items, F0911: lines } = after.changes as Record<string, IDataObject[]>;
		expect([items!.map(({ AG }) => AG), lines!.map(({ AA }) => AA)]).toEqual([[5], [5]]);
		expect({ ...after, changes: null }).toEqual({ ...before, changes: null });
		expect((await all()).map(({ key }) => key)).toEqual(keys);
	});

	it('of which some pay items are voided says so, and names its purchase order', async () => {
		tables().update('F0411', { ...ofVoucher(open), SFX: '001' }, { VOD: 'V' });
		tables().update('F0411', ofVoucher(open), { PO: '00004711', PDCT: 'OP', PKCO: '00001', SFXO: '000' });
		expect(await get(openKey)).toMatchObject({
			voided: 'partly',
			purchaseOrders: ['00001-OP-4711-000'],
		});
	});

	it('that was matched brings the order lines it names, and no others, where they are asked for', async () => {
		const [ordered, ...others] = company.tables.F4311! as [Row, ...Row[]];
		const { KCOO, DCTO, DOCO, SFXO, LNID } = ordered;
		const number = String(DOCO).padStart(8, '0');
		tables().update('F0911', ofVoucher(open), {
			PKCO: KCOO!,
			DCTO: DCTO!,
			PO: number,
			PSFX: SFXO!,
			LNID: LNID!,
		});
		const { F4311 } = await get(openKey, { includeOrderLines: true });
		expect(F4311).toMatchObject([{ DOCO, LNID, OMCU: String(ordered.OMCU).trim(), OBJ: ordered.OBJ }]);
		const other = others.find((row) => row.DOCO === DOCO && row.LNID !== LNID)!;
		tables().update(
			'F0411',
			{ ...ofVoucher(open), SFX: '001' },
			{
				...{ PKCO: KCOO!, PDCT: DCTO!, PO: number, SFXO: SFXO!, LNID: other.LNID! },
			},
		);
		const both = (await get(openKey, { includeOrderLines: true })).F4311 as IDataObject[];
		expect(both.map((row) => row.LNID).sort()).toEqual([LNID, other.LNID].sort());
		expect(await get(openKey)).not.toHaveProperty('F4311');
	});

	it('that is not there, or is no key, is told apart', async () => {
		expect(failureOf(await get('00001-PV-99999999'))).toMatchObject({
			code: 'JDE_DOCUMENT_NOT_FOUND',
			category: 'reference',
		});
		expect(failureOf(await get('4711'))).toMatchObject({
			code: 'JDE_DOCUMENT_KEY',
			message: "'Voucher Key' is not the key of a voucher: '4711'",
		});
		expect(failureOf(await get(openKey, { companies: '99999' })).message).toMatch(/left out: company 000/);
	});

	it.each([' ', 'PE', 'PV, PE'])('is not looked for among documents of type %p', async (documentTypes) => {
		expect(failureOf(await get(openKey, { documentTypes }))).toMatchObject({
			code: 'JDE_DOCUMENT_TYPES',
			category: 'configuration',
		});
	});

	it.each(['F0411.AG', 'F0411.POST', 'F0911.AA', 'F0414.PAAP', 'F0413.VDGJ'])(
		'is not read where security hides %s',
		async (column) => {
			ais.simulator!.users[0]!.security.hiddenColumns = [column];
			const failure = failureOf(await get(paidKey));
			expect(failure).toMatchObject({ code: 'JDE_COLUMN_MISSING', category: 'permission' });
			expect(failure.message).toContain(column);
		},
	);
});

describe('a voucher has changed', () => {
	beforeEach(() => ais.simulator!.clock.advance(DAY_MS));

	it.each(['F0411', 'F0911', 'F0414'])('when a row of %s was touched, and comes once', async (table) => {
		expect(await changed()).toEqual([]);
		const { KCO, DCT, DOC } = itemsOf(paidKey)[0]!;
		expect(tables().update(table, { KCO: KCO!, DCT: DCT!, DOC: DOC! }, {})).toBeGreaterThan(0);
		expect(await changed()).toEqual([paidKey]);
	});

	it('when only the header of its payment was, as by posting or voiding it', async () => {
		const { PYID } = company.tables.F0414!.find((row) => keyOf(row) === paidKey)!;
		tables().update('F0413', { PYID: PYID! }, { VDGJ: tomorrow.replaceAll('-', '') });
		const touched = company.tables.F0414!.filter((row) => row.PYID === PYID).map(keyOf);
		expect(await changed()).toEqual([...new Set(touched)].sort());
		const voucher = await get(paidKey);
		expect((voucher.payments as IDataObject[])[0]).toMatchObject({ voided: true });
	});

	it('when a change of type PE was entered for it', async () => {
		tables().insert('F0411', { ...open, DCT: 'PE', UPMJ: tomorrow.replaceAll('-', '') });
		expect(await changed()).toEqual([openKey]);
	});

	it('and another with its number in another company has not', async () => {
		tables().insert('F0411', { ...open, KCO: '00099', CO: '00099' }, { stamp: false });
		tables().update('F0411', { KCO: open.KCO!, DOC: open.DOC! }, {});
		expect(await changed()).toEqual([openKey]);
	});

	it('or not, where it is asked for by key', async () => {
		expect(await changed({ options: { voucherKeys: `${paidKey}, 00001-PV-99999999` } })).toEqual([paidKey]);
	});

	it('stays out of scope even where it is asked for by key; the day of the go-live itself is in', async () => {
		const day = String((await get(openKey)).glDate);
		const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
		const asked = async (options: IDataObject) =>
			await changed({ options: { voucherKeys: openKey, ...options } });
		expect(await asked({ documentsSince: day, documentTypes: 'PV' })).toEqual([openKey]);
		expect([await asked({ documentsSince: next }), await asked({ documentTypes: 'PD' })]).toEqual([[], []]);
	});
});

describe('a chunk of vouchers', () => {
	it.each([1, 13])('of %i at a time gives the same as one read, in order, each once', async (limit) => {
		// Two companies share a number: no chunk may skip or repeat one of them.
		const [first] = F0411 as [Row];
		tables().insert('F0411', { ...first, KCO: '00099', CO: '00099' });
		tables().insert('F0411', { ...first, KCO: '00000', CO: '00000' });
		const whole = (await all()).map(({ key }) => key);
		const seen: unknown[] = [];
		let startAfter = '';
		do {
			const [report, ...vouchers] = await ais.run('voucher', 'getChanged', {
				returnAll: false,
				limit,
				options: { startAfter, reportChunk: true },
			});
			seen.push(...vouchers.map(({ key }) => key));
			expect(vouchers.length).toBeLessThanOrEqual(limit);
			startAfter = String((report!.chunk as IDataObject).next ?? '');
		} while (startAfter !== '' && (limit > 1 || seen.length < 12));
		expect(seen).toEqual(limit > 1 ? whole : whole.slice(0, 12));
		expect(whole).toHaveLength(keys.length + 2);
	});

	it('counts documents of other types that are named for it, and builds none of them', async () => {
		ais.simulator!.clock.advance(DAY_MS);
		const options = { documentTypes: 'PD', countedTypes: 'pm = manual payment; PX' };
		const types = { PM: 'manual payment', PX: 'document type PX' };
		const [moved] = keys.filter((key) => itemsOf(key).every(({ DCT, CO }) => DCT === 'PV' && CO === '00001'));
		const { KCO, DOC } = itemsOf(moved!)[0]!;
		for (const DCT of Object.keys(types)) {
			tables().insert('F0411', { ...itemsOf(moved!)[0]!, DCT, UPMJ: tomorrow.replace(/-/g, '') });
		}
		const items = await ais.run('voucher', 'getChanged', {
			changedSince: tomorrow,
			options: { ...options, reportChunk: true },
		});
		const { outOfScope } = items.at(-1)!.chunk as { outOfScope: IDataObject[] };
		expect(items).toHaveLength(1);
		expect(outOfScope).toEqual(
			Object.entries(types).map(([type, reason]) => ({ key: `${KCO}-${type}-${DOC}`, outOfScope: reason })),
		);
		const others = await ais.run('voucher', 'getChanged', {
			changedSince: tomorrow,
			options: { ...options, companies: '99999', reportChunk: true },
		});
		const reasons = (others.at(-1)!.chunk as { outOfScope: IDataObject[] }).outOfScope;
		expect(new Set(reasons.map((one) => one.outOfScope))).toEqual(new Set(['company 00001']));
	});

	it('reports what was left out, with the reason', async () => {
		const [report, ...vouchers] = await ais.run('voucher', 'getChanged', {
			changedSince: '2024-01-01',
			options: { companies: '00001', documentsSince: '2026-10-01', reportChunk: true },
		});
		const { outOfScope } = report!.chunk as { outOfScope: IDataObject[] };
		expect(new Set(vouchers.map(({ company: one }) => one))).toEqual(new Set(['00001']));
		const reasons = new Set(outOfScope.map((one) => one.outOfScope));
		expect(reasons).toEqual(new Set(['company 00070', 'company 00200', 'before 2026-10-01']));
		expect(vouchers.length + outOfScope.length).toBe(keys.length);
	});
});
