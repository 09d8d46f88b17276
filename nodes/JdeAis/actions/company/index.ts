import type { INodeProperties } from 'n8n-workflow';

import { companyKind } from '../../model/masters/company';
import type { CompanyRules } from '../../model/masters/company';
import { dayOf } from '../shared/manyFields';
import { masterMenu, masterOperations } from '../shared/masters';
import type { MasterResource } from '../shared/masters';

const resource: MasterResource<CompanyRules> = {
	resource: 'company',
	kind: companyKind,
	plural: 'companies',
	key: {
		displayName: 'Company',
		name: 'company',
		example: '00001',
		description: 'Company (F0010.CO), with or without its leading zeros',
		required: true,
	},
	byCompany: true,
	options: [
		{
			displayName: 'Check Date',
			name: 'checkDate',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-01-31',
			description: 'Day to check against the open A/P periods, the current one and the next',
		},
	],
	rulesOf(options) {
		const date = String(options.checkDate ?? '').trim();
		return { date: date === '' ? '' : dayOf(date, 'Check Date') };
	},
};

export const companyOperations = masterOperations(resource);

export const companyDescription: INodeProperties[] = masterMenu(resource, companyOperations);
