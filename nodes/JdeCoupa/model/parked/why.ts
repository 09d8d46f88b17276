import { failure } from '../../../../lib/failure';
import type { Failure } from '../../../../lib/failure';
import { textOf } from '../text';

const FROZEN = 'CALENDAR_FROZEN';

/** A record that comes right by itself: each run looks at it again, and nobody has to repair anything. */
export function waitsFor({ code, details }: Failure): string {
	if (code === FROZEN) return 'period-closed';
	return textOf(details.reason);
}

/** What the calendar keeps from being posted. */
export function keptBack(key: string, frozen: string): Failure {
	return failure({
		code: FROZEN,
		category: 'period-closed',
		message: `Record '${key}' is not posted: ${frozen}`,
		description:
			"It is posted by itself with the first run after that; to post it sooner, change the table 'jde_coupa_calendar'",
	});
}

/** What was parked, and is not found any more. */
export function gone(key: string): Failure {
	return failure({
		code: 'RECORD_GONE',
		category: 'reference',
		message: `Record '${key}' is not in JD Edwards any more`,
		description: 'Dismiss the parked record if it was deleted there; row security may also hide it',
	});
}
