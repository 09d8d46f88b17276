import { sampleCompany } from '../../sample/index.cts';
import type { AccountingOptions } from './accounting.cts';
import type { Row } from '../catalogue/index.cts';
import { startAisSimulator, type AisSimulator } from '../index.cts';
import { TestClient, type Answer } from '../testClient.cts';
import { CONTRACTS, type Task } from './contract.cts';

export type Sent = Record<string, string | Array<Record<string, string>>>;

/** A company at work: a supplier and accounts of company 00001, and the seven orchestrations called over HTTP. */
export class TestBooks {
	private constructor(
		readonly ais: AisSimulator,
		private readonly client: TestClient,
		/** paid in its own name */
		readonly supplier: number,
	) {}

	static async start(accounting: AccountingOptions = {}): Promise<TestBooks> {
		const company = sampleCompany({ seed: 1, suppliers: 60 });
		const ais = await startAisSimulator({ company, accounting });
		const client = new TestClient(ais);
		await client.signOn();
		const supplier = company.tables.F0401.find(({ AN8R, TRAP }) => AN8R === 0 && TRAP === 'N30');
		return new TestBooks(ais, client, Number(supplier?.AN8));
	}

	/** Calls in the JDE Standard format. */
	call(task: Task, sent: Sent, name = CONTRACTS[task].name): Promise<Answer> {
		const pairs = (row: object) =>
			Object.entries(row).map(([key, value]) => ({ name: key, value: value as string }));
		const scalars = Object.fromEntries(Object.entries(sent).filter(([, value]) => typeof value === 'string'));
		const arrays = Object.entries(sent).filter(([, value]) => Array.isArray(value)) as Array<
			[string, object[]]
		>;
		const detailInputs = arrays.map(([key, rows]) => ({
			name: key,
			repeatingInputs: rows.map((row) => ({ inputs: pairs(row) })),
		}));
		const body = { inputs: pairs(scalars), detailInputs };
		return this.client.send('POST', `/jderest/v3/orchestrator/${name}`, body, { headers: this.client.auth });
	}

	/** Calls, and fails unless all of it was done. @returns the outputs */
	async done(task: Task, sent: Sent): Promise<Record<string, string | number>> {
		const { status, text, json } = await this.call(task, sent);
		if (status !== 200 || json.continuedOnError) throw new Error(text);
		return json;
	}

	/** Tomorrow has come, and the session of today has ended. */
	async nextDay(): Promise<void> {
		this.ais.clock.advance(86_400_000);
		await this.client.signOn();
	}

	/** The refusal in words, or what was answered instead. */
	async refusal(task: Task, sent: Sent): Promise<string> {
		const { status, json, text } = await this.call(task, sent);
		if (status !== 500) return `${status} ${text}`;
		const [form] = Object.values(json.message) as Array<{ errors: Array<{ DESC: string }> }>;
		return form.errors[0].DESC;
	}

	voucher(more: Sent = {}): Sent {
		return {
			Company: '00001',
			Supplier: String(this.supplier),
			InvoiceNumber: 'INV-1',
			InvoiceDate: '2026-11-20',
			GLDate: '2026-11-20',
			Currency: 'USD',
			GrossAmount: '110.00',
			PayStatus: 'C',
			OriginStamp: 'C1',
			PayItems: [{ GrossAmount: '60.00' }, { GrossAmount: '50.00', DueDate: '2027-01-31' }],
			GLDistribution: [
				{ Account: '30.8605', Amount: '100.00', Explanation: 'Paper' },
				{ Account: '30.6110', Amount: '10.00' },
			],
			...more,
		};
	}

	async entered(more: Sent = {}): Promise<{ key: Sent; text: string; batch: number }> {
		return keyOf(await this.done('enterVoucher', this.voucher(more)));
	}

	/** An order of 10 at 5.00 each and a lump sum of 200.00; four and then three of the ten have come. */
	order(more: Row = {}): { match(...lines: Array<Record<string, string>>): Sent } {
		const { tables } = this.ais;
		const key: Row = { KCOO: '00001', DOCO: 990, DCTO: 'OP', SFXO: '000' };
		const own: Row = { ...key, AN8: this.supplier, CRCD: 'USD', CRRM: 'D', ...more };
		const account = tables.find('F0901', { CO: '00001', OBJ: '6110' });
		const line: Row = { ...own, AID: account?.AID ?? '', OBJ: '6110', NXTR: '400', LTTR: '280', AVCH: 'N' };
		tables.insert('F4301', own);
		tables.insert('F4311', {
			...line,
			LNID: 1,
			UORG: 10,
			UREC: 7,
			UOPN: 3,
			UOM: 'EA',
			AEXP: 50,
			AREC: 35,
			AOPN: 15,
		});
		tables.insert('F4311', { ...line, LNID: 2, LNTY: 'J', AEXP: 200, AOPN: 200 });
		tables.insert('F4311', { ...line, LNID: 3, UORG: 6, UOPN: 6, UOM: 'EA', AEXP: 12, AOPN: 12 });
		for (const [DOC, UREC] of [
			[7001, 4],
			[7002, 3],
		]) {
			const receipt: Row = {
				...key,
				MATC: '1',
				LNID: 1,
				NLIN: 1,
				DOC,
				DCT: 'OV',
				KCO: '00001',
				AN8: this.supplier,
			};
			tables.insert('F43121', { ...receipt, UREC, UOPN: UREC, AREC: UREC * 5, AOPN: UREC * 5 });
		}
		return {
			match: (...lines) => ({
				Company: '00001',
				Supplier: String(this.supplier),
				InvoiceNumber: 'INV-9',
				InvoiceDate: '2026-11-20',
				GLDate: '2026-11-20',
				GrossAmount: String(
					lines.reduce((sum, { Amount, TaxAmount = 0 }) => sum + Number(Amount) + Number(TaxAmount), 0),
				),
				OriginStamp: 'C9',
				PayStatus: 'C',
				OrderLines: lines.map((one) => ({
					OrderCompany: '00001',
					OrderType: 'OP',
					OrderNumber: '990',
					...one,
				})),
			}),
		};
	}

	payment(more: Sent = {}): Sent {
		return {
			BankAccount: '00011199',
			PaymentNumber: '880001',
			PaymentDate: '2026-11-21',
			Payee: String(this.supplier),
			Currency: 'USD',
			OriginStamp: 'C77',
			...more,
		};
	}

	items(text: string): Row[] {
		const [KCO, DCT, DOC] = text.split('-');
		return this.ais.tables
			.rows('F0411')
			.filter((row) => row.KCO === KCO && row.DCT === DCT && row.DOC === Number(DOC));
	}

	/** Effects of a kind, without sign-ons. */
	count(kind: string): number {
		return this.ais.ledger.effects.filter((effect) => effect.kind === kind).length;
	}
}

export function keyOf(outputs: Record<string, string | number>): { key: Sent; text: string; batch: number } {
	const { DocumentCompany, DocumentType, DocumentNumber, BatchNumber } = outputs;
	const key = {
		DocumentCompany: String(DocumentCompany),
		DocumentType: String(DocumentType),
		DocumentNumber: String(DocumentNumber),
	};
	return { key, text: Object.values(key).join('-'), batch: Number(BatchNumber) };
}
