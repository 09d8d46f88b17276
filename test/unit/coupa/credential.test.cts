import { restMs } from '../../../nodes/Coupa/transport/token';
import { CoupaOAuth2Api } from '../../../credentials/CoupaOAuth2Api.credentials';

const credential = new CoupaOAuth2Api();

/** Evaluates the default of a hidden field as n8n would, with the other fields as `$self`. */
function computed(name: string, self: Record<string, string>): unknown {
	const property = credential.properties.find((one) => one.name === name)!;
	const expression = String(property.default)
		.replace(/^=\{\{/, '')
		.replace(/\}\}$/, '');
	return new Function('$self', `return ${expression}`)(self);
}

describe('the Coupa credential', () => {
	it.each([
		['commas, as Coupa lists them', 'core.supplier.read, core.supplier.write,core.common.read'],
		['lines', 'core.supplier.read\n core.supplier.write\r\ncore.common.read\n'],
		['blanks', ' core.supplier.read  core.supplier.write core.common.read'],
	])('turns scopes with %s into a list with single blanks', (_what, scopes) => {
		expect(computed('scope', { scopes })).toBe('core.supplier.read core.supplier.write core.common.read');
	});

	it('asks for tokens at the instance, however its address ends', () => {
		for (const instanceUrl of ['https://a.coupahost.com', ' https://a.coupahost.com// ']) {
			const self = { instanceUrl, oauthPath: '/oauth2/token' };
			expect(computed('accessTokenUrl', self)).toBe('https://a.coupahost.com/oauth2/token');
		}
		const other = { instanceUrl: 'https://a.coupahost.com', oauthPath: 'oauth2/access_tokens' };
		expect(computed('accessTokenUrl', other)).toBe('https://a.coupahost.com/oauth2/access_tokens');
	});

	it('signs on without a person, by the body, and may be told to ignore certificates', () => {
		const preset = Object.fromEntries(credential.properties.map((one) => [one.name, one.default]));
		expect(preset).toMatchObject({
			grantType: 'clientCredentials',
			authentication: 'body',
			ignoreSSLIssues: false,
		});
		expect(credential.extends).toEqual(['oAuth2Api']);
	});

	it('asks for nothing that only other services need', () => {
		for (const name of ['sendAdditionalBodyProperties', 'additionalBodyProperties'])
			expect(credential.properties).toContainEqual(expect.objectContaining({ name, type: 'hidden' }));
	});

	it('lets a new token rest for five seconds, and an older one not at all', () => {
		const now = Date.parse('2026-03-01T08:00:00Z');
		const minted = (ago: number) => ({ expires_in: 86_399, n8n_expires_at: String(now - ago + 86_399_000) });
		expect([0, 2000, 5000, 90_000].map((ago) => restMs(minted(ago), now))).toEqual([5000, 3000, 0, 0]);
		expect([undefined, {}, { expires_in: 'x' }].map((data) => restMs(data, now))).toEqual([0, 0, 0]);
		// A clock that was set back must not hold up a request for hours.
		expect(restMs(minted(-3_600_000), now)).toBe(5000);
	});

	it('is tested by the lightest call, and says of each status which field to change', () => {
		expect(credential.test.request).toMatchObject({
			url: '/api/suppliers',
			qs: { limit: 1, fields: '["id"]' },
		});
		const rules = credential.test.rules as Array<{ properties: { value: unknown; message: string } }>;
		const said = (value: unknown) =>
			rules.find((rule) => rule.properties.value === value)?.properties.message;
		expect(said(403)).toContain('Scopes');
		expect(said(404)).toContain('Instance URL');
		expect(said('<')).toContain('Instance URL');
	});
});
