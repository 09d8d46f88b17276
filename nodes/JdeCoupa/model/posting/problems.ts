import { fail } from '../../../../lib/failure';
import type { FailureCategory } from '../../../../lib/failure';

/** What keeps an invoice from being posted. */
export interface Problem {
	what: string;
	category: FailureCategory;
	/** behind the invoice: `is on account …` */
	words: string;
	/** how to get unstuck */
	hint: string;
}

/** One message for all of it, so that a person need not come back for the next. @throws Failed where there is any */
export function refuseFor(title: string, problems: readonly Problem[]): void {
	const [first] = problems;
	if (first === undefined) return;
	const unique = (texts: string[], between: string) => [...new Set(texts)].join(between);
	fail({
		code: problems.length === 1 ? `POSTING_${first.what}` : 'POSTING_CHECKS',
		category: first.category,
		message: `${title} ${unique(
			problems.map(({ words }) => words),
			'; ',
		)}`,
		description: unique(
			problems.map(({ hint }) => hint),
			'. ',
		),
		details: { ofRecord: true },
	});
}
