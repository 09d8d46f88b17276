import type { IDataObject } from 'n8n-workflow';

import { JdeCoupa } from '../../../nodes/JdeCoupa/JdeCoupa.node';
import { executeFunctions, type FakeOptions } from '../support/executeFunctions.cts';

/** Runs the node; a list of items for each of its outputs. */
export async function bridge(
	resource: string,
	operation: string,
	parameters: IDataObject = {},
	more: Partial<FakeOptions> = {},
): Promise<IDataObject[][]> {
	const context = executeFunctions({
		parameters: { resource, operation, ...parameters },
		continueOnFail: true,
		...more,
	});
	const outputs = await new JdeCoupa().execute.call(context);
	return outputs.map((items) => items.map(({ json }) => json));
}

export function failureOf(json: IDataObject | undefined): IDataObject {
	if (!json?.error) throw new Error(`Expected a failure, got ${JSON.stringify(json)}`);
	return json.error as IDataObject;
}
