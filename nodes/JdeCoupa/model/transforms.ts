import { decimalText, parseDecimal } from '../../../lib/decimal';
import { gridDateToIso, isIsoDate } from '../../../lib/dates';

export const TRANSFORMS = [
	'boolean',
	'cut',
	'date',
	'decimal',
	'digits',
	'lower',
	'none',
	'translate',
	'upper',
] as const;
export type Transform = (typeof TRANSFORMS)[number];

export type Transformed = { ok: true; value: unknown } | { ok: false; why: string };

const done = (value: unknown): Transformed => ({ ok: true, value });

/**
 * Changes one value that is not blank.
 * @param argument the table of Translate, the length of Cut
 */
export function transformed(value: unknown, transform: Transform, argument: string): Transformed {
	const text = String(value).trim();
	switch (transform) {
		case 'none':
			return done(typeof value === 'string' ? text : value);
		case 'upper':
			return done(text.toUpperCase());
		case 'lower':
			return done(text.toLowerCase());
		case 'digits':
			return done(text.replace(/\D/g, ''));
		case 'cut':
			return done([...text].slice(0, Math.max(0, Number(argument) || 0)).join(''));
		case 'boolean':
			return done(/^(y|yes|1|true)$/i.test(text));
		case 'date':
			return date(text);
		case 'decimal':
			return decimal(text);
		case 'translate':
			return done(truthOf(translated(text, argument)));
	}
}

/** A table of words can say yes and no, which the target wants as such. */
function truthOf(text: string): unknown {
	return text === 'true' || text === 'false' ? text === 'true' : text;
}

function date(text: string): Transformed {
	const iso = gridDateToIso(text) ?? text.slice(0, 10);
	return isIsoDate(iso) ? done(iso) : { ok: false, why: `'${text}' is not a date` };
}

function decimal(text: string): Transformed {
	const parsed = parseDecimal(text);
	return parsed ? done(decimalText(parsed)) : { ok: false, why: `'${text}' is not a number` };
}

/**
 * Looks a text up in a small table, one entry a line or between semicolons: `V orders = inactive; V * = active`.
 * The first entry that fits counts, `*` stands for anything. A text without an entry becomes blank.
 */
export function translated(text: string, table: string): string {
	for (const entry of table.split(/[\n;]/)) {
		const at = entry.lastIndexOf('=');
		if (at < 0) continue;
		const pattern = entry.slice(0, at).trim();
		const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
		if (new RegExp(`^${literal.join('.*')}$`, 'i').test(text)) return entry.slice(at + 1).trim();
	}
	return '';
}
