import { refused } from './types';
import type { Refusal } from './types';

const SECONDS = /^[1-9]\d{8,10}$/;
const MILLISECONDS = /^[1-9]\d{11,13}$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Unix seconds, Unix milliseconds or ISO 8601 with zone, written in no other way. @returns milliseconds since 1970 */
export function timeOf(text: string): number | undefined {
	if (SECONDS.test(text)) return Number(text) * 1000;
	if (MILLISECONDS.test(text)) return Number(text);
	const time = ISO.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

/** A time too far from ours is a replay, or a clock that is wrong. Old and future ones alike. */
export function withinTolerance(
	text: string,
	toleranceSeconds: number,
	nowMs: number,
): { ok: true; sentAt: number } | Refusal {
	const sentAt = timeOf(text);
	if (sentAt === undefined) return refused('malformed-header', 'The time that was sent is not a time');
	const secondsAgo = (nowMs - sentAt) / 1000;
	if (secondsAgo > toleranceSeconds) return refused('too-old', `It was sent ${Math.round(secondsAgo)} s ago`);
	if (-secondsAgo > toleranceSeconds)
		return refused('too-new', `Its time is ${Math.round(-secondsAgo)} s in the future: check both clocks`);
	return { ok: true, sentAt };
}
