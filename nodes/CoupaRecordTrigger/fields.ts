import type { INodeProperties } from 'n8n-workflow';

import { PATH_PARAMETER } from '../Coupa/actions/anyResource/fields';
import { FILTERS_PARAMETER, READ_OPTIONS } from '../Coupa/actions/shared/read';
import { optionsCollection } from '../Coupa/actions/shared/shown';

export type TriggerEvent = 'created' | 'notExported' | 'updated';

export const DEFAULT_LIMIT = 500;
export const DEFAULT_OVERLAP_MINUTES = 5;

/** Behind 'Trigger On' and 'Resource'. */
export const MORE_FIELDS: INodeProperties[] = [
	{ ...PATH_PARAMETER, displayOptions: { show: { resource: ['anyResource'] } } },
	FILTERS_PARAMETER,
	optionsCollection([
		...READ_OPTIONS,
		{
			displayName: 'Max Records per Run',
			name: 'maxRecords',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 500,
			description: 'How many records start one execution at most; the next poll goes on with the rest',
		},
		{
			displayName: 'Overlap (Minutes)',
			name: 'overlapMinutes',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 5,
			description:
				'Time before the last record that is read again, because clocks differ and Coupa stores some changes late. What was already given in the same state is left out. Not used for records not yet exported.',
		},
		{
			displayName: 'Start From',
			name: 'startFrom',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-01-31T00:00:00Z',
			description:
				'Time from which records are given when the trigger starts for the first time; empty gives only what comes from then on. Not used for records not yet exported: all of them are given.',
		},
	]),
];
