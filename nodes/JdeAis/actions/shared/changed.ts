import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { askedWindow, limitOf } from './manyFields';
import type { AskedWindow } from './manyFields';

/** What was read of a window: documents, and what the report on the chunk says besides its times. */
export interface ChangedChunk {
	documents: IDataObject[];
	/** where the next chunk starts, null at the end */
	next: string | null;
	/** documents left out: key and reason; for tables there is no such thing */
	outOfScope?: IDataObject[];
}

/**
 * Get Changed: reads a chunk of the window that the parameters ask for, and puts the report before the documents if it
 * is wanted.
 * @param clock the JDE server's own time, asked for only where it is needed
 */
export async function changedItems(
	context: IExecuteFunctions,
	itemIndex: number,
	clock: () => Promise<string>,
	read: (asked: AskedWindow, limit: number) => Promise<ChangedChunk>,
): Promise<IDataObject[]> {
	const asked = await askedWindow(context, itemIndex, clock);
	const { documents, ...report } = await read(asked, limitOf(context, itemIndex));
	const { since, until } = asked;
	const isReported = context.getNodeParameter('options.reportChunk', itemIndex, false) === true;
	return isReported ? [{ chunk: { since, until, ...report } }, ...documents] : documents;
}
