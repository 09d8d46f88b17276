import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { fail, isOutage } from '../../../../lib/failure';
import type { Failure, FailureCategory } from '../../../../lib/failure';

/** What the mirror did in Coupa. */
export interface MirrorCounts extends IDataObject {
	told: number;
	openedAgain: number;
	resolved: number;
	/** what kept Coupa from being told more; blank if nothing did */
	outage: string;
}

/**
 * The end of a run of the mirror: fails where a person has something to do, with the first reason. Nothing is lost: the
 * next run tells what Coupa does not have, and so an outage is nobody's task.
 * @param results outcomes and failures of all that was done
 */
export function endMirror(results: readonly IDataObject[]): MirrorCounts {
	const failures = results.flatMap(({ error }) => (isRecord(error) ? [error as unknown as Failure] : []));
	const refusals = failures.filter((one) => !isOutage(one) || one.details?.ofRecord === true);
	if (refusals.length > 0) refused(refusals);
	const done = (fits: (result: IDataObject) => boolean) => results.filter(fits).length;
	const sets =
		(after: boolean) =>
		({ changes }: IDataObject) =>
			Array.isArray(changes) &&
			(changes as IDataObject[]).some((change) => change.path === 'resolved' && change.after === after);
	return {
		told: done(
			({ action, record }) => action === 'created' && isRecord(record) && record.type === 'integration error',
		),
		openedAgain: done(sets(false)),
		resolved: done(sets(true)),
		outage: failures[0]?.message ?? '',
	};
}

function refused(failures: readonly Failure[]): never {
	const first = failures.find(({ code }) => !code.endsWith('_NOT_TRIED')) ?? failures[0];
	const { category, message, description, details } = first;
	const others = new Set(failures.map((one) => one.message)).size - 1;
	const isUnknownCode = details?.path === 'integrations';
	const todo = isUnknownCode
		? "Enter in 'Settings' the code of an integration that Coupa has (Setup > Integrations), or leave it blank: then this flow is not mirrored"
		: description;
	return fail({
		code: 'MIRROR_INCOMPLETE',
		category: category as FailureCategory,
		message: `Coupa was not told all: ${message}${others > 0 ? ` (and ${others} other reason${others === 1 ? '' : 's'})` : ''}`,
		description: `${todo.replace(/\.?$/, '.')} The flows go on without it, and the next run of this workflow tells what is missing.`,
		details: { first: first as unknown as IDataObject },
	});
}
