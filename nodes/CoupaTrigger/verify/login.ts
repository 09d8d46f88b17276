import { anySame } from './compare';
import { onlyValue } from './headers';
import { refused } from './types';
import type { Delivery, Verdict } from './types';

const WRONG = refused('wrong-credentials', 'Token, or user and password, are not those of the credential');
const NONE = refused('no-secret', 'The credential holds nothing to compare with');

/** `Authorization: Bearer <token>`, as Coupa sends it with a call-out. */
export function verifyBearer({ headers }: Delivery, tokens: readonly string[]): Verdict {
	if (tokens.length === 0 || tokens.includes('')) return NONE;
	return authorized(headers, /^bearer +(\S+)$/i, tokens);
}

/** `Authorization: Basic <base64 of user:password>`. */
export function verifyBasic({ headers }: Delivery, user: string, passwords: readonly string[]): Verdict {
	if (user === '' || passwords.length === 0 || passwords.includes('')) return NONE;
	const wanted = passwords.flatMap((password) => {
		const login = Buffer.from(`${user}:${password}`, 'utf8');
		// Compared as it is written: a decoder would accept other texts for the same login.
		return [
			login.toString('base64'),
			login.toString('base64').replace(/=+$/, ''),
			login.toString('base64url'),
		];
	});
	return authorized(headers, /^basic +(\S+)$/i, wanted);
}

function authorized(headers: Delivery['headers'], form: RegExp, wanted: readonly string[]): Verdict {
	const header = onlyValue(headers, 'Authorization');
	if (!header.ok) return header;
	const [, given] = form.exec(header.value) ?? [];
	return given !== undefined && anySame([given], wanted) ? { ok: true } : WRONG;
}
