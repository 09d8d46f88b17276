import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { textOf } from './text';

/** Reads a dotted path; a number steps into a list: `F0111.0.MLNM`. */
export function valueAt(source: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((value, key) => {
		if (Array.isArray(value)) return value[Number(key)];
		return isRecord(value) ? value[key] : undefined;
	}, source);
}

/** Writes a dotted path, making the objects on the way. A key that could reach an object's prototype is refused. */
export function setAt(target: IDataObject, path: string, value: unknown): void {
	const keys = path.split('.');
	const last = keys.pop() as string;
	if ([...keys, last].some((key) => ['__proto__', 'constructor', 'prototype'].includes(key))) return;
	let place = target;
	for (const key of keys) {
		const next = place[key];
		const isPlace = isRecord(next) || Array.isArray(next);
		place = (isPlace ? next : (place[key] = {})) as IDataObject;
	}
	place[last] = value as IDataObject[string];
}

/** Every place that a path with `[]` stands for: `lines[].account` gives `lines.0.account`, `lines.1.account` … */
export function placesOf(source: unknown, path: string): string[] {
	const at = path.indexOf('[].');
	if (at < 0) return [path];
	const [list, rest] = [path.slice(0, at), path.slice(at + '[].'.length)];
	const entries = valueAt(source, list);
	if (!Array.isArray(entries)) return [];
	return entries.flatMap((entry, i) => placesOf(entry, rest).map((place) => `${list}.${i}.${place}`));
}

/** What stands at all places of a path, as texts; one empty text if nothing does. */
export function textsAt(source: unknown, path: string): string[] {
	const places = placesOf(source, path);
	return places.length === 0 ? [''] : places.map((place) => textOf(valueAt(source, place)));
}
