import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { textOf } from '../text';
import { begin, byId, invoices, payments } from './choice';
import type { Choice, ChooseInput } from './choice';
import { cursorOf, nextPhase, wider } from './cursor';
import type { Cursor, Nets, Phase } from './cursor';
import { fromInbox, isBlind, namedByEvents } from './inbox';
import { mastersToRead } from './mastersToRead';
import type { TableRead } from './mastersToRead';
import { paidBy, paymentIn, stampedBy } from './namedInvoices';
import type { Named } from './namedInvoices';

const STATUS = { attribute: 'status', operator: 'in', value: 'approved,voided' };
const since = (attribute: string, value: string) => ({ attribute, operator: 'gt_or_eq', value });

/** The first step of a chunk. */
export function chooseDocuments(input: ChooseInput): Choice {
	const { keys, chunkSize, settings } = input;
	if (keys.length > 0) {
		const ids = keys.map((key) => key.replace(/^C/, '')).filter((id) => /^\d+$/.test(id));
		return invoices(begin(input, { mode: input.mode, phase: 'keys', after: '' }), byId(ids), ids.length);
	}
	const cursor = startOf(input);
	const choice = begin(input, cursor);
	const behind = cursor.after === '' ? [] : [{ attribute: 'id', operator: 'gt', value: cursor.after }];
	switch (cursor.phase) {
		case 'inbox':
			return fromInbox(input, choice);
		case 'changed':
			return invoices(choice, [STATUS, changed(input, 'invoice-date'), ...behind], chunkSize);
		case 'notExported':
			return invoices(
				choice,
				[
					STATUS,
					since('invoice-date', settings.goLive),
					{ attribute: 'exported', operator: 'equals', value: 'false' },
					...behind,
				],
				chunkSize,
			);
		case 'payments': {
			const resumed = cursor.after === '' ? [] : [since('id', paymentIn(cursor.after))];
			return payments(choice, [changed(input, 'updated-at'), ...resumed], chunkSize + 1);
		}
		case 'unpaid':
			return { ...choice, step: 'stamps', reads: [unpaid(settings.stampColumn, cursor.after, chunkSize)] };
	}
}

/** What follows a step, by what it read. */
export function nextStep(before: Choice, read: readonly IDataObject[], input: ChooseInput): Choice {
	const failed = read.find(({ error }) => isRecord(error) && typeof error.category === 'string');
	if (failed) return { ...before, step: 'done', reads: [], error: failed.error };
	const rows = read.filter((row) => Object.keys(row).length > 0);
	const { chunkSize, settings, codes } = input;
	const [{ limit }] = before.reads;
	switch (before.step) {
		case 'payments':
			return before.phase === 'inbox'
				? namedByEvents(before, rows, input)
				: namedBy(before, paidBy(rows, { after: before.after, limit, chunkSize }), input);
		case 'stamps':
			return namedBy(before, stampedBy(rows, settings.stampColumn, limit), input);
		case 'invoices': {
			const reads = mastersToRead(rows, settings, codes);
			const until = readUntil(before, rows);
			const step = reads.length > 0 ? 'masters' : 'done';
			return { ...before, next: nextOf(before, rows, limit, settings), until, step, reads };
		}
		default:
			return { ...before, step: 'done' };
	}
}

/** What changed behind the watermark less the overlap; before there is one, all since go-live. */
function changed({ since: from, overlapDays, settings }: ChooseInput, atFirst: string): IDataObject {
	if (from === '') return since(atFirst, settings.goLive);
	return since('updated-at', new Date(Date.parse(from) - overlapDays * 86_400_000).toISOString());
}

/** Pay items that we entered and that have something open, by their stamp, which the cursor goes on behind. */
function unpaid(column: string, after: string, chunkSize: number): TableRead {
	return {
		table: 'F0411',
		where: {
			conditions: [
				{ column, operator: 'STR_START_WITH', value: 'C' },
				...(after === '' ? [] : [{ column, operator: 'GREATER', value: after }]),
				{ column: 'AAP', operator: 'NOT_EQUAL', value: '0' },
			],
		},
		columns: column,
		orderBy: column,
		limit: chunkSize,
	};
}

/** An event that finds a run cut off goes on with it, so that nothing of it is lost; it never shrinks one. */
function startOf({ cursor, mode, inbox, settings }: ChooseInput): Cursor {
	const kept = cursorOf(cursor);
	const asked = wider(kept?.mode ?? mode, mode);
	// A hint that names nothing which can be read can only mean: look now.
	const full = inbox.some((row) => isBlind(row, settings)) ? wider(asked, 'run') : asked;
	const phase = kept?.phase ?? 'inbox';
	const isEmpty = phase === 'inbox' && inbox.length === 0 && full !== 'event';
	return { mode: full, phase: isEmpty ? 'changed' : phase, after: kept?.after ?? '' };
}

function namedBy(before: Choice, { ids, after }: Named, { settings }: ChooseInput): Choice {
	const next =
		after === '' ? nextPhase(at(before), settings) : JSON.stringify({ ...at(before), after } as Cursor);
	return invoices({ ...before, next }, byId(ids), ids.length);
}

function nextOf(choice: Choice, read: readonly IDataObject[], limit: number, nets: Nets): string {
	const { phase, moreInbox, next } = choice;
	if (phase === 'keys') return '';
	if (phase === 'inbox' && moreInbox) return JSON.stringify({ ...at(choice), after: '' });
	if (phase === 'payments' || phase === 'unpaid') return next;
	if (phase !== 'inbox' && read.length >= limit) {
		return JSON.stringify({ ...at(choice), after: textOf(read[read.length - 1].id) });
	}
	return nextPhase(at(choice), nets);
}

function at({ mode, phase }: Choice): Pick<Cursor, 'mode' | 'phase'> {
	return { mode, phase: phase as Phase };
}

/** An event says nothing about what else changed. */
function readUntil({ phase, until }: Choice, read: readonly IDataObject[]): string {
	const times = phase === 'changed' ? read.map((invoice) => isoTime(invoice['updated-at'])) : [];
	return times.reduce((latest, time) => (time > latest ? time : latest), until);
}

function isoTime(value: unknown): string {
	const time = Date.parse(textOf(value));
	return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
