import type { IDataObject } from 'n8n-workflow';

import type { Mode, Phase } from './cursor';
import type { TableRead } from './mastersToRead';
import { PAYMENT_FIELDS } from './namedInvoices';
import type { PostingSettings } from './settings';
import type { CodeLookup } from './wanted';

export interface ChooseInput {
	mode: Mode;
	/** of the plan: keys asked for, where the run stands, and the times between which it reads */
	keys: readonly string[];
	cursor: string;
	since: string;
	until: string;
	/** open rows of the inbox */
	inbox: readonly IDataObject[];
	chunkSize: number;
	overlapDays: number;
	settings: PostingSettings;
	codes: CodeLookup;
}

/** What is read of Coupa: parameters of Any Resource: Get Many. */
export interface CoupaRead extends IDataObject {
	resourcePath: string;
	filters: IDataObject[];
	/** blank for all */
	fields: string;
	limit: number;
}

/** What a chunk reads next. Its steps follow each other until nothing is left to read. */
export interface Choice extends IDataObject {
	mode: Mode;
	phase: Phase | 'keys';
	/** where the phase is resumed */
	after: string;
	step: 'payments' | 'stamps' | 'invoices' | 'masters' | 'done';
	/** from Coupa one, in the steps `payments` and `invoices`; else from JD Edwards */
	reads: Array<CoupaRead | TableRead>;
	/** rows of the inbox up to this one are settled with the chunk; 0 for none */
	inboxUpTo: number;
	/** whether more of the inbox waits behind them */
	moreInbox: boolean;
	/** invoices that the inbox names besides payments */
	ids: string[];
	/** where the chunk after this one starts; blank at the end */
	next: string;
	/** the newest change that was read: the next watermark */
	until: string;
}

/** A chunk of which nothing is known yet. */
export function begin(
	{ until, since }: Pick<ChooseInput, 'until' | 'since'>,
	cursor: Pick<Choice, 'mode' | 'phase' | 'after'>,
): Choice {
	return {
		...cursor,
		step: 'done',
		reads: [],
		inboxUpTo: 0,
		moreInbox: false,
		ids: [],
		next: '',
		until: until > since ? until : since,
	};
}

export function invoices(choice: Choice, filters: IDataObject[], limit: number): Choice {
	const read = { resourcePath: 'invoices', filters, fields: '', limit: Math.max(1, limit) };
	return { ...choice, step: 'invoices', reads: [read] };
}

export function payments(choice: Choice, filters: IDataObject[], limit: number): Choice {
	const read = { resourcePath: 'coupa_pay/payments', filters, fields: PAYMENT_FIELDS, limit };
	return { ...choice, step: 'payments', reads: [read] };
}

export function byId(ids: readonly string[]): IDataObject[] {
	// An empty list would find everything.
	return [{ attribute: 'id', operator: 'in', value: ids.length === 0 ? '0' : ids.join(',') }];
}
