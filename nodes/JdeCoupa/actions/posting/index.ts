import type { INodeProperties } from 'n8n-workflow';

import * as chooseDocuments from './chooseDocuments.operation';
import * as planPosting from './planPosting.operation';

export { chooseDocuments, planPosting };

export const postingDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['posting'] } },
		options: [
			{
				name: 'Choose Documents',
				value: 'chooseDocuments',
				action: 'Choose documents to post',
				description: 'Say what a chunk reads from Coupa: the inbox, what changed, or everything young enough',
			},
			{
				name: 'Plan Posting',
				value: 'planPosting',
				action: 'Plan posting of invoices',
				description:
					'Compare invoices of Coupa with the AP ledger and say which orchestration to call for each, if any',
			},
		],
		default: 'planPosting',
	},
	...chooseDocuments.description,
	...planPosting.description,
];
