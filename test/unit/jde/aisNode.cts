import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { JdeAisApi } from '../../../credentials/JdeAisApi.credentials';
import { JdeAis } from '../../../nodes/JdeAis/JdeAis.node';
import { aisFor, type Ais } from '../../../nodes/JdeAis/transport/connection';
import { startAisSimulator, type AisOptions, type AisSimulator } from '../../simulators/ais/index.cts';
import { sampleCompany, type Company } from '../../simulators/sample/index.cts';
import { executeFunctions, type FakeOptions } from '../support/executeFunctions.cts';
import { preAuthentication } from '../support/preAuthentication.cts';

export const PASSWORD = 'sesame-one';

/** Built once: a simulator copies the rows, so tests cannot disturb each other. */
export const company: Company = sampleCompany({ seed: 7, suppliers: 60 });

/** The credential as it stands in n8n's database, before the first sign-on. */
export function credential(url: string, own: IDataObject = {}): IDataObject {
	return {
		serverUrl: url,
		username: 'N8N',
		password: PASSWORD,
		environment: 'JDV920',
		role: '*ALL',
		deviceName: 'n8n',
		signOnWith: 'body',
		ignoreSslIssues: false,
		sessionToken: '',
		sessionOwner: '',
		userDateFormat: '',
		userDecimalSign: '',
		sessionEnvironment: '',
		sessionRole: '',
		...own,
	};
}

const DEFAULTS: Record<string, IDataObject> = {
	'supplier.getAll': { returnAll: true },
	'supplier.getChanged': { returnAll: true, changedSince: '', changedUntil: '', overlapDays: 0 },
	...Object.fromEntries(
		['voucher', 'payment', 'purchaseOrder', 'table'].flatMap((resource) => [
			[`${resource}.getAll`, { returnAll: true }],
			[`${resource}.getChanged`, { returnAll: true, changedSince: '', changedUntil: '', overlapDays: 0 }],
		]),
	),
	...Object.fromEntries(
		['account', 'businessUnit', 'company', 'paymentTerm'].map((one) => [
			`${one}.getAll`,
			{ returnAll: true },
		]),
	),
	'table.getAll': { returnAll: true, match: 'MATCH_ALL', conditions: {} },
	'table.aggregate': { match: 'MATCH_ALL', conditions: {}, figures: {}, groupBy: '', having: {} },
	'table.count': { match: 'MATCH_ALL', conditions: {} },
};

/** An AIS simulator, and n8n with one credential that leads to it. */
export class TestAis {
	private constructor(
		readonly simulator: AisSimulator | undefined,
		readonly stored: IDataObject,
	) {}

	static async start(options: Partial<AisOptions> = {}, own: IDataObject = {}): Promise<TestAis> {
		const simulator = await startAisSimulator({ company, ...options });
		return new TestAis(simulator, credential(simulator.url, own));
	}

	/** Where nothing of JD Edwards answers. */
	static at(url: string): TestAis {
		return new TestAis(undefined, credential(url));
	}

	context(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		more: Partial<FakeOptions> = {},
	) {
		const preset = { resource, operation, options: {}, ...DEFAULTS[`${resource}.${operation}`] };
		return executeFunctions(
			this.reach({ continueOnFail: true, ...more, parameters: { ...preset, ...parameters } }),
		);
	}

	/** The same node with this credential. */
	reach(options: FakeOptions): FakeOptions {
		const { stored } = this;
		return {
			// A copy for each reader, as from the database.
			credentials: {
				get jdeAisApi() {
					return { ...stored };
				},
			},
			sendWithCredential: preAuthentication(new JdeAisApi(), stored),
			...options,
			node: { credentials: { jdeAisApi: { id: 'credential-1', name: 'JDE' } }, ...options.node },
		};
	}

	async run(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		more: Partial<FakeOptions> = {},
	): Promise<IDataObject[]> {
		return (await this.runItems(resource, operation, parameters, more)).map(({ json }) => json);
	}

	async runItems(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		more: Partial<FakeOptions> = {},
	): Promise<INodeExecutionData[]> {
		const [items] = await new JdeAis().execute.call(this.context(resource, operation, parameters, more));
		return items!;
	}

	/** A connection as an operation makes it; every call stands for an execution of its own. */
	async connect(options: IDataObject = {}): Promise<Ais> {
		return await aisFor(this.context('session', 'validate', { options }));
	}

	get signOns(): number {
		return this.simulator!.ledger.count('POST', /\/v2\/tokenrequest$/);
	}

	get logOuts(): number {
		return this.simulator!.ledger.count('POST', /\/logout$/);
	}

	async stop(): Promise<void> {
		await this.simulator?.stop();
	}
}

export function failureOf(json: IDataObject | undefined): IDataObject {
	if (!json?.error) throw new Error(`Expected a failure, got ${JSON.stringify(json)?.slice(0, 300)}`);
	return json.error as IDataObject;
}

export const f0401 = {
	method: 'POST',
	path: '/v2/dataservice',
	effect: 'repeatable',
	what: 'table F0401',
} as const;
export const browse = (table: string) => ({
	targetName: table,
	targetType: 'table',
	dataServiceType: 'BROWSE',
	findOnEntry: 'TRUE',
	maxPageSize: '2',
});
