import type { IDataObject, IExecuteFunctions, IPollFunctions } from 'n8n-workflow';

export interface FakePoll {
	/** n8n's static data of the workflow: `node:<name>` and `global`; kept between polls */
	staticData: Record<string, IDataObject>;
	mode?: 'trigger' | 'manual';
	/** milliseconds that n8n grants the poll */
	budgetMs?: number;
	name?: string;
}

/** A poll's context around that of an execution: parameters without an item, static data, a budget. */
export function pollFunctions(inner: IExecuteFunctions, poll: FakePoll): IPollFunctions {
	const { staticData, mode = 'trigger', budgetMs = 300_000, name = 'JDE AIS Trigger' } = poll;
	return {
		...inner,
		getNode: () => ({ ...inner.getNode(), name }),
		getMode: () => mode,
		getActivationMode: () => 'activate',
		getWorkflow: () => ({ id: 'workflow-1', name: 'Workflow', active: true }),
		getPollBudgetMs: () => budgetMs,
		getNodeParameter: (parameter: string, fallback?: unknown) =>
			inner.getNodeParameter(parameter, 0, fallback as never),
		getWorkflowStaticData: (type: string) => {
			const key = type === 'node' ? `node:${name}` : 'global';
			return (staticData[key] ??= {});
		},
		helpers: inner.helpers,
	} as unknown as IPollFunctions;
}
