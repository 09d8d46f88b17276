import { refused } from './types';
import type { Delivery, Refusal } from './types';

/** Pairs from Node's `rawHeaders`, which alone keeps what was sent twice. */
export function headerPairs(rawHeaders: readonly string[]): Array<[string, string]> {
	return rawHeaders.flatMap((name, i): Array<[string, string]> =>
		i % 2 === 0 ? [[name, rawHeaders[i + 1] ?? '']] : [],
	);
}

/** All values of a header, whatever the case of its name. */
export function valuesOf(headers: Delivery['headers'], name: string): string[] {
	const wanted = name.toLowerCase();
	return headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
}

/** The one value of a header. Given twice it is refused: proxy and receiver may each look at another one. */
export function onlyValue(headers: Delivery['headers'], name: string): { ok: true; value: string } | Refusal {
	const values = valuesOf(headers, name);
	if (values.length > 1)
		return refused('duplicate-header', `Header '${name}' was sent ${values.length} times`);
	if (values.length === 0 || values[0] === '')
		return refused('missing-header', `Header '${name}' is missing`);
	return { ok: true, value: values[0] };
}
