import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';

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
		place = isRecord(next) ? next : ((place[key] = {}) as IDataObject);
	}
	place[last] = value as IDataObject[string];
}
