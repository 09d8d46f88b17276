import fc from 'fast-check';

import { Failed } from '../../../lib/failure';
import { servicePath } from '../../../nodes/JdeAis/model/servicePath';

const ROOT = 'https://ais.example.com:9300/jderest';

const piece = fc.oneof(
	fc.string({ maxLength: 4 }),
	fc.constantFrom(
		'..',
		'.',
		'/',
		'//',
		'\\',
		'%2e',
		'%2E%2e',
		'%2f',
		'%5c',
		'@',
		':',
		'https:',
		'v2',
		'jderest',
		'?',
		'#',
	),
	fc.constantFrom('tokenrequest', 'jde-login', 'dataservice', 'evil.example', '\t', '\n', '%00'),
);
const written = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

/** The path as a server may read it, however often it decodes. */
function decodedAgain(path: string): string {
	try {
		const once = decodeURIComponent(path);
		return once === path ? path : decodedAgain(once);
	} catch {
		return path;
	}
}

describe('the path of a custom call', () => {
	it('is refused, or leads to a service below /jderest of the same server and to no token', () => {
		let taken = 0;
		fc.assert(
			fc.property(written, (text) => {
				let path: string;
				try {
					path = servicePath(text, {});
				} catch (error) {
					return error instanceof Failed && error.failure.category === 'configuration';
				}
				taken += 1;
				const url = new URL(ROOT + path);
				return (
					url.origin === new URL(ROOT).origin &&
					url.pathname.startsWith('/jderest/') &&
					url.hash === '' &&
					url.search === '' &&
					!/\.\.[/\\]/.test(decodeURIComponent(url.pathname)) &&
					!/\/(tokenrequest|jde-login)(\/|$)/i.test(decodeURIComponent(url.pathname))
				);
			}),
			{ numRuns: 3000 },
		);
		expect(taken).toBeGreaterThan(100);
	});

	it('carries every query value whole', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (query) => {
				const { searchParams, pathname } = new URL(ROOT + servicePath('/v2/x', query));
				expect(pathname).toBe('/jderest/v2/x');
				expect([...searchParams]).toEqual(
					Object.entries(query).map(([name, value]) => [whole(name), whole(value)]),
				);
			}),
		);
	});

	it('is read from the path as it is often written', () => {
		const paths = ['v2/x', '/v2/x', '/jderest/v2/x', 'jderest/v2/x', ' /v2/x '];
		expect(paths.map((path) => servicePath(path, {}))).toEqual(paths.map(() => '/v2/x'));
		expect(servicePath('/v3/orchestrator/Post Voucher', {})).toBe('/v3/orchestrator/Post%20Voucher');
		expect(decodedAgain(servicePath('/v2/%252e', {}))).toBe('/v2/.');
	});
});

/** Half a character cannot be sent: it becomes the sign for that. */
function whole(text: string): string {
	return Buffer.from(text, 'utf8').toString('utf8');
}
