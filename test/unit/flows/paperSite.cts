import type { IDataObject } from 'n8n-workflow';

import { sampleCompany, sampleCoupa, sampleCrosswalk, SAMPLE_SITE } from '../../simulators/sample/index.cts';
import { SITE_SETTINGS } from '../../simulators/sample/settings.cts';
import type { Company, CrosswalkRow } from '../../simulators/sample/index.cts';
import type { CoupaSimulator, Values } from '../../simulators/coupa/index.cts';
import { SimulatedCoupa } from '../coupa/simulatedCoupa.cts';
import { TestAis } from '../jde/aisNode.cts';
import { PaperFlow } from '../support/onPaper.cts';

/** Each flow with the node that its work begins with. */
const FLOWS = {
	suppliers: { file: 'suppliers.json', reads: 'Get Suppliers' },
	purchaseOrders: { file: 'purchase-orders.json', reads: 'Get Purchase Orders' },
	apInvoices: { file: 'ap-invoices.json', reads: 'Get Vouchers' },
	payments: { file: 'payments.json', reads: 'Get Vouchers' },
} as const;
export type PaperFlowName = keyof typeof FLOWS;

export interface PaperRun {
	/** what was written or found unchanged: outcomes by key of the record */
	outcomes: Map<string, IDataObject>;
	/** failures by the key that they have, in whichever step they came up */
	parked: Map<string, IDataObject>;
	/** reasons by key */
	outOfScope: Map<string, string>;
}

export interface PaperRunOptions {
	settings?: IDataObject;
	crosswalk?: readonly CrosswalkRow[];
	/** of the step's plan, such as keys asked for */
	plan?: IDataObject;
	/** currencies that set-up has proved */
	currencies?: string;
	held?: IDataObject[];
	/** the share of Coupa's rate that a back-fill has, 0 while there is none */
	requestsPerSecond?: number;
}

/** Charts of accounts may have the same codes: what names none of them would be posted anywhere. */
function withCodesTwice(data: Record<string, Values[]>): Record<string, Values[]> {
	const [own, other] = Object.values(SAMPLE_SITE.companies);
	const chartOf = (account: Values) => (account['account-type'] as Values | undefined)?.name;
	const copies = data.accounts!.filter((account) => chartOf(account) === own);
	return {
		...data,
		// In front, where whoever asks for the code alone finds them first.
		accounts: [
			...copies.map((one) => ({ ...one, 'account-type': { name: other } as Values })),
			...data.accounts!,
		],
	};
}

/** The sample company, an empty Coupa, and the flows of the templates between them, without n8n. */
export class PaperSite {
	private constructor(
		readonly company: Company,
		readonly ais: TestAis,
		private readonly node: SimulatedCoupa,
		private readonly connectedTo: string,
	) {}

	/** @param change of the rows in JD Edwards, before anything runs */
	static async start(
		sizes: { seed?: number; suppliers?: number; orders?: number; vouchers?: number } = {},
		change: (tables: Company['tables']) => void = () => {},
	): Promise<PaperSite> {
		const company = sampleCompany({ seed: 1, suppliers: 60, ...sizes });
		change(company.tables);
		// First, because both nodes live by its clock.
		const node = await SimulatedCoupa.start({ data: withCodesTwice(sampleCoupa(company)) });
		const ais = await TestAis.start({ company });
		const [server] = await ais.run('session', 'getServerTime');
		return new PaperSite(company, ais, node, String(server!.connectedTo));
	}

	get coupa(): CoupaSimulator {
		return this.node.coupa;
	}

	async run(
		flow: PaperFlowName,
		{
			settings,
			crosswalk,
			plan,
			currencies = 'JPY, KWD',
			held = [],
			requestsPerSecond = 0,
		}: PaperRunOptions = {},
	): Promise<PaperRun> {
		const { file, reads } = FLOWS[flow];
		const template = new PaperFlow(file, {
			jde: (options) => this.ais.reach(options),
			coupa: (options) => this.node.reach(options),
			settings: { ...SITE_SETTINGS[flow], chunkSize: 100_000, ...settings },
		});
		const rows = crosswalk ?? sampleCrosswalk(this.company);
		const outputs = await template.run(reads, {
			'Plan Step': [
				{
					...{ dryRun: false, frozen: '', keys: [], cursor: '', since: '', until: '', totals: '{}' },
					...{ leaseUntil: '2999-01-01T00:00:00.000Z', maximumAmount: '', maximumWrites: 0 },
					...{ jdeConnection: this.connectedTo, coupaHost: new URL(this.coupa.url).host },
					...plan,
				},
			],
			'Read State': [{ currencies, requests_per_second: requestsPerSecond }],
			'Read Crosswalk': rows.map((row) => ({ ...row })),
			'Check Close Calendar': [{ verdict: 'due', held }],
		});
		const all = Object.values(outputs).flat(2);
		const failed = all.filter(({ error }) => error);
		const done = all.filter(({ record }) => record);
		const unread = all.flatMap(
			({ chunk }) => ((chunk as IDataObject | undefined)?.outOfScope ?? []) as IDataObject[],
		);
		// What has refused parts alone is in Coupa all the same.
		const isLeftOut = ({ action, refused }: IDataObject) => action === 'skipped' && refused === undefined;
		const keyOf = ({ record }: IDataObject) => String((record as IDataObject).key);
		return {
			outcomes: new Map(
				done.filter((outcome) => !isLeftOut(outcome)).map((outcome) => [keyOf(outcome), outcome]),
			),
			parked: new Map(
				failed.map((item) => [String(item.key ?? item.number ?? ''), item.error as IDataObject]),
			),
			outOfScope: new Map([
				...unread.map(({ key, number, outOfScope }): [string, string] => [
					String(key ?? number),
					String(outOfScope),
				]),
				...done
					.filter(isLeftOut)
					.map((outcome): [string, string] => [keyOf(outcome), String(outcome.reason ?? 'not in Coupa')]),
			]),
		};
	}

	/** Calls of Coupa that write anything, since the last time it was asked. */
	writes(): string[] {
		const written = this.coupa.ledger.exchanges.filter(
			({ method, path }) => method !== 'GET' && path.startsWith('/api/'),
		);
		this.coupa.ledger.clear();
		return written.map(({ method, path }) => `${method} ${path}`);
	}

	async stop(): Promise<void> {
		await this.ais.stop();
		await this.coupa.stop();
	}
}
