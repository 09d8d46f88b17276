import { failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';

/**
 * The one record that a look-up was to find.
 * @param parts attributes that only together with the key name one record
 */
export function theOne<T>(
	found: Settled<readonly T[]>,
	about: string,
	by: string,
	parts: readonly string[] = [],
): Settled<T> {
	if (!found.ok) return found;
	const { length: count } = found.value;
	if (count === 1) return { ok: true, value: found.value[0] };
	const [part] = parts;
	const whichOne = part === undefined ? 'or merge the records in Coupa' : `or give its '${part}' as well`;
	return {
		ok: false,
		failure: failure({
			code: count === 0 ? 'COUPA_NOT_FOUND' : 'COUPA_KEY_TWICE',
			category: count === 0 ? 'reference' : 'conflict',
			message: count === 0 ? `Coupa has no ${about}` : `Coupa has ${count} records for ${about}`,
			description: count === 0 ? `Check its '${by}'` : `Choose it by ID, ${whichOne}`,
		}),
	};
}
