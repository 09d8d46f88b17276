import { serverUrl } from '../../../lib/url';

describe('the address of a server', () => {
	it.each([
		['https://ais.example.com:9300/', 'https://ais.example.com:9300', 'ais.example.com:9300'],
		['  https://ais.example.com/jderest//?a=1#b ', 'https://ais.example.com/jderest', 'ais.example.com'],
		['HTTPS://AIS.example.com:443', 'https://ais.example.com', 'ais.example.com'],
	])('%p is %s', (text, url, host) => {
		expect(serverUrl(text, 'loopback')).toEqual({ ok: true, url, host, plainHttp: false });
	});

	it.each(['http://localhost:1', 'http://127.0.0.1:1', 'http://127.1.2.3:1', 'http://[::1]:1'])(
		'%s may be plain http: it does not leave the machine',
		(text) => {
			expect(serverUrl(text, 'loopback')).toMatchObject({ ok: true, plainHttp: false });
		},
	);

	it.each([
		'http://ais.example.com',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://10.0.0.1',
	])('%s is refused where plain http is, and marked where it is allowed', (text) => {
		expect(serverUrl(text, 'loopback')).toEqual({ ok: false, why: 'must start with https://' });
		expect(serverUrl(text, 'allowed')).toMatchObject({ ok: true, plainHttp: true });
	});

	it.each([
		'https://user:secret@ais.example.com',
		'https://user@ais.example.com',
		'https://:pw@ais.example.com',
	])('%s carries a user or password', (text) => {
		const checked = serverUrl(text, 'allowed');
		expect(checked).toMatchObject({ ok: false, why: expect.stringContaining('user or password') });
		expect(JSON.stringify(checked)).not.toContain('secret');
	});

	it.each([
		'ais.example.com',
		'ais:9300',
		'ftp://ais.example.com',
		'https://',
		'javascript:alert(1)',
		'http//x',
	])('%p is no web address', (text) => {
		expect(serverUrl(text, 'allowed')).toEqual({ ok: false, why: `is not a web address: '${text}'` });
	});

	it('must not be empty', () => {
		expect(serverUrl('  ', 'allowed')).toEqual({ ok: false, why: 'is empty' });
	});
});
