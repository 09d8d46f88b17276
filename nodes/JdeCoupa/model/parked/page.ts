import type { IDataObject } from 'n8n-workflow';

import { escaped, escapedOnce, minute, table } from '../html';
import { text } from '../text';
import { ageInDays, labelOf } from './rows';
import type { ParkedRow } from './rows';

/** A row of `jde_coupa_audit` that tells what happened to a record. */
export interface TrailRow {
	flow?: unknown;
	key?: unknown;
	/** ISO 8601, UTC */
	at?: unknown;
	action?: unknown;
	message?: unknown;
}

/** What a person may do with a record, as the page offers it. */
export const ACTIONS = {
	replay: 'Re-open: the next run of the flow reads it anew and posts it',
	link: 'Link: it is already in the other system',
	dismiss: 'Dismiss: it is not to be posted',
} as const;

export type Action = keyof typeof ACTIONS;

const MESSAGE_LIMIT = 300;

/** The page's form elements in n8n's own notation: the list, what to tick, and who decides what and why. */
export function page(
	records: readonly ParkedRow[],
	{ found, trail, now }: { found: number; trail: readonly TrailRow[]; now: string },
): IDataObject[] {
	const offered = text(records[0]?.status) === 'open' ? Object.values(ACTIONS) : [ACTIONS.replay];
	return [
		{ fieldType: 'html', html: list(records, { found, trail, now }) },
		{
			fieldLabel: 'Records',
			fieldType: 'checkbox',
			fieldOptions: { values: records.map((row) => ({ option: labelOf(row) })) },
			requiredField: true,
		},
		{
			fieldLabel: 'Action',
			fieldType: 'radio',
			fieldOptions: { values: offered.map((option) => ({ option })) },
			requiredField: true,
		},
		{ fieldLabel: 'Your Name', placeholder: 'Written to the audit', requiredField: true },
		{ fieldLabel: 'Reason', fieldType: 'textarea', placeholder: 'Written to the audit', requiredField: true },
	];
}

/** Such a list as the text that a form page takes; a dollar sign would not survive n8n's String.replace. */
export function asFormText(fields: readonly IDataObject[]): string {
	return JSON.stringify(fields).replace(/\$/g, '\\u0024');
}

function list(
	records: readonly ParkedRow[],
	{ found, trail, now }: { found: number; trail: readonly TrailRow[]; now: string },
): string {
	const more =
		found > records.length
			? ` The ${records.length} oldest are shown: choose a flow, a reason or a key to see others.`
			: '';
	const rows = records.map((row) => [
		{ html: `<b>${escaped(`#${text(row.id)}`)}</b>` },
		{ html: `${escaped(text(row.flow))}<br><b>${escaped(text(row.key))}</b>` },
		amountOf(row),
		{
			html: `${counted(ageInDays(row, now), 'day')}<br>${counted(Number(row.attempts) || 0, 'try', 'tries')}`,
		},
		{ html: why(row) + history(row, trail) },
	]);
	const head = ['#', 'Flow, key', 'Company, amount', 'Age', 'Why it is parked, and what happened so far'];
	return `<p>${counted(found, 'record')}.${more} Times are UTC.</p>${table(head, rows)}`;
}

function amountOf({ company, amount, currency }: ParkedRow): { html: string } {
	const sum = [text(amount), text(currency)].filter((part) => part !== '').join(' ');
	return { html: [text(company), sum].map(escaped).join('<br>') };
}

function why({ reason, category, message, description, replay, closed_by, note }: ParkedRow): string {
	const lines = [
		`<b>${escaped(text(reason) || text(category))}</b>: ${escaped(cut(text(message)))}`,
		`<em>${escapedOnce(cut(text(description)))}</em>`,
		text(replay) === 'yes' ? '<b>To be replayed by the next run.</b>' : '',
		text(closed_by) === '' ? '' : `${escaped(text(closed_by))}: ${escaped(cut(text(note)))}`,
	];
	return lines.filter((line) => line !== '' && line !== '<em></em>').join('<br>');
}

function history({ flow, key }: ParkedRow, trail: readonly TrailRow[]): string {
	const own = trail
		.filter((row) => text(row.flow) === text(flow) && text(row.key) === text(key))
		.sort((a, b) => (text(a.at) < text(b.at) ? 1 : -1))
		.map(
			({ at, action, message }) =>
				`<li>${escaped(`${minute(text(at))} ${text(action)}: ${cut(text(message))}`)}</li>`,
		);
	return own.length === 0 ? '' : `<ul>${own.join('')}</ul>`;
}

function counted(count: number, one: string, many = `${one}s`): string {
	return `${count} ${count === 1 ? one : many}`;
}

function cut(message: string): string {
	return message.length > MESSAGE_LIMIT ? `${message.slice(0, MESSAGE_LIMIT)}…` : message;
}
