import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { fail } from '../../../lib/failure';

/** An object as the user gave it, or its JSON text; nothing is an empty one. @throws Failed naming the parameter */
export function objectFrom(given: unknown, parameter: string, example = '{ "name": "value" }'): IDataObject {
	const value = jsonFrom(given);
	if (isRecord(value)) return value;
	return fail({
		code: 'JDE_JSON',
		category: 'validation',
		message: `'${parameter}' is not a JSON object`,
		description: `Enter an object, such as ${example}`,
	});
}

/** The same for a list of objects; nothing is an empty one. @throws Failed naming the parameter */
export function listFrom(given: unknown, parameter: string, example: string): IDataObject[] {
	const value = jsonFrom(given, []);
	if (Array.isArray(value) && value.every(isRecord)) return value;
	return fail({
		code: 'JDE_JSON',
		category: 'validation',
		message: `'${parameter}' is not a JSON list of objects`,
		description: `Enter a list, such as ${example}`,
	});
}

/** Undefined where it is no JSON. */
function jsonFrom(given: unknown, nothing: unknown = {}): unknown {
	if (typeof given !== 'string') return given ?? nothing;
	if (given.trim() === '') return nothing;
	try {
		return JSON.parse(given) as unknown;
	} catch {
		return undefined;
	}
}

/** What an expression gave for a value that AIS takes as text: a number, say. Nothing is an empty text. */
export function textFrom(given: unknown): string {
	return given === undefined || given === null ? '' : String(given);
}
