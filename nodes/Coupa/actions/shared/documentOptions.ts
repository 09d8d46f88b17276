import type { INodeProperties } from 'n8n-workflow';

import type { ResourceModel } from '../../model/resource';
import { MARK_EXPORTED } from '../../upsert/afterwards';

export const OWN_MARK_OPTION: INodeProperties = {
	displayName: 'Own Mark',
	name: 'ownMark',
	type: 'string',
	default: '',
	placeholder: 'e.g. custom-fields.cf-erp-invoice-number',
	description:
		'Attribute that names the source document. A record of the same number with another mark is reported and not touched; if it is voided, the number gets a suffix.',
};

export const RECORD_KEY_OPTION: INodeProperties = {
	displayName: 'Record Key',
	name: 'recordKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. 00001-PV-123456',
	description: 'Key of the record in the source system, for the outcome; empty takes that of Coupa',
};

type Choice = { name: string; value: string; description: string };

const KEEP: Choice = {
	name: 'Keep as It Is',
	value: 'keep',
	description: "Write nothing of the document, do only what 'Afterwards' says, skip what Coupa does not have",
};

/** Creation or change can be switched off. */
export function contentOption(...more: Choice[]): INodeProperties {
	const choices = [
		{ name: 'Change Only', value: 'change', description: 'Skip what Coupa does not have' },
		{ name: 'Create Only', value: 'create', description: 'Skip what Coupa has already' },
		...more,
		{ name: 'Write', value: 'write', description: 'Create what is missing, change what differs' },
	];
	return {
		displayName: 'Content',
		name: 'content',
		type: 'options',
		options: choices,
		default: 'write',
		description: 'How much of the document is written',
	};
}

/** What a document goes through besides being written, for resources that have such steps. */
export function documentOptions({ actions = {}, type }: ResourceModel): INodeProperties[] {
	const steps = [...Object.keys(actions), MARK_EXPORTED].map((value) => ({
		name: titled(value),
		value,
		description: `Do this to the ${type} after the write, unless it is done already`,
	}));
	return [
		{
			displayName: 'Afterwards',
			name: 'afterwards',
			type: 'multiOptions',
			options: steps.sort((a, b) => a.name.localeCompare(b.name)),
			default: [],
			description:
				'What is done once the document is as it should be, in the order chosen. A step that was done before is not repeated, so an interrupted write goes on where it stopped.',
		},
		contentOption(KEEP),
		OWN_MARK_OPTION,
		RECORD_KEY_OPTION,
	];
}

/** `issueWithoutSending` is shown as `Issue Without Sending`. */
function titled(name: string): string {
	const words = name.replace(/[A-Z]/g, (letter) => ` ${letter}`).replace(' Or ', ' or ');
	return words[0].toUpperCase() + words.slice(1);
}
