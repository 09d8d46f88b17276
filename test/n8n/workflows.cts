import { asImported, assignCredentials, type DescriptionOf } from './editorImport.cts';
import { until } from './poll.cts';
import type { Session } from './session.cts';
import { listens, triggerAddresses, type TriggerAddress } from './triggers.cts';
import type { INodeTypeDescription, SavedCredential, SavedWorkflow, WorkflowJson } from './types.cts';

interface PublicationStatus {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	liveVersionId: string | null;
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

export interface ImportedWorkflow {
	id: string;
	versionId: string;
}

/** The descriptions of all node types, fetched once for a session. */
export async function nodeTypes(session: Session): Promise<DescriptionOf> {
	const all = await session.get<INodeTypeDescription[]>('/types/nodes.json');
	const byName = new Map<string, INodeTypeDescription[]>();
	for (const each of all) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
	return ({ type, typeVersion }) =>
		byName.get(type)?.find(({ version }) => [version].flat().includes(typeVersion)) ?? byName.get(type)?.[0];
}

export function workflowCalls(session: Session) {
	let types: Promise<DescriptionOf> | undefined;
	const describe = async () => await (types ??= nodeTypes(session));

	async function getWorkflow(id: string): Promise<SavedWorkflow> {
		return await session.get<SavedWorkflow>(`/rest/workflows/${id}`);
	}

	async function triggersOf(id: string): Promise<TriggerAddress[]> {
		return triggerAddresses(await getWorkflow(id), await describe());
	}

	async function settled(id: string): Promise<PublicationStatus> {
		return await until(`publication of workflow ${id} to settle`, async () => {
			const now = await session.get<PublicationStatus>(`/rest/workflows/${id}/publication-status`);
			return now.status === 'in_progress' ? undefined : now;
		});
	}

	return {
		describe,
		getWorkflow,
		triggersOf,

		/** Imports a file as the editor does; see `asImported` for what is lost. The result is not published. */
		async importWorkflow(
			file: WorkflowJson,
			{ credentials = true, name = file.name ?? 'Imported' } = {},
		): Promise<ImportedWorkflow> {
			const description = await describe();
			const workflow = asImported(file, description);
			if (credentials) {
				const available = await session.get<SavedCredential[]>('/rest/credentials');
				assignCredentials(workflow.nodes, description, available);
			}
			const saved = await session.post<SavedWorkflow>('/rest/workflows', {
				...workflow,
				name,
				// What the editor gives a workflow that was never set up otherwise.
				settings: { executionOrder: 'v1', binaryMode: 'separate' },
				projectId: await session.personalProject(),
			});
			return { id: saved.id, versionId: saved.versionId };
		},

		/** Edits the canvas. A published workflow goes on running its published version until `publish`. */
		async saveWorkflow(id: string, mutate: (workflow: SavedWorkflow) => void): Promise<ImportedWorkflow> {
			const workflow = await getWorkflow(id);
			mutate(workflow);
			const { name, nodes, connections, nodeGroups, pinData, settings } = workflow;
			const saved = await session.patch<SavedWorkflow>(`/rest/workflows/${id}`, {
				...{ name, nodes, connections, nodeGroups, pinData, settings },
			});
			return { id, versionId: saved.versionId };
		},

		/** Publishes what is on the canvas and returns when it is live: n8n answers long before. */
		async publish(id: string): Promise<SavedWorkflow> {
			const { versionId } = await getWorkflow(id);
			const published = await session.post<SavedWorkflow>(`/rest/workflows/${id}/activate`, { versionId });
			const { triggers } = await settled(id);
			const failed = triggers.filter(({ status }) => status === 'failed');
			if (failed.length > 0) {
				const said = failed.map(({ errorMessage }) => errorMessage).join('; ');
				throw new Error(`Workflow '${published.name}' was not published: ${said}`);
			}
			for (const { live, method } of await triggersOf(id)) {
				await until(`${method} /${live} to be listened to`, async () =>
					(await listens(session.url, live, method)) ? true : undefined,
				);
			}
			return await getWorkflow(id);
		},

		async unpublish(id: string): Promise<void> {
			await session.post(`/rest/workflows/${id}/deactivate`);
			await settled(id);
		},

		/** n8n deletes archived workflows only. */
		async deleteWorkflow(id: string): Promise<void> {
			await session.post(`/rest/workflows/${id}/archive`);
			await session.delete(`/rest/workflows/${id}`);
		},

		/** Which credential each node of a workflow uses: node name to type and credential. */
		async credentialsOf(
			id: string,
		): Promise<Record<string, Record<string, { id: string | null; name: string }>>> {
			const { nodes } = await getWorkflow(id);
			return Object.fromEntries(
				nodes.filter((node) => node.credentials).map((node) => [node.name, node.credentials ?? {}]),
			);
		},
	};
}
