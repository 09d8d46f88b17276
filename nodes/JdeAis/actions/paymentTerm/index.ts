import type { INodeProperties } from 'n8n-workflow';

import { paymentTermKind } from '../../model/masters/simple';
import { masterMenu, masterOperations } from '../shared/masters';
import type { MasterResource } from '../shared/masters';

const resource: MasterResource<void> = {
	resource: 'paymentTerm',
	kind: paymentTermKind,
	plural: 'payment terms',
	key: {
		displayName: 'Payment Term',
		name: 'paymentTerm',
		example: 'N30',
		description: 'Payment terms code (F0014.PTC); empty is the blank code, which is a term like any other',
		required: false,
	},
	byCompany: false,
	options: [],
	rulesOf: () => undefined,
};

export const paymentTermOperations = masterOperations(resource);

export const paymentTermDescription: INodeProperties[] = masterMenu(resource, paymentTermOperations);
