import { plainRequire } from './plainRequire.cts';

import type { DescriptionOf } from './editorImport.cts';
import { isRecord } from './session.cts';
import type { INode, SavedWorkflow } from './types.cts';

// n8n's own rules of what is shown, and where a trigger listens.
const { NodeHelpers } = plainRequire('n8n-workflow') as typeof import('n8n-workflow');

export interface TriggerAddress {
	node: string;
	method: string;
	/** Below the instance's URL, such as `webhook/<path>`; for a test run `webhook-test/<path>`. */
	live: string;
	test: string;
}

/** Where the enabled webhook and form triggers of a workflow listen. */
export function triggerAddresses(workflow: SavedWorkflow, describe: DescriptionOf): TriggerAddress[] {
	return workflow.nodes
		.filter((node) => node.disabled !== true)
		.flatMap((node) => addressesOf(node, workflow.id, describe));
}

function addressesOf(node: INode, workflowId: string, describe: DescriptionOf): TriggerAddress[] {
	const description = describe(node);
	if (!description?.group.includes('trigger')) return [];
	return (description.webhooks ?? [])
		.filter((webhook) => webhook.restartWebhook !== true)
		.map((webhook) => {
			const isFullPath = webhook.isFullPath === true;
			const path = pathOf(node, webhook.path);
			const at = NodeHelpers.getNodeWebhookPath(workflowId, node, path, isFullPath).replace(/\/$/, '');
			const kind = webhook.nodeType === 'form' ? 'form' : 'webhook';
			return {
				node: node.name,
				method: methodOf(node, webhook.httpMethod),
				live: `${kind}/${at}`,
				test: `${kind}-test/${at}`,
			};
		});
}

/** The stock triggers give the path as an expression over the node's own parameters; all others as plain text. */
function pathOf(node: INode, path: string): string {
	if (!path.startsWith('=')) return path;
	const own = node.parameters.path;
	const options: unknown = node.parameters.options;
	const optional = isRecord(options) ? options.path : undefined;
	return String(own || optional || node.webhookId || '');
}

function methodOf(node: INode, method: string): string {
	if (!method.startsWith('=')) return method;
	const { httpMethod } = node.parameters;
	return typeof httpMethod === 'string' ? httpMethod : 'GET';
}

/** Asks without starting anything: n8n answers a browser's preflight only where a trigger listens. */
export async function listens(url: string, path: string, method: string): Promise<boolean> {
	const response = await fetch(`${url}/${path}`, {
		method: 'OPTIONS',
		headers: { origin: url, 'access-control-request-method': method },
	});
	const methods = response.headers.get('access-control-allow-methods') ?? '';
	return response.status === 204 && methods.split(', ').includes(method);
}
