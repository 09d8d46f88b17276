import type { INodeProperties } from 'n8n-workflow';

/** Chooses a record that has no key but Coupa's own. */
export function idLocator(displayName: string): INodeProperties {
	return {
		displayName,
		name: 'record',
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		required: true,
		description: `${displayName} to work on`,
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 83',
				hint: "Coupa's own ID of the record",
			},
		],
	};
}
