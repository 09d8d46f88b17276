import type { IDataObject } from 'n8n-workflow';

import * as limiter from '../../../lib/request/limiter';
import { expectationsOf } from '../../simulators/sample/index.cts';
import { expectedSuppliers, text, type ExpectedSupplier } from '../../workflows/expected.cts';
import { shownSupplier } from '../../workflows/shown.cts';
import { PaperSite, type PaperRun } from './paperSite.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let paper: PaperSite;
let present: Set<string>;
let expected: Map<string, ExpectedSupplier>;
let suppliers: PaperRun;

beforeAll(async () => {
	paper = await PaperSite.start({ vouchers: 40, orders: 20 });
	present = new Set(paper.coupa.store.all('suppliers').map(({ number }) => text(number)));
	expected = expectedSuppliers(paper.company, paper.company.today);
	suppliers = await paper.run('suppliers');
});
afterAll(async () => await paper.stop());

const inCoupa = (number: string) => paper.coupa.store.find('suppliers', { number }) as IDataObject;

describe('the flow of suppliers', () => {
	it('brings each with mailing name, address in force, allowed tax id and a remit-to address for each payee', () => {
		expect(expected.size).toBeGreaterThan(50);
		for (const { nameIsShared, hasOrderHold, ...wanted } of expected.values()) {
			const is = shownSupplier(paper.coupa, wanted.number);
			const suffixed = `${wanted.name} (${wanted.number})`;
			const name = nameIsShared && is?.name === suffixed ? suffixed : wanted.name;
			const keepsTerm = wanted.paymentTerm === '' && present.has(wanted.number);
			const paymentTerm = keepsTerm ? (is?.paymentTerm ?? '') : wanted.paymentTerm;
			const status = hasOrderHold ? is?.status : 'active';
			expect({ ...is, remitTo: {} }).toEqual({
				...{ ...wanted, name, paymentTerm, status, remitTo: {}, onHold: hasOrderHold },
			});
			expect(is?.remitTo).toMatchObject(wanted.remitTo);
		}
	});

	it('sends no supplier on hold as active', () => {
		const held = [...expected.values()].filter(({ hasOrderHold }) => hasOrderHold);
		expect(held.length).toBeGreaterThan(0);
		for (const { number } of held) {
			expect(suppliers.outcomes.get(number)!.changes).not.toContainEqual(
				expect.objectContaining({ path: 'status', after: 'active' }),
			);
		}
	});

	it('leaves out employees, customers and tax authorities, and counts them by their search type', () => {
		const { outOfScope } = expectationsOf(paper.company.tables, paper.company.today);
		expect([...suppliers.outOfScope.keys()].sort()).toEqual(outOfScope.map(String).sort());
	});

	it('leaves to Coupa what it owns after the creation', async () => {
		const [{ number }] = [...expected.values()].filter((one) => !present.has(one.number)) as [
			ExpectedSupplier,
		];
		const { id } = inCoupa(number);
		paper.coupa.store.update('suppliers', Number(id), {
			'po-method': 'email',
			'po-email': 'orders@example.com',
			'invoice-matching-level': '2-way',
		});
		paper.writes();
		await paper.run('suppliers');
		expect(paper.writes()).toEqual([]);
		expect(inCoupa(number)).toMatchObject({ 'po-method': 'email', 'invoice-matching-level': '2-way' });
	});

	it('asks Coupa at the rate of a back-fill as long as there is one, and at its own before and after', async () => {
		const shared = jest.spyOn(limiter, 'sharedLimiter');
		const host = new URL(paper.coupa.url).host;
		const rates: number[][] = [];
		for (const requestsPerSecond of [0, 5, 0]) {
			await paper.run('suppliers', { requestsPerSecond });
			const ofCoupa = shared.mock.calls.filter(([name]) => name === host);
			rates.push([...new Set(ofCoupa.map(([, { ceilingPerSecond }]) => ceilingPerSecond))]);
			shared.mockClear();
		}
		shared.mockRestore();
		expect(rates).toEqual([[20], [5], [20]]);
	});
});
