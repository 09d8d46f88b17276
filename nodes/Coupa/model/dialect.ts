import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';

/** Names of custom fields are the site's own and stay as they are written. */
export const CUSTOM_FIELDS = 'custom-fields';

/**
 * Coupa's JSON in one dialect, whatever release or integration wrote it
 * (https://compass.coupa.com, Differences between XML and JSON in Coupa): attributes with hyphens, although old
 * addresses have underscores; a country as an object, although they name it; lists as lists, although an element of
 * the XML dialect may stand between.
 */
export function inOneDialect(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inOneDialect);
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => {
			const name = hyphenated(key);
			return [name, name === CUSTOM_FIELDS ? inner : inOneDialect(meant(name, inner))];
		}),
	);
}

/** An underscore in front is no part of a name: `_delete` */
export function hyphenated(name: string): string {
	return name.replace(/(?!^)_/g, '-');
}

function meant(name: string, value: unknown): unknown {
	if (name === 'country' && typeof value === 'string' && value.trim() !== '') return country(value.trim());
	if (!isRecord(value)) return value;
	const [element, ...more] = Object.entries(value);
	if (element === undefined || more.length > 0 || !isElementOf(name, hyphenated(element[0]))) return value;
	return [element[1]].flat();
}

/** `payment` in `payments`, `tax-line` in `tax-lines`, `address` in `addresses` */
function isElementOf(list: string, element: string): boolean {
	return [`${element}s`, `${element}es`].includes(list);
}

let codes: Map<string, string> | undefined;

/** `United States` is `US`; an unknown name has no code. */
function country(name: string): IDataObject {
	if (/^[A-Z]{2}$/.test(name)) return { code: name };
	codes ??= codesByName();
	const code = codes.get(name.toLowerCase());
	return code === undefined ? { name } : { name, code };
}

function codesByName(): Map<string, string> {
	const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	const all = letters.flatMap((first) => letters.map((second) => first + second));
	return new Map(all.map((code): [string, string] => [(names.of(code) ?? '').toLowerCase(), code]));
}
