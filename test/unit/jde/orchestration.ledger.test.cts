import type { IDataObject } from 'n8n-workflow';

import { checkLedger } from '../../simulators/ais/accounting/index.cts';
import { TestAis, company, failureOf } from './aisNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

const SUPPLIER = Number(company.tables.F0401!.find(({ AN8R }) => AN8R === 0)!.AN8);

const voucher = (more: IDataObject = {}): IDataObject => ({
	Company: '00001',
	Supplier: String(SUPPLIER),
	InvoiceNumber: 'N8N-1',
	InvoiceDate: '2026-11-20',
	GLDate: '2026-11-20',
	GrossAmount: '110.00',
	PaymentTerms: 'N30',
	PayStatus: 'C',
	OriginStamp: 'C4711',
	PayItems: [{ GrossAmount: '60.00' }, { GrossAmount: '50.00' }],
	GLDistribution: [{ Account: '30.8605', Amount: '110.00', Explanation: 'Paper' }],
	...more,
});

describe.each(['JDE Standard', 'Generic'] as const)(
	'the orchestrations into the AP ledger, %s',
	(inputFormat) => {
		let ais: TestAis;
		beforeEach(async () => (ais = await TestAis.start({ accounting: { inputFormat } })));
		afterEach(async () => await ais.stop());

		const run = async (orchestration: string, inputs: IDataObject): Promise<IDataObject> => {
			const parameters = { orchestration, inputsAs: 'json', inputsJson: JSON.stringify(inputs) };
			const [result] = await ais.run('orchestration', 'run', parameters);
			return result!;
		};
		const entered = () =>
			ais.simulator!.ledger.effects.filter(({ kind }) => kind === 'voucher.entered').length;
		const mine = () => checkLedger(ais.simulator!.tables, { vouchers: ({ URRF }) => URRF === 'C4711' });

		it('are found with their rows, and their outputs lead to the voucher by its stamp', async () => {
			const outputs = await run('CoupaEnterVoucher', voucher());
			expect(outputs).toMatchObject({ DocumentCompany: '00001', DocumentType: 'PV', BatchType: 'V' });
			const [row, ...more] = await ais.run('table', 'getAll', {
				table: { __rl: true, mode: 'name', value: 'F0411' },
				conditions: { condition: [{ column: 'URRF', operator: 'EQUAL', value: 'C4711' }] },
			});
			expect([row?.DOC, row?.PST, more.length, mine()]).toEqual([outputs.DocumentNumber, 'C', 1, []]);
		});

		it('a refused voucher fails with the words of the form, and nothing is entered', async () => {
			const failure = failureOf(await run('CoupaEnterVoucher', voucher({ GLDate: '2026-09-30' })));
			expect(JSON.stringify(failure)).toContain('PBCO');
			expect(entered()).toBe(0);
		});

		it('a lost answer is an unknown outcome: it is not tried again', async () => {
			ais.simulator!.faults.add({
				name: 'lost',
				path: /CoupaEnterVoucher$/,
				method: 'POST',
				effect: { dropAfter: true },
			});
			const failure = failureOf(await run('CoupaEnterVoucher', voucher()));
			expect([failure.category, entered(), ais.simulator!.faults.fired('lost')]).toEqual([
				'unknown-outcome',
				1,
				1,
			]);
		});

		it('is not run once its time is over', async () => {
			const run = async (doNotRunAfter: string) => {
				const options = { doNotRunAfter };
				const inputsJson = JSON.stringify(voucher());
				const orchestration = 'CoupaEnterVoucher';
				const [result] = await ais.run('orchestration', 'run', {
					...{ orchestration, inputsAs: 'json', inputsJson, options },
				});
				return result!;
			};

			for (const over of ['2020-01-01T00:00:00Z', '']) {
				expect([failureOf(await run(over)).code, entered()]).toEqual(['JDE_LEASE_ENDED', 0]);
			}
			expect([(await run('2999-01-01T00:00:00Z')).DocumentType, entered()]).toEqual(['PV', 1]);
		});

		it('a step that was left undone is no success', async () => {
			ais.simulator!.accounting.interrupt('enterVoucher', { answer: 'continued' });
			const failure = failureOf(await run('CoupaEnterVoucher', voucher()));
			expect([failure.category, entered(), ais.simulator!.accounting.interrupted]).toEqual([
				'unknown-outcome',
				1,
				1,
			]);
			expect(JSON.stringify(failure)).toContain('Stamp pay items');
		});
	},
);
