import type { IDataObject } from 'n8n-workflow';

import { addDays } from '../../../../lib/dates';
import { isRecord } from '../../../../lib/diff';
import { textOf } from '../text';

/**
 * What a run goes through. An event drains the inbox; the schedule reads what changed besides, and what is not marked as
 * exported; the night reads everything young enough once more, because no flag and no time stamp is to be trusted.
 */
const PHASES = {
	event: ['inbox'],
	run: ['inbox', 'changed', 'notExported'],
	night: ['inbox', 'changed', 'notExported', 'sweep'],
} as const;
export type Mode = keyof typeof PHASES;
type Phase = (typeof PHASES)['night'][number];

const MODES: readonly Mode[] = ['event', 'run', 'night'];

/** Where a run stands: what it goes through, the phase, and the Coupa ID behind which that goes on. */
interface Cursor {
	mode: Mode;
	phase: Phase;
	after: string;
}

export interface ChooseInput {
	mode: Mode;
	/** of the plan: keys asked for, and where the run stands */
	keys: readonly string[];
	cursor: string;
	since: string;
	/** open rows of the inbox */
	inbox: readonly IDataObject[];
	chunkSize: number;
	overlapDays: number;
	goLive: string;
	sweepDays: number;
	markExported: boolean;
	/** ISO date */
	today: string;
}

/** What a chunk reads from Coupa. */
export interface Choice extends IDataObject {
	filters: IDataObject[];
	limit: number;
	mode: Mode;
	phase: Phase | 'keys';
	/** rows of the inbox up to this one are settled with the chunk; 0 for none */
	inboxUpTo: number;
	/** whether more of the inbox waits behind them */
	moreInbox: boolean;
}

const STATUS = { attribute: 'status', operator: 'in', value: 'approved,voided' };

export function chooseDocuments(input: ChooseInput): Choice {
	const { keys, chunkSize, since, goLive, today } = input;
	if (keys.length > 0) {
		const ids = keys.map((key) => key.replace(/^C/, '')).filter((id) => /^\d+$/.test(id));
		return choice(input.mode, 'keys', [byId(ids)], Math.max(1, ids.length));
	}
	const { mode, phase, after } = startOf(input);
	const behind = after === '' ? [] : [{ attribute: 'id', operator: 'gt', value: after }];
	const date = (day: string) => ({ attribute: 'invoice-date', operator: 'gt_or_eq', value: day });
	switch (phase) {
		case 'inbox':
			return fromInbox(input, mode);
		case 'changed': {
			const from =
				since === '' ? '' : new Date(Date.parse(since) - input.overlapDays * 86_400_000).toISOString();
			const changed =
				from === '' ? [date(goLive)] : [{ attribute: 'updated-at', operator: 'gt_or_eq', value: from }];
			return choice(mode, phase, [STATUS, ...changed, ...behind], chunkSize);
		}
		case 'notExported':
			return choice(
				mode,
				phase,
				[STATUS, date(goLive), { attribute: 'exported', operator: 'equals', value: 'false' }, ...behind],
				chunkSize,
			);
		case 'sweep': {
			const from = addDays(today, -input.sweepDays);
			return choice(mode, phase, [STATUS, date(from > goLive ? from : goLive), ...behind], chunkSize);
		}
	}
}

function choice(mode: Mode, phase: Choice['phase'], filters: IDataObject[], limit: number): Choice {
	return { filters, limit, mode, phase, inboxUpTo: 0, moreInbox: false };
}

function byId(ids: readonly string[]): IDataObject {
	return { attribute: 'id', operator: 'in', value: ids.length === 0 ? '0' : ids.join(',') };
}

/** An event that finds a run cut off goes on with it, so that nothing of it is lost; it never shrinks one. */
function startOf({ cursor, mode, inbox }: ChooseInput): Cursor {
	const kept = cursorOf(cursor);
	const asked = kept && MODES.indexOf(kept.mode) > MODES.indexOf(mode) ? kept.mode : mode;
	// A hint that names no invoice, such as a payment, can only mean: look now.
	const full = asked === 'event' && inbox.some((row) => idIn(row) === '') ? 'run' : asked;
	const phase = kept?.phase ?? 'inbox';
	const isEmpty = phase === 'inbox' && inbox.length === 0 && full !== 'event';
	return { mode: full, phase: isEmpty ? 'changed' : phase, after: kept?.after ?? '' };
}

function fromInbox({ inbox, chunkSize }: ChooseInput, mode: Mode): Choice {
	const rows = [...inbox].sort((a, b) => Number(a.id) - Number(b.id));
	const ids = new Set<string>();
	let upTo = 0;
	let taken = 0;
	for (const row of rows) {
		const id = idIn(row);
		if (id !== '' && !ids.has(id) && ids.size >= chunkSize) break;
		if (id !== '') ids.add(id);
		upTo = Number(row.id);
		taken += 1;
	}
	const one = choice(mode, 'inbox', [byId([...ids])], Math.max(1, ids.size));
	return { ...one, inboxUpTo: upTo, moreInbox: taken < rows.length };
}

function idIn({ document_type: type, document_id: id }: IDataObject): string {
	return textOf(type) === 'invoice' && /^\d{1,14}$/.test(textOf(id)) ? textOf(id) : '';
}

/** Where the chunk after this one starts; blank at the end. */
export function nextCursor(
	{ mode, phase, limit, moreInbox }: Choice,
	read: readonly IDataObject[],
	markExported: boolean,
): string {
	if (phase === 'keys') return '';
	const written = (cursor: Cursor) => JSON.stringify(cursor);
	if (phase === 'inbox' && moreInbox) return written({ mode, phase, after: '' });
	if (phase !== 'inbox' && read.length >= limit) {
		return written({ mode, phase, after: textOf(read[read.length - 1].id) });
	}
	const phases: readonly Phase[] = PHASES[mode];
	const next = phases.slice(phases.indexOf(phase) + 1).find((one) => one !== 'notExported' || markExported);
	return next === undefined ? '' : written({ mode, phase: next, after: '' });
}

/** The newest change that was read: the next watermark. An event says nothing about what else changed. */
export function readUntil(
	{ phase }: Pick<Choice, 'phase'>,
	read: readonly IDataObject[],
	{ since, until }: { since: string; until: string },
): string {
	const times = phase === 'changed' ? read.map((invoice) => isoTime(invoice['updated-at'])) : [];
	return [since, until, ...times].reduce((latest, time) => (time > latest ? time : latest), '');
}

function isoTime(value: unknown): string {
	const time = Date.parse(textOf(value));
	return Number.isNaN(time) ? '' : new Date(time).toISOString();
}

function cursorOf(text: string): Cursor | undefined {
	if (text === '') return undefined;
	const value: unknown = JSON.parse(text);
	return isRecord(value) ? (value as unknown as Cursor) : undefined;
}
