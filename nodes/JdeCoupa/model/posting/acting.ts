import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { FailureCategory } from '../../../../lib/failure';
import type { Found } from './found';
import type { Masters } from './masters';
import type { PostingSettings, Task } from './settings';
import type { CodeLookup } from './wanted';

/** What JD Edwards has that an invoice may have to do with. */
export interface Ledger {
	/** vouchers that bear its stamp, void ones too */
	vouchers: readonly Found[];
	/** rows of F0411 of its supplier */
	ofSupplier: readonly IDataObject[];
	/** rows of F43121 of the orders it names */
	receipts: readonly IDataObject[];
	/** companies with their open periods, as JDE AIS: Company gives them */
	periods: readonly IDataObject[];
	codes: CodeLookup;
	/** its supplier and accounts, where they were looked up */
	masters?: Masters;
}

export type Decision =
	| { kind: 'act'; task: Task; target: string; inputs: IDataObject; notes: string[] }
	/** nothing is left to do */
	| { kind: 'settled'; voucher: string }
	| { kind: 'skipped'; reason: string; isOurs: boolean };

/** Tasks that this execution has tried already for the invoice. */
export type Tried = ReadonlyArray<{ task: Task; target: string }>;

/** What is known of the invoice that is decided about. */
export interface About {
	title: string;
	company: string;
	ledger: Ledger;
	settings: PostingSettings;
}

export type Act = Extract<Decision, { kind: 'act' }>;

/** The call to make, where the site has built it. @throws Failed */
export function act(
	{ title, settings }: About,
	task: Task,
	target: string,
	inputs: () => IDataObject,
	notes: string[] = [],
): Act {
	if (settings.orchestrations[task] === '') {
		park(
			'NOT_BUILT',
			'configuration',
			`${title} needs an orchestration that the Settings leave blank: '${task}'`,
			'Build it as workflows/orchestrations.md says, enter its name and replay; or settle this invoice by hand',
		);
	}
	return { kind: 'act', task, target, inputs: inputs(), notes };
}

/** Keeps one invoice from being posted, and not the others. @throws Failed */
export function park(what: string, category: FailureCategory, message: string, description: string): never {
	fail({ code: `POSTING_${what}`, category, message, description, details: { ofRecord: true } });
}
