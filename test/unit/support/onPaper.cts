import { NodeHelpers, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { Coupa } from '../../../nodes/Coupa/Coupa.node';
import { JdeAis } from '../../../nodes/JdeAis/JdeAis.node';
import { JdeCoupa } from '../../../nodes/JdeCoupa/JdeCoupa.node';
import { templates } from '../../../workflows/source/index.cts';
import { executeFunctions, type FakeOptions } from './executeFunctions.cts';

interface TemplateNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: IDataObject;
	onError?: string;
}

interface TemplateJson {
	nodes: TemplateNode[];
	connections: Record<string, { main: Array<Array<{ node: string; index: number }>> }>;
}

/** How nodes that speak to a system reach it. */
export type Reach = (parameters: FakeOptions) => FakeOptions;

export interface PaperOptions {
	jde: Reach;
	coupa: Reach;
	/** changed in the node 'Settings', as a user would */
	settings?: IDataObject;
	/** items of nodes that are not run, by name: `Plan Step`, `Read State` … */
	given?: Record<string, IDataObject[]>;
}

const NODE_TYPES = {
	jdeAis: { node: new JdeAis(), reach: 'jde' },
	coupa: { node: new Coupa(), reach: 'coupa' },
	jdeCoupa: { node: new JdeCoupa(), reach: undefined },
} as const;

/** What passes items on as they are: the site's own tweaks, of which a template ships none. */
const PASSING = 'n8n-nodes-base.set';
const FIRST_READ = 'n8n-nodes-base.dataTable';

/**
 * The work of a template, node by node and without n8n: our own nodes with the parameters that the template gives them,
 * from the one that reads to the one that writes. Of expressions it knows what the templates use.
 */
export class PaperFlow {
	private readonly template: TemplateJson;

	constructor(
		file: string,
		private readonly options: PaperOptions,
	) {
		this.template = JSON.parse(templates()[file]!) as TemplateJson;
	}

	/** The items on each output of each node that had any input, by name of the node. */
	async run(
		from: string,
		given: Record<string, IDataObject[]> = {},
	): Promise<Record<string, IDataObject[][]>> {
		const known: Record<string, IDataObject[]> = {
			Settings: [this.settings()],
			...this.options.given,
			...given,
		};
		const outputs: Record<string, IDataObject[][]> = {};
		const inputs: Record<string, IDataObject[][]> = { [from]: [[{}]] };
		const waiting = [from];
		while (waiting.length > 0) {
			const node = this.node(waiting.shift()!);
			outputs[node.name] = await this.execute(node, inputs[node.name]!, known);
			known[node.name] = outputs[node.name]!.flat();
			(this.template.connections[node.name]?.main ?? []).forEach((targets, output) => {
				for (const { node: name, index } of targets) {
					const items = outputs[node.name]![output] ?? [];
					if (!this.isWorked(name) || items.length === 0) continue;
					const own = (inputs[name] ??= []);
					own[index] = [...(own[index] ?? []), ...items];
					if (index === 0 && !waiting.includes(name)) waiting.push(name);
				}
			});
		}
		return outputs;
	}

	parameters(name: string): IDataObject {
		return this.node(name).parameters;
	}

	private node(name: string): TemplateNode {
		const found = this.template.nodes.find((node) => node.name === name);
		if (!found) throw new Error(`the template has no node '${name}'`);
		return found;
	}

	private settings(): IDataObject {
		const { assignments } = this.node('Settings').parameters.assignments as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		const own = Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
		return { ...own, ...this.options.settings } as IDataObject;
	}

	private isWorked(name: string): boolean {
		const { type } = this.node(name);
		return type === PASSING || kindOf(type) !== undefined;
	}

	private async execute(
		node: TemplateNode,
		[items = [], ...more]: IDataObject[][],
		known: Record<string, IDataObject[]>,
	): Promise<IDataObject[][]> {
		const kind = kindOf(node.type);
		if (kind === undefined) return [items];
		const { node: type, reach } = NODE_TYPES[kind];
		const { properties } = type.description;
		const parameters = NodeHelpers.getNodeParameters(
			properties,
			node.parameters as never,
			true,
			false,
			{ typeVersion: node.typeVersion },
			type.description,
		) as IDataObject;
		const fake: FakeOptions = {
			parameters: this.ready(parameters, known) as Record<string, unknown>,
			items,
			moreInputs: more.length > 0 ? more : this.besides(node.name, known),
			continueOnFail: node.onError !== undefined,
			node: { name: node.name },
		};
		const context = executeFunctions(reach === undefined ? fake : this.options[reach](fake));
		const outputs = await (type.execute as (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>).call(
			context,
		);
		const plain = outputs.map((one) => one.map(({ json }) => json));
		if (node.onError !== 'continueErrorOutput' || plain.length > 1) return plain;
		// The error output has the input's fields beside the error, as in n8n.
		const failed = outputs[0]!
			.filter(({ json }) => json.error)
			.map(({ json, pairedItem }) => ({ ...items[(pairedItem as { item: number }).item], ...json }));
		return [plain[0]!.filter(({ error }) => !error), failed];
	}

	/** The second input, where a table is read for it. */
	private besides(name: string, known: Record<string, IDataObject[]>): IDataObject[][] {
		const reader = this.template.nodes.find(
			({ name: from, type }) =>
				type === FIRST_READ &&
				this.template.connections[from]?.main.flat().some(({ node, index }) => node === name && index === 1),
		);
		return reader ? [known[reader.name] ?? [{}]] : [];
	}

	/** Expressions as functions of the item. */
	private ready(value: unknown, known: Record<string, IDataObject[]>): unknown {
		if (Array.isArray(value)) return value.map((one) => this.ready(one, known));
		if (value !== null && typeof value === 'object') {
			return Object.fromEntries(
				Object.entries(value).map(([name, inner]) => [name, this.ready(inner, known)]),
			);
		}
		if (typeof value !== 'string' || !value.startsWith('=')) return value;
		const [, code] = /^=\{\{([\s\S]*)\}\}$/.exec(value) ?? [];
		if (code === undefined) throw new Error(`no expression that is known here: ${value}`);
		const $ = (name: string) => {
			const items = known[name] ?? [];
			const wrapped = items.map((json) => ({ json }));
			return {
				isExecuted: items.length > 0,
				all: () => wrapped,
				first: () => wrapped[0],
				last: () => wrapped.at(-1),
			};
		};
		const evaluate = new Function('$', '$json', `return (${code});`) as (...parts: unknown[]) => unknown;
		return (item: IDataObject) => evaluate($, item);
	}
}

function kindOf(type: string): keyof typeof NODE_TYPES | undefined {
	const [name] = type.split('.').slice(-1);
	return type.startsWith('n8n-nodes-jde-coupa.') && Object.hasOwn(NODE_TYPES, name!)
		? (name as keyof typeof NODE_TYPES)
		: undefined;
}
