import { failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';

/** The one record that a look-up was to find. */
export function theOne<T>(found: Settled<readonly T[]>, about: string, by: string): Settled<T> {
	if (!found.ok) return found;
	const { length: count } = found.value;
	if (count === 1) return { ok: true, value: found.value[0] };
	return {
		ok: false,
		failure: failure({
			code: count === 0 ? 'COUPA_NOT_FOUND' : 'COUPA_KEY_TWICE',
			category: count === 0 ? 'reference' : 'conflict',
			message: count === 0 ? `Coupa has no ${about}` : `Coupa has ${count} records for ${about}`,
			description: count === 0 ? `Check its '${by}'` : 'Choose it by ID, or merge the records in Coupa',
		}),
	};
}
