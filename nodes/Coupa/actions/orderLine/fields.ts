import type { INodeProperties } from 'n8n-workflow';

import { failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import { keyText } from '../../model/document';
import { orderLineModel } from '../../model/orderLine';
import { lineIds } from '../../upsert/orderLines';
import type { NamedLine } from '../../upsert/orderLines';
import type { Target } from '../../upsert/find';
import type { TargetFinder } from '../shared/act';
import { identified, locatorFor, withoutList } from '../shared/locator';

const locator = locatorFor({
	displayName: 'Purchase Order Line',
	byKey: 'By PO Number',
	placeholder: 'e.g. 1-OP-123-001',
	hint: "PO number, exactly as in Coupa; the line is named in 'Line Number'",
});

/** Chooses one line: by the number of its order and its own, or by ID. */
export const LINE_LOCATOR: INodeProperties[] = [
	// Thousands of lines have the same number: a list of them helps nobody.
	withoutList(locator),
	{
		displayName: 'Line Number',
		name: 'lineNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1',
		description: 'Number of the line in its order. Not used when chosen by ID.',
	},
];

/** The lines that the items name, by their IDs. */
export const lineTargets: TargetFinder = async (coupa, read, count) => {
	const named = Array.from({ length: count }, (_, i): Settled<Target | NamedLine> => {
		const { mode, value } = read('record', i, {}) as { mode?: string; value?: unknown };
		if (mode === 'id') return identified(read, i, orderLineModel);
		const [order, line] = [keyText(value), keyText(read('lineNumber', i, ''))];
		return order === '' || line === '' ? unnamed(order) : { ok: true, value: { order, line } };
	});
	const lines = named.map((one): Settled<NamedLine> | undefined =>
		one.ok && 'by' in one.value ? undefined : (one as Settled<NamedLine>),
	);
	const ids = await lineIds(
		coupa,
		lines.filter((one) => one !== undefined),
	);
	let next = 0;
	return named.map((one, i): Settled<Target> => {
		if (lines[i] === undefined) return one as Settled<Target>;
		const id = ids[next++];
		return id.ok ? { ok: true, value: { by: 'id', value: id.value } } : id;
	});
};

function unnamed(order: string): Settled<never> {
	const missing = order === '' ? 'Purchase Order Line' : 'Line Number';
	return {
		ok: false,
		failure: failure({
			code: 'COUPA_NO_RECORD_CHOSEN',
			category: 'validation',
			message: `No purchase order line is chosen: '${missing}' is empty`,
			description: 'Give the number of the order and of the line, or the ID of the line',
		}),
	};
}
