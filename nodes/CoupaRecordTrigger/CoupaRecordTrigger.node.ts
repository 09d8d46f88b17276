import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { pollFor } from '../../lib/node/poll';
import { MORE_FIELDS } from './fields';
import { newRecords, newestRecords } from './poll';
import { RESOURCE_OPTIONS } from './resources';

export class CoupaRecordTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Coupa Record Trigger',
		name: 'coupaRecordTrigger',
		icon: { light: 'file:../Coupa/coupa.svg', dark: 'file:../Coupa/coupa.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] + ": " + $parameter["resource"] }}',
		description: 'Starts the workflow when records in Coupa are new, changed or not yet exported',
		defaults: { name: 'Coupa Record Trigger' },
		usableAsTool: undefined,
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'coupaOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Record Created',
						value: 'created',
						description: 'A record that did not exist before, once',
					},
					{
						name: 'Record Created or Updated',
						value: 'updated',
						description: 'A record that is new or in another state than before, once for each state',
					},
					{
						name: 'Record Not Yet Exported',
						value: 'notExported',
						description: 'A record that is not marked as exported, once for each state',
					},
				],
				default: 'updated',
				description: 'What starts the workflow',
			},
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: RESOURCE_OPTIONS,
				default: 'invoice',
				description: 'Whose records are watched',
			},
			...MORE_FIELDS,
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const isTest = this.getMode() === 'manual';
		return await pollFor(this, async () => await (isTest ? newestRecords(this) : newRecords(this)));
	}
}
