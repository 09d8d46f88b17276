import type { IDataObject } from 'n8n-workflow';

import { sourceStamp } from '../runRows';
import { text } from '../text';

/** A row that a person closed, and the state of the source document that this spoke of. */
export interface SettledRow {
	key?: unknown;
	status?: unknown;
	closed_by?: unknown;
	source_stamp?: unknown;
}

const REASONS: Record<string, string> = { linked: 'linked by a person', dismissed: 'dismissed by a person' };

/**
 * Why a document is left alone: a person settled its parked record, and it has not changed since. Undefined for all
 * others. Changes are read with an overlap, so the same state of a document comes again in later runs.
 */
export function settledReason(
	document: IDataObject,
	row: SettledRow | undefined,
	stampField: string,
): string | undefined {
	const reason = REASONS[text(row?.status)];
	// A run closes records too, of documents that went out of scope.
	if (row === undefined || reason === undefined || /^(run |$)/.test(text(row.closed_by))) return undefined;
	return text(row.source_stamp) === sourceStamp(document, stampField) ? reason : undefined;
}
