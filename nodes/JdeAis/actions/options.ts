import type { INodeProperties } from 'n8n-workflow';

const TIMEOUT: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 120,
	description: 'How long to wait for one answer of the AIS Server',
};

const ONLY_CONNECTED_TO: INodeProperties = {
	displayName: 'Only Connected To',
	name: 'onlyConnectedTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. JPD920 at ais.example.com:9300',
	description:
		"JD Edwards environment and AIS host this node may work with, as 'Session: Validate' shows it. The node refuses any other, so that a changed credential cannot mix up test and production.",
};

/** Options of everything that connects to an AIS Server. */
export const CONNECTION_OPTIONS = [ONLY_CONNECTED_TO, TIMEOUT];

/** The Options collection of an operation: its own options and those that all operations share. */
export function optionsOf(
	resource: string,
	operations: string[],
	own: INodeProperties[] = [],
): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { resource: [resource], operation: operations } },
		description: 'Settings that most workflows can leave alone',
		options: [...own, ...CONNECTION_OPTIONS].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
	};
}
