import type { INodeProperties } from 'n8n-workflow';

import { businessUnitKind } from '../../model/masters/simple';
import { masterMenu, masterOperations } from '../shared/masters';
import type { MasterResource } from '../shared/masters';

const resource: MasterResource<void> = {
	resource: 'businessUnit',
	kind: businessUnitKind,
	plural: 'business units',
	key: {
		displayName: 'Business Unit',
		name: 'businessUnit',
		example: '30',
		description: 'Business unit (F0006.MCU), with or without its leading blanks',
		required: true,
	},
	byCompany: true,
	options: [],
	rulesOf: () => undefined,
};

export const businessUnitOperations = masterOperations(resource);

export const businessUnitDescription: INodeProperties[] = masterMenu(resource, businessUnitOperations);
