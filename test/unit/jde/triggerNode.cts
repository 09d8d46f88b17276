import type { IDataObject } from 'n8n-workflow';

import { JdeAisTrigger } from '../../../nodes/JdeAisTrigger/JdeAisTrigger.node';
import { pollFunctions, type FakePoll } from '../support/pollFunctions.cts';
import type { TestAis } from './aisNode.cts';

/** A trigger node in a workflow: what n8n keeps for it lives as long as this object. */
export class TestTrigger {
	staticData: Record<string, IDataObject> = {};

	constructor(
		private readonly ais: TestAis,
		private readonly parameters: IDataObject,
	) {}

	async poll(more: Partial<FakePoll> = {}): Promise<IDataObject[]> {
		const inner = this.ais.context('', '', this.parameters);
		const context = pollFunctions(inner, { staticData: this.staticData, ...more });
		const items = await new JdeAisTrigger().poll.call(context);
		return (items?.[0] ?? []).map(({ json }) => json);
	}

	/** n8n writes static data into its database as JSON. */
	restart(): void {
		this.staticData = JSON.parse(JSON.stringify(this.staticData)) as Record<string, IDataObject>;
	}
}
