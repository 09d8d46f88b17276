import type { IExecuteFunctions } from 'n8n-workflow';

import { parameterReader } from '../../../lib/node/parameters';
import { executeFunctions } from '../support/executeFunctions.cts';

/** A reader, and the list of evaluations it asked n8n for. */
function reader(parameters: Record<string, unknown>) {
	const context = executeFunctions({ parameters, items: [{ n: 'a' }, { n: 'b' }] });
	const evaluations: string[] = [];
	const counting = {
		getNode: context.getNode,
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown) => {
			evaluations.push(`${name} ${itemIndex}`);
			return context.getNodeParameter(name, itemIndex, fallback);
		},
	} as Pick<IExecuteFunctions, 'getNode' | 'getNodeParameter'>;
	return { read: parameterReader(counting), evaluations };
}

describe('reading parameters', () => {
	it('evaluates a constant once for all items', () => {
		const { read, evaluations } = reader({ table: 'F0101', options: { pageSize: 5 } });
		expect([0, 1, 1].map((i) => [read('table', i), read('options.pageSize', i)])).toEqual([
			['F0101', 5],
			['F0101', 5],
			['F0101', 5],
		]);
		expect(evaluations).toEqual(['table 0', 'options.pageSize 0']);
	});

	it('evaluates an expression for each item, however deep it stands', () => {
		const number = (item: { n?: unknown }) => `<${String(item.n)}>`;
		const { read } = reader({ plain: number, list: { rows: [{ value: number }] } });
		expect([0, 1].map((i) => read('plain', i))).toEqual(['<a>', '<b>']);
		expect([0, 1].map((i) => read('list', i))).toEqual([
			{ rows: [{ value: '<a>' }] },
			{ rows: [{ value: '<b>' }] },
		]);
	});

	it('keeps constants apart by name and falls back where a parameter is not stored', () => {
		const { read } = reader({ a: 1, b: 2 });
		expect([read('a', 0), read('b', 0), read('c', 0, 'none'), read('a', 1)]).toEqual([1, 2, 'none', 1]);
	});
});
