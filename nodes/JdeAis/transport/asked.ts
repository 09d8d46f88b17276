import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import type { Effect, Try } from '../../../lib/request/types';
import { errorText } from './failures';

/** Such words tell of something that may pass. */
const MAY_PASS = /time[- ]?out|timed out|connection|unavailable|busy|temporar|lock|retry/i;

/** Such words leave open whether the work was done. */
const MAY_BE_DONE = /time[- ]?out|timed out|connection|socket|expired/i;

/** What was asked for, as far as its failures depend on it. */
export interface Asked {
	body?: IDataObject;
	effect: Effect;
}

/**
 * Whether a 5xx is the server's own word on this very request, so that repeating it is in vain: it names the table
 * or a column that was asked for, or the result set that expired. Of what may be done once only, every word of the
 * server's own is final that does not leave open whether it was done.
 */
export function isFinalFault({ status, body }: Try, { body: request, effect }: Asked): boolean {
	if (status !== 500 || !isRecord(body)) return false;
	const says = errorText(body);
	if (effect === 'once') return says !== '' && !MAY_BE_DONE.test(says);
	if (request === undefined) return false;
	if (says.includes('JAS_MSG347')) return true;
	const named = [text(request.targetName), ...columnsIn(request)].filter((name) => name !== '');
	return named.some((name) => says.includes(name)) && !MAY_PASS.test(says);
}

/** What to do about a request that the server itself refused. */
export function wayOut({ body, effect }: Asked): string {
	if (body?.targetName !== undefined) {
		return `Check that the table and every column exist in this environment${shortList(columnsIn(body))}.`;
	}
	return effect === 'once'
		? 'Part of it may have been done: look it up in JD Edwards before you run it again.'
		: 'Correct the parameters of the node.';
}

/** The columns that a data request names, once each: `F0101.AN8`. */
function columnsIn(request: unknown): string[] {
	const found = (value: unknown): string[] => {
		if (Array.isArray(value)) return value.flatMap(found);
		if (!isRecord(value)) return [];
		return Object.entries(value).flatMap(([key, entry]) => {
			if (key === 'returnControlIDs') return text(entry).split('|');
			return key === 'controlId' || key === 'column' ? [text(entry)] : found(entry);
		});
	};
	return [...new Set(found(request))].filter((name) => name !== '' && name !== '*');
}

const NAMES_SHOWN = 20;

function shortList(names: readonly string[]): string {
	if (names.length === 0) return '';
	const more = names.length > NAMES_SHOWN ? ', …' : '';
	return ` (${names.slice(0, NAMES_SHOWN).join(', ')}${more})`;
}

function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value);
}
