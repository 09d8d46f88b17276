import type { IConnections, IDataObject, INode, INodeTypeDescription, IPinData } from 'n8n-workflow';

/** A workflow as a file holds it. What an import drops is optional here. */
export interface WorkflowJson {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	nodeGroups?: Array<{ id: string; name: string; nodeIds: string[]; [key: string]: unknown }>;
	pinData?: IPinData;
	settings?: IDataObject;
	[key: string]: unknown;
}

/** A workflow as n8n holds it. `activeVersionId` is the published version, `versionId` the one on the canvas. */
export interface SavedWorkflow extends WorkflowJson {
	id: string;
	name: string;
	active: boolean;
	versionId: string;
	activeVersionId: string | null;
}

export interface SavedCredential {
	id: string;
	name: string;
	type: string;
	updatedAt: string;
	data?: IDataObject;
}

export interface Item {
	[key: string]: unknown;
}

export type { IConnections, IDataObject, INode, INodeTypeDescription };
