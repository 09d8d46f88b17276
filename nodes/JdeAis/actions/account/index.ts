import type { INodeProperties } from 'n8n-workflow';

import { accountKind } from '../../model/masters/simple';
import { masterMenu, masterOperations } from '../shared/masters';
import type { MasterResource } from '../shared/masters';

const resource: MasterResource<void> = {
	resource: 'account',
	kind: accountKind,
	plural: 'accounts',
	key: {
		displayName: 'Account',
		name: 'account',
		example: '30.8605',
		description: 'Account ID (F0901.AID), or business unit, object and subsidiary joined by points',
		required: true,
	},
	byCompany: true,
	options: [],
	rulesOf: () => undefined,
};

export const accountOperations = masterOperations(resource);

export const accountDescription: INodeProperties[] = masterMenu(resource, accountOperations);
