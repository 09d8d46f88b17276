import type { INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { chosen } from '../../model/parameters';
import { refuseSessionService } from '../../model/servicePath';

export const orchestrationField: INodeProperties = {
	displayName: 'Orchestration',
	name: 'orchestration',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: { show: { resource: ['orchestration'], operation: ['get', 'run'] } },
	description: 'The orchestration, chosen from those that the user of the credential may see',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchOrchestrations', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. PostVoucher',
			hint: 'Upper and lower case count',
		},
	],
};

/** The name in the locator. @throws Failed where it is empty, or not that of an orchestration */
export function orchestrationIn(locator: unknown): string {
	const name = chosen(locator);
	refuseSessionService(name);
	// A dot alone would be a way up in the path of the service.
	if (/[^.]/.test(name)) return name;
	return fail({
		code: 'JDE_ORCHESTRATION_MISSING',
		category: 'validation',
		message: "'Orchestration' is empty",
		description: 'Choose one from the list or enter its name',
	});
}
