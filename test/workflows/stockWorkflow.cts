import type { INode, WorkflowJson } from '../n8n/n8n.cts';

/**
 * The shape of our templates in stock nodes: a trigger calls the workflow itself, and the called branch reads a Data
 * Table and fails while the row says so. As a file it carries what an import has to drop.
 */
export function stockWorkflow(tableId: string): WorkflowJson {
	const table = { __rl: true, mode: 'id', value: tableId };
	const keyIs = (value: string) => ({ conditions: [{ keyName: 'key', condition: 'eq', keyValue: value }] });
	const nodes = [
		node('Start', 'manualTrigger', 1, {}),
		node(
			'Event',
			'webhook',
			2.1,
			{ httpMethod: 'POST', path: '', responseMode: 'onReceived', authentication: 'basicAuth' },
			'stale-webhook-id',
		),
		node('Form', 'formTrigger', 2.3, {
			formTitle: 'Replay',
			formFields: {
				values: [
					{ fieldLabel: 'Key', fieldType: 'text' },
					{ fieldLabel: 'Count', fieldType: 'number' },
				],
			},
		}),
		node('Look', 'set', 3.4, assign({ active: '={{ $workflow.active }}', mode: '={{ $execution.mode }}' })),
		node('Call Self', 'executeWorkflow', 1.2, {
			workflowId: { __rl: true, mode: 'id', value: '={{ $workflow.id }}' },
			workflowInputs: {
				mappingMode: 'defineBelow',
				value: { step: 'chunk' },
				matchingColumns: [],
				schema: [],
			},
			options: {},
		}),
		node('When Called', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }),
		node('Read Row', 'dataTable', 1.1, {
			...{ resource: 'row', operation: 'get', dataTableId: table, matchType: 'allConditions' },
			filters: keyIs('A-1'),
		}),
		node('Fail While Asked', 'stopAndError', 1, { errorMessage: '1 record is parked' }),
		node('Is Broken', 'if', 2.2, {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
				conditions: [
					{
						id: 'broken',
						leftValue: '={{ $json.broken }}',
						rightValue: '',
						operator: { type: 'boolean', operation: 'true', singleValue: true },
					},
				],
				combinator: 'and',
			},
			options: {},
		}),
		node('Mark Read', 'dataTable', 1.1, {
			...{ resource: 'row', operation: 'update', dataTableId: table, matchType: 'allConditions' },
			filters: keyIs('A-1'),
			columns: { mappingMode: 'defineBelow', value: { note: 'read' }, matchingColumns: [], schema: [] },
			options: {},
		}),
	];
	return {
		id: 'id-of-the-file',
		name: 'Harness: stock workflow',
		active: true,
		versionId: 'version-of-the-file',
		meta: { instanceId: 'instance-of-the-file' },
		settings: { timezone: 'Asia/Tokyo', saveDataSuccessExecution: 'none' },
		tags: [],
		nodes,
		connections: {
			...chain('Start', 'Look'),
			...chain('Event', 'Look'),
			...chain('Form', 'Look'),
			...chain('Look', 'Call Self'),
			...chain('When Called', 'Read Row'),
			...chain('Read Row', 'Is Broken'),
			'Is Broken': { main: [[to('Fail While Asked')], [to('Mark Read')]] },
		},
	};
}

export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INode['parameters'],
	webhookId?: string,
): INode {
	const position: [number, number] = [0, 0];
	const credentials = { staleApi: { id: 'credential-of-the-file', name: 'Stale' } };
	return {
		...{
			id: `id of ${name}`,
			name,
			type: `n8n-nodes-base.${type}`,
			typeVersion,
			position,
			parameters,
			credentials,
		},
		...(webhookId ? { webhookId } : {}),
	};
}

export function assign(values: Record<string, string>): INode['parameters'] {
	const assignments = Object.entries(values).map(([name, value]) => ({
		id: name,
		name,
		value,
		type: 'string',
	}));
	return { mode: 'manual', assignments: { assignments }, includeOtherFields: true, options: {} };
}

export function to(name: string) {
	return { node: name, type: 'main' as const, index: 0 };
}

export function chain(from: string, ...next: string[]): WorkflowJson['connections'] {
	return { [from]: { main: [next.map(to)] } };
}
