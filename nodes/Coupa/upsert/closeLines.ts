import type { Change } from '../../../lib/diff';
import type { Settled } from '../../../lib/failure';
import type { RefusedPart } from '../../../lib/outcome';
import { keyText } from '../model/document';
import { wasRefused } from '../transport/failures';
import { actOnce } from './actOnce';
import type { Tally } from './createOnce';
import { pathOf, statusShown, stillOpen } from './lines';
import type { LineClose, Plan } from './types';
import type { Writing } from './writeRecord';

const FIELDS = JSON.stringify(['id', 'line_num', 'order_header_number', 'status']);

/**
 * Closes the lines that are not wanted any more and that Coupa keeps, one after the other. What counts is the status
 * that Coupa shows afterwards.
 * @param changes gets what was closed, also where a failure ends it
 */
export async function closeLines(
	{ coupa, model, before }: Writing,
	{ key: order, closes }: Plan,
	changes: Change[],
	tally: Tally,
): Promise<Settled<RefusedPart[]>> {
	const refused: RefusedPart[] = [];
	for (const close of closes) {
		const collection = model.lines!;
		const { action, key, line } = close;
		const acting = { coupa, model: collection.softClose!.model, action, fields: FIELDS, before };
		const named = { ...line, 'line-num': key, 'order-header-number': order };
		const answer = await actOnce(acting, named, {}, tally);
		if (!answer.ok) {
			if (!wasRefused(answer.failure)) return answer;
			const says = ((answer.failure.details.says ?? []) as string[]).join('; ');
			refused.push(stillOpen(collection, close, `. Coupa says: ${says}`));
		} else if (action.isDone?.(answer.value)) {
			changes.push(closed(collection.attribute, close, keyText(answer.value.status)));
		} else refused.push(stillOpen(collection, close, `: ${statusShown(answer.value)}`));
	}
	return { ok: true, value: refused };
}

/** What a dry run says of it. */
export function plannedCloses({ model }: Writing, { closes }: Plan): Change[] {
	return closes.map((close) => closed(model.lines!.attribute, close, close.action.path));
}

function closed(attribute: string, { key, line }: LineClose, after: string): Change {
	return { path: `${pathOf({ attribute }, key)}.status`, before: line.status ?? null, after };
}
