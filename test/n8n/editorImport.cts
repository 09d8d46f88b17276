import { randomUUID } from 'node:crypto';

import { plainRequire } from './plainRequire.cts';

import type { INode, INodeTypeDescription, SavedCredential, WorkflowJson } from './types.cts';

// n8n's own rules of what is shown, and where a trigger listens.
const { NodeHelpers } = plainRequire('n8n-workflow') as typeof import('n8n-workflow');

const FORM_TRIGGER = 'n8n-nodes-base.formTrigger';
/** The trigger types whose empty path the editor fills with the webhook id. */
const PATH_TYPES = ['n8n-nodes-base.webhook', FORM_TRIGGER];
/** The editor never chooses a credential for these by itself. */
const NEVER_ASSIGNED = ['n8n-nodes-base.httpRequest', 'n8n-nodes-base.httpRequestTool'];

export type DescriptionOf = (node: Pick<INode, 'type' | 'typeVersion'>) => INodeTypeDescription | undefined;

/**
 * What is left of a file after the editor's import: name, nodes, connections, groups and pinned data. Settings, meta,
 * tags, ids and credentials do not survive. A webhook id does, except on a Form Trigger, where it
 * is drawn anew; a file without webhook ids gets them. Compared with an import by hand: `harness.test.cts`.
 */
export function asImported(file: WorkflowJson, describe: DescriptionOf): WorkflowJson {
	const { name, connections, pinData, nodeGroups } = structuredClone(file);
	const newIds = new Map<string, string>();
	const nodes = file.nodes.map((original) => {
		const node = freshNode(original, describe(original));
		if (original.id) newIds.set(original.id, node.id);
		return node;
	});
	return {
		name,
		nodes,
		connections,
		...(pinData ? { pinData } : {}),
		...(nodeGroups
			? {
					nodeGroups: nodeGroups.map((group) => ({
						...group,
						nodeIds: group.nodeIds.map((id) => newIds.get(id) ?? id),
					})),
				}
			: {}),
	};
}

function freshNode(original: INode, description: INodeTypeDescription | undefined): INode {
	const node: INode = { ...structuredClone(original), id: randomUUID() };
	const oldWebhookId = node.webhookId;
	delete node.credentials;
	delete node.webhookId;
	if (description?.webhooks?.length) {
		const isKept = oldWebhookId !== undefined && node.type !== FORM_TRIGGER;
		node.webhookId = isKept ? oldWebhookId : randomUUID();
		moveToNewPath(node, oldWebhookId);
	}
	return node;
}

/** A path that was the webhook id follows it; a path that somebody chose stays. */
function moveToNewPath(node: INode, oldWebhookId: string | undefined): void {
	const { parameters, webhookId } = node;
	const options = parameters.options;
	const isOld = (path: unknown) => oldWebhookId !== undefined && path === oldWebhookId;
	if (isOld(parameters.path)) parameters.path = webhookId;
	else if (options && typeof options === 'object' && 'path' in options && isOld(options.path)) {
		options.path = webhookId;
	}
	if (PATH_TYPES.includes(node.type) && parameters.path === '') parameters.path = webhookId;
}

/** The most recently updated credential that fits, for every node without one, disabled nodes included. */
export function assignCredentials(
	nodes: INode[],
	describe: DescriptionOf,
	available: SavedCredential[],
): void {
	const newestFirst = [...available].sort((one, other) => other.updatedAt.localeCompare(one.updatedAt));
	for (const node of nodes) {
		if (NEVER_ASSIGNED.includes(node.type) || Object.keys(node.credentials ?? {}).length > 0) continue;
		const wanted = credentialTypes(node, describe(node));
		// One per node, also where two are shown: the editor takes the newest of all that are shown.
		const newest = newestFirst.find(({ type }) => wanted.has(type));
		if (newest) node.credentials = { [newest.type]: { id: newest.id, name: newest.name } };
	}
}

/** What the node asks for as it is set, defaults included. */
export function credentialTypes(node: INode, description: INodeTypeDescription | undefined): Set<string> {
	if (!description) return new Set();
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	const resolved = { ...node, parameters: parameters ?? node.parameters };
	const shown = (description.credentials ?? []).filter((credential) =>
		NodeHelpers.displayParameter(resolved.parameters, credential, resolved, description),
	);
	return new Set(shown.map(({ name }) => name));
}
