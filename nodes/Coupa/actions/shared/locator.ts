import { failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import type { parameterReader } from '../../../../lib/node/parameters';
import { keyText } from '../../model/document';
import type { ResourceModel } from '../../model/resource';

/** Attribute and value by which one record is chosen, from the parameter 'Record' or 'Supplier'. */
export function identified(
	read: ReturnType<typeof parameterReader>,
	itemIndex: number,
	model: ResourceModel,
): Settled<{ by: string; value: string }> {
	const { mode, value } = read('record', itemIndex, {}) as { mode?: string; value?: unknown };
	const by = mode === undefined || mode === 'key' ? model.key : mode;
	const text = keyText(value);
	if (text !== '') return { ok: true, value: { by, value: text } };
	return {
		ok: false,
		failure: failure({
			code: 'COUPA_NO_RECORD_CHOSEN',
			category: 'validation',
			message: `No ${model.type} is chosen: its ${by === 'id' ? 'ID' : `'${by}'`} is empty`,
			description: 'Give the record, or filter out the items without one',
		}),
	};
}
