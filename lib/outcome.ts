import type { IDataObject } from 'n8n-workflow';

import type { Change } from './diff';
import { fingerprint } from './hash';

export type OutcomeAction =
	'created' | 'updated' | 'unchanged' | 'planned-create' | 'planned-update' | 'skipped';

/** A part of a document that the other system would not take, while the rest was written. */
export interface RefusedPart {
	/** `order-lines[3]` */
	path: string;
	what: 'add' | 'change' | 'delete';
	/** of the line: what stays open until a person looks at it */
	quantities: Record<string, unknown>;
	reason: string;
}

/** What a write did to one record. Audit, run reports and tests read nothing else. */
export interface Outcome {
	record: { type: string; key: string };
	action: OutcomeAction;
	target: { system: string; id: string | null; key: string };
	changes: Change[];
	/** only where something was refused */
	refused?: RefusedPart[];
	/** HTTP calls made for this record alone (shared look-ups are not counted) */
	calls: number;
	/** tries of the write, 0 when nothing was written */
	attempts: number;
	/** time spent in back-off */
	waitedMs: number;
	/** ISO 8601, UTC */
	startedAt: string;
	finishedAt: string;
	/** SHA-256 of the wanted document: equal documents have equal fingerprints whatever their key order */
	fingerprint: string;
}

export type OutcomeInput = Omit<Outcome, 'fingerprint'> & { wanted: IDataObject };

export function outcome({ wanted, ...rest }: OutcomeInput): Outcome {
	return { ...rest, fingerprint: fingerprint(wanted) };
}
