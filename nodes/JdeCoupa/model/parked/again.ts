import type { IDataObject } from 'n8n-workflow';

import { text } from '../text';
import type { EarlierRow } from '../runRows';

/** Columns that say why a record is parked. */
const REASON = ['code', 'message'];
/** Columns that say what it is about, on which a person decides. */
const DOCUMENT = ['source_stamp', 'wanted', 'company', 'amount', 'currency'];

export interface Asked {
	runId: string;
	/** records that the step was asked for by key */
	keys: readonly string[];
	/** whether it was asked by a replay, whatever the run that parked them */
	isReplay: boolean;
}

/**
 * What is written of a record that cannot be posted. The overlap reads many a record again that stands parked for the
 * very same reason: of these only what has changed in the document is written, and undefined says that nothing has. The
 * run that parked it has told of it, and its Retry is still to find it.
 */
export function rowToWrite(
	row: IDataObject,
	before: EarlierRow | undefined,
	{ runId, keys, isReplay }: Asked,
): IDataObject | undefined {
	const isAsked = keys.includes(text(row.key));
	if (before !== undefined && !isAsked && isSame(REASON, before, row)) {
		if (isSame(DOCUMENT, before, row)) return undefined;
		return { ...row, run_id: text(before.run_id), replay: text(before.replay) || row.replay };
	}
	return {
		...row,
		// A run tells of a record with its last step; if it is stopped before that, the next run does.
		replay: row.reason === '' && !isAsked ? 'yes' : row.replay,
		// A replay cannot be retried by n8n: the run that parked the record can.
		run_id: (isReplay && text(before?.run_id)) || runId,
	};
}

function isSame(columns: readonly string[], a: EarlierRow, b: EarlierRow): boolean {
	return columns.every((column) => text(a[column]) === text(b[column]));
}
