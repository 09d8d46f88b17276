import type { IDataObject } from 'n8n-workflow';

import { expectedInvoices, expectedPaid, expectedPayments } from '../../simulators/sample/index.cts';
import { SAMPLE_SITE } from '../../simulators/sample/index.cts';
import type { Row } from '../../simulators/ais/catalogue/index.cts';
import type { Company, Site } from '../../simulators/sample/index.cts';
import { siteOf, wantedInvoices, wantedPayments } from '../../workflows/agreement.cts';
import { shownInvoices, shownPayments } from '../../workflows/shownInvoices.cts';
import { PaperSite, type PaperRun } from './paperSite.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let paper: PaperSite;
let site: Site;
let invoices: PaperRun;
let payments: PaperRun;

beforeAll(async () => {
	paper = await PaperSite.start({ orders: 20, vouchers: 120 }, payOneBeforeGoLive);
	await paper.run('suppliers');
	site = siteOf(paper);
	invoices = await paper.run('apInvoices');
	payments = await paper.run('payments');
});
afterAll(async () => await paper.stop());

/** The voucher is younger: it was paid in advance. */
function payOneBeforeGoLive({ F0413 }: Company['tables']): void {
	const header = F0413!.find(
		({ POST, VDGJ, GLBA }) => POST === 'D' && !VDGJ && GLBA !== SAMPLE_SITE.coupaBankAccounts[0],
	)!;
	header.DMTJ = '20260630';
}

const tables = () => paper.company.tables;
const leftOutFor = (all: ReadonlyMap<string, string>, reason: string) =>
	[...all].filter(([, why]) => why === reason).map(([key]) => key);
const voucherOf = (invoice: IDataObject) =>
	String((invoice['custom-fields'] as IDataObject | null)?.['cf-erp-invoice-number'] ?? '');
const invoiceOf = (key: string) =>
	paper.coupa.store.all('invoices').find((one) => voucherOf(one as IDataObject) === key) as
		IDataObject | undefined;

describe('the flow of invoices', () => {
	it('makes one invoice of each posted voucher in scope: accounts, taxes and totals to the smallest unit', () => {
		const wanted = wantedInvoices(paper, site);
		expect(wanted.size).toBeGreaterThan(50);
		expect(shownInvoices(paper.coupa)).toEqual(wanted);
	});

	it('puts each line on an account of the chart of its company, whatever other charts have the same code', () => {
		const charts = new Map(
			paper.coupa.store
				.all('accounts')
				.map(({ id, 'account-type': chart }) => [id, (chart as IDataObject).name]),
		);
		for (const invoice of paper.coupa.store.all('invoices') as IDataObject[]) {
			if (voucherOf(invoice) === '') continue;
			const lines = invoice['invoice-lines'] as Array<{ account: { id: number } }>;
			expect(new Set(lines.map(({ account }) => charts.get(account.id)))).toEqual(
				new Set([(invoice['account-type'] as IDataObject).name]),
			);
		}
	});

	it('parks what is wrong under its category, and sends nothing of it', () => {
		const { parked } = expectedInvoices(tables(), site);
		const categories = [...invoices.parked].map(([key, { category }]) => [key, category]);
		expect(new Map(categories as Array<[string, string]>)).toEqual(
			new Map([...parked].map(([key, { category }]) => [key, category])),
		);
	});

	it('parks a code that nobody mapped before anything is asked of Coupa', () => {
		const unmapped = [...expectedInvoices(tables(), site).parked].filter(([, { reasons }]) =>
			reasons.some((reason) => reason.startsWith('account ')),
		);
		expect(unmapped.length).toBeGreaterThan(0);
		for (const [key] of unmapped)
			expect(invoices.parked.get(key)).toMatchObject({ code: 'CROSSWALK_MISSING' });
	});

	it.each([
		['own stamp', 'came from Coupa'],
		['unposted', 'not posted'],
		['post error', 'post error'],
		['evaluated receipt', 'evaluated receipt'],
	])('leaves out, counted by reason: %s', (reason, words) => {
		const keys = leftOutFor(expectedInvoices(tables(), site).outOfScope, reason);
		expect(keys.length).toBeGreaterThan(0);
		expect(keys.map((key) => invoices.outOfScope.get(key))).toEqual(keys.map(() => words));
	});
});

describe('what is no supplier invoice', () => {
	const reasonsOf = (column: string, code: string) => {
		const rows = tables().F0411!.filter(
			(row) => row[column] === code && SAMPLE_SITE.companies[String(row.CO)],
		);
		const keys = [...new Set(rows.map(({ KCO, DCT, DOC }) => `${KCO}-${DCT}-${DOC}`))];
		expect(keys.length).toBeGreaterThan(0);
		return [...new Set(keys.map((key) => invoices.outOfScope.get(key)))];
	};

	it.each([
		['DCT', 'PM', 'manual payment'],
		['DCT', 'PX', 'expense'],
		['DCT', 'PR', 'refund'],
		['DCT', 'PI', 'intercompany'],
		['ICUT', 'W', 'logged'],
		// The site did not name it.
		['ICUT', '2', 'batch type 2'],
	])('is counted by what it is: %s %s', (column, code, reason) => {
		expect(reasonsOf(column, code)).toEqual([reason]);
	});

	it('is counted once a run: the flow of payments does not look for it', () => {
		const reasons = [...payments.outOfScope.values()];
		expect(reasons).not.toContain('manual payment');
		expect(reasons).toContain('batch type 2');
	});
});

describe('the flow of payments', () => {
	it('puts every posted payment on its invoice, voids as negative ones', () => {
		const wanted = wantedPayments(paper, site);
		expect(wanted.size).toBeGreaterThan(20);
		expect(shownPayments(paper.coupa)).toEqual(wanted);
	});

	it('leaves out what was paid before the go-live, what is not posted, and what was paid in Coupa', () => {
		const { outOfScope } = expectedPayments(tables(), site);
		const ofInvoices = expectedInvoices(tables(), site).outOfScope;
		const isInScope = (key: string) => [undefined, 'own stamp'].includes(ofInvoices.get(key));
		const vouchersOf = (keys: string[]) => keys.map((key) => /[0-9]{5}-[A-Z]+-[0-9]+/.exec(key)![0]).sort();
		const isWanted = (reason: string) =>
			leftOutFor(outOfScope, reason).filter((key) => !key.endsWith('/void'));
		for (const [reason, words] of [
			['before go-live', `before ${site.goLive}`],
			['unposted', 'payment not posted yet'],
			['reserved account', 'paid in Coupa'],
		]) {
			const wanted = vouchersOf(isWanted(reason!)).filter(isInScope);
			expect(wanted.length).toBeGreaterThan(0);
			expect(vouchersOf(leftOutFor(payments.outOfScope, words!))).toEqual(expect.arrayContaining(wanted));
		}
	});

	it('says paid only of what has nothing open any more', () => {
		const paid = [...expectedPaid(tables(), site)];
		const all = paper.coupa.store.all('invoices') as IDataObject[];
		const isPaid = new Map(all.map((one) => [voucherOf(one), one.paid === true]));
		expect(paid.map(([key]) => [key, isPaid.get(key)])).toEqual(
			paid.map(([key, { paid: wanted }]) => [key, wanted]),
		);
	});

	it('parks the payments of an invoice that Coupa does not have, and looks at them again by itself', () => {
		const { parked } = expectedPayments(tables(), site);
		expect(payments.parked.size).toBe(parked.size);
		const stamped = [...payments.parked].map(([, { details }]) => (details as IDataObject).reason);
		expect(stamped).toContain('waiting-for-invoice');
	});
});

describe('a voucher that changes after it was posted', () => {
	const keyOf = ({ KCO, DCT, DOC }: Row) => [KCO, DCT, DOC].join('-');
	const rowsOf = (table: string, key: string) =>
		paper.ais.simulator!.tables.rows(table).filter((row) => keyOf(row) === key);
	const enter = (table: string, row: Row, more: Row) =>
		paper.ais.simulator!.tables.insert(table, { ...row, ...more });
	const unpaid = () =>
		[...wantedInvoices(paper, site).keys()].filter((key) => {
			const [item, ...others] = rowsOf('F0411', key);
			return others.length === 0 && item!.CRRM !== 'F' && item!.PST === 'A' && Number(item!.AG) > 0;
		});

	it('is voided in Coupa; entered again under its number it becomes a second invoice with a suffix', async () => {
		const [key] = unpaid();
		const { invoiceNumber } = wantedInvoices(paper, site).get(key!)!;
		const [item] = rowsOf('F0411', key!);
		for (const row of rowsOf('F0911', key!)) enter('F0911', row, { DOC: 990_001 });
		enter('F0411', item!, { DOC: 990_001 });
		paper.ais.simulator!.tables.update(
			'F0411',
			{ KCO: item!.KCO, DCT: item!.DCT, DOC: item!.DOC },
			{ VOD: 'V', AAP: 0, PST: 'P' },
		);
		const entered = keyOf({ ...item!, DOC: 990_001 });

		await paper.run('apInvoices', { plan: { keys: [key!] } });
		await paper.run('apInvoices', { plan: { keys: [entered] } });

		expect(invoiceOf(key!)!.status).toBe('voided');
		expect(shownInvoices(paper.coupa).get(entered)).toMatchObject({
			...{ invoiceNumber: `${invoiceNumber}-990001`, status: 'approved' },
		});
	});

	it('by a document PE is taken up, and never lost: the invoice has the new amount, or the voucher is parked', async () => {
		const [, key] = unpaid();
		const [item] = rowsOf('F0411', key!);
		const line = rowsOf('F0911', key!).find(({ LT }) => LT === 'AA')!;
		enter('F0411', item!, { DCT: 'PE', AG: 10, AAP: 10, ATXN: 10, ATXA: 0, STAM: 0 });
		enter('F0911', line, { DCT: 'PE', AA: 10, JELN: 90 });

		const totalOf = () => Number(invoiceOf(key!)!['total-with-taxes']);
		const before = totalOf();
		const { parked } = await paper.run('apInvoices', { plan: { keys: [key!] } });

		expect(parked.has(key!) ? before + 10 : totalOf()).toBe(before + 10);
	});
});

describe('a currency that set-up has not proved', () => {
	it('posts neither invoices nor payments: not even those of a voucher that came from Coupa', async () => {
		paper.writes();
		const later = await paper.run('apInvoices', { currencies: 'KWD' });
		const paid = await paper.run('payments', { currencies: 'KWD' });
		const yen = [...wantedInvoices(paper, site)].filter(([, { currency }]) => currency === 'JPY');
		expect(yen.length).toBeGreaterThan(0);
		for (const [key] of yen) expect(later.parked.get(key)).toMatchObject({ code: 'CURRENCY_NOT_PROVED' });
		const paidInYen = [...paid.parked].filter(([, { code }]) => code === 'CURRENCY_NOT_PROVED');
		expect(paidInYen.length).toBeGreaterThan(0);
		expect(paper.writes()).toEqual([]);
	});
});

describe('a company that the calendar holds', () => {
	it('waits, each record by itself, while the others go on', async () => {
		paper.writes();
		const held = [{ company: '00070', reason: 'frozen until Monday', until: '' }];
		const runs = [await paper.run('apInvoices', { held }), await paper.run('payments', { held })];
		for (const { parked, outcomes } of runs) {
			const waiting = [...parked].filter(([, { code }]) => code === 'COMPANY_HELD');
			expect(waiting.length).toBeGreaterThan(0);
			expect(waiting.every(([key]) => key.startsWith('00070-'))).toBe(true);
			expect([...outcomes.keys()].filter((key) => key.startsWith('00070-'))).toEqual([]);
			expect(outcomes.size).toBeGreaterThan(0);
		}
		expect(paper.writes()).toEqual([]);
	});
});

it('second runs write nothing', async () => {
	paper.writes();
	await paper.run('apInvoices');
	await paper.run('payments');
	expect(paper.writes()).toEqual([]);
});
