import { isRecord } from '../../../../lib/diff';

/** What starts a run, by how much it goes through. */
export type Mode = 'event' | 'run' | 'night';

/**
 * Where invoices are looked for, one after the other: what events named; what changed; what is not marked as exported;
 * what payments of Coupa Pay paid; what we posted and JD Edwards has not paid.
 */
export type Phase = 'inbox' | 'changed' | 'notExported' | 'payments' | 'unpaid';

/** No flag and no time stamp is to be trusted: so there are several nets, and the night has one of its own. */
const PHASES: Readonly<Record<Mode, readonly Phase[]>> = {
	event: ['inbox'],
	run: ['inbox', 'changed', 'notExported', 'payments'],
	night: ['inbox', 'changed', 'notExported', 'payments', 'unpaid'],
};
const MODES: readonly Mode[] = ['event', 'run', 'night'];

/** Nets that a site may have to leave out. */
export interface Nets {
	/** without it the flag says nothing */
	markExported: boolean;
	/** Coupa Pay is licensed */
	coupaPay: boolean;
}

/** Where a run stands. */
export interface Cursor {
	mode: Mode;
	phase: Phase;
	/** what the phase goes on behind; blank at its start */
	after: string;
}

export function cursorOf(text: string): Cursor | undefined {
	const value: unknown = text === '' ? undefined : JSON.parse(text);
	if (!isRecord(value)) return undefined;
	const cursor = value as unknown as Cursor;
	return MODES.includes(cursor.mode) && PHASES.night.includes(cursor.phase) ? cursor : undefined;
}

/** The one that goes through more. */
export function wider(one: Mode, other: Mode): Mode {
	return MODES.indexOf(one) > MODES.indexOf(other) ? one : other;
}

/** The start of the phase behind this one; blank when it is the last. */
export function nextPhase(
	{ mode, phase }: Pick<Cursor, 'mode' | 'phase'>,
	{ markExported, coupaPay }: Nets,
): string {
	const isUsed = (one: Phase) => (one !== 'notExported' || markExported) && (one !== 'payments' || coupaPay);
	const next = PHASES[mode].slice(PHASES[mode].indexOf(phase) + 1).find(isUsed);
	return next === undefined ? '' : JSON.stringify({ mode, phase: next, after: '' });
}
