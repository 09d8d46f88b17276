import { createHash } from 'node:crypto';

type Json = Record<string, unknown>;

export interface NodeOptions {
	position: [number, number];
	/** shown beside the node on the canvas */
	notes?: string;
	onError?: 'continueErrorOutput' | 'continueRegularOutput';
	alwaysOutputData?: boolean;
	executeOnce?: boolean;
	/** shipped switched off, for the site to choose */
	disabled?: boolean;
}

interface TemplateNode extends Json {
	name: string;
}

/**
 * Composes a workflow as n8n exports it, without what an import drops anyway: settings, credentials and ids of the
 * instance. Node ids are derived from names, so that building twice gives the same file.
 */
export class Template {
	private readonly nodes: TemplateNode[] = [];
	private readonly connections: Record<string, { main: Array<Array<Json>> }> = {};

	constructor(private readonly name: string) {}

	node(name: string, type: string, typeVersion: number, parameters: Json, options: NodeOptions): void {
		if (this.nodes.some((known) => known.name === name)) throw new Error(`two nodes are named '${name}'`);
		const { position, notes, ...flags } = options;
		this.nodes.push({
			parameters,
			id: this.id(name),
			name,
			type,
			typeVersion,
			position,
			...flags,
			...(notes ? { notes, notesInFlow: true } : {}),
		});
	}

	/** A framed, titled group, or a piece of advice. Colours are n8n's numbers, 1 to 7. */
	sticky(
		name: string,
		content: string,
		frame: { x: number; y: number; width: number; height: number; color: number },
	): void {
		const { x, y, width, height, color } = frame;
		this.node(name, 'n8n-nodes-base.stickyNote', 1, { content, height, width, color }, { position: [x, y] });
	}

	/** Joins nodes into a chain. */
	chain(...names: string[]): void {
		for (let i = 1; i < names.length; i += 1) this.connect(names[i - 1], names[i]);
	}

	connect(from: string, to: string, { output = 0, input = 0 } = {}): void {
		for (const name of [from, to]) {
			if (!this.nodes.some((known) => known.name === name)) throw new Error(`no node is named '${name}'`);
		}
		const { main } = (this.connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output].push({ node: to, type: 'main', index: input });
	}

	/** Takes a connection back, where a flow puts a step of its own in between. */
	disconnect(from: string, to: string): void {
		const { main } = this.connections[from];
		this.connections[from].main = main.map((targets) => targets.filter(({ node }) => node !== to));
	}

	toJson(): Json {
		return { name: this.name, nodes: this.nodes, connections: this.connections, pinData: {} };
	}

	private id(name: string): string {
		const hex = createHash('sha256').update(`${this.name}/${name}`).digest('hex');
		return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
			'-',
		);
	}
}
