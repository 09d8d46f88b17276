import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { text } from '../text';
import { ACTIONS } from './page';
import type { Action } from './page';
import { idsIn } from './rows';
import type { ParkedRow } from './rows';

export interface Answer {
	/** labels that were ticked */
	records: readonly string[];
	/** as the page offered it */
	action: string;
	person: string;
	reason: string;
}

/** From which states an action leads on. What was posted stays posted. */
const FROM: Record<Action, readonly string[]> = {
	replay: ['open', 'linked', 'dismissed'],
	link: ['open'],
	dismiss: ['open'],
};
const NOTE_LIMIT = 500;

/**
 * What to write to the parked table: a row for each record that was ticked and may take the action now. `was` is the
 * state it must still be in, so that a run that settles the record at the same time is not overruled.
 */
export function decide(rows: readonly ParkedRow[], answer: Answer, now: string): IDataObject[] {
	const action = (Object.keys(ACTIONS) as Action[]).find((name) => ACTIONS[name] === answer.action);
	const [person, reason] = [answer.person.trim(), answer.reason.trim().slice(0, NOTE_LIMIT)];
	if (action === undefined || person === '' || reason === '') incomplete();
	const ids = idsIn(answer.records);
	return rows
		.filter((row) => ids.has(text(row.id)) && FROM[action].includes(text(row.status)))
		.map((row) => ({
			id: row.id as number,
			flow: text(row.flow),
			key: text(row.key),
			was: text(row.status),
			action: { replay: 're-opened', link: 'linked', dismiss: 'dismissed' }[action],
			category: text(row.category),
			message: `${person}: ${reason}`,
			...afterwards(action, { person, reason, now }),
		}));
}

function afterwards(
	action: Action,
	{ person, reason, now }: { person: string; reason: string; now: string },
): IDataObject {
	if (action === 'replay')
		return { status: 'open', replay: 'yes', closed_at: '', closed_by: '', note: `${person}: ${reason}` };
	const status = action === 'link' ? 'linked' : 'dismissed';
	return { status, replay: '', closed_at: now, closed_by: person, note: reason };
}

function incomplete(): never {
	return fail({
		code: 'DECISION_INCOMPLETE',
		category: 'validation',
		message: 'A decision on parked records needs an action, a name and a reason',
		description: 'Fill in the page again: all three are written to the audit',
	});
}
