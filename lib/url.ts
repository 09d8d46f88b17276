export type ServerUrl =
	{ ok: true; url: string; host: string; plainHttp: boolean } | { ok: false; why: string };

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks the address of a server as the user typed it.
 * @param plainHttp `loopback` refuses plain http everywhere else; `allowed` takes it, for on-premises servers
 * @returns the address without a trailing slash, query or fragment
 */
export function serverUrl(text: string, plainHttp: 'loopback' | 'allowed'): ServerUrl {
	const trimmed = text.trim();
	if (trimmed === '') return { ok: false, why: 'is empty' };
	const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
		return { ok: false, why: `is not a web address: '${trimmed}'` };
	}
	if (url.username !== '' || url.password !== '') {
		return { ok: false, why: 'carries a user or password: they belong in their own fields' };
	}
	const isPlain = url.protocol === 'http:' && !LOOPBACK.test(url.hostname);
	if (isPlain && plainHttp === 'loopback') return { ok: false, why: 'must start with https://' };
	return {
		ok: true,
		url: (url.origin + url.pathname).replace(/\/+$/, ''),
		host: url.host,
		plainHttp: isPlain,
	};
}
