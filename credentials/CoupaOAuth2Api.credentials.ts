import { sleep } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { restMs } from '../nodes/Coupa/transport/token';

/** What the Supplier resource needs; other resources need scopes of their own. */
const SUPPLIER_SCOPES = 'core.supplier.read core.supplier.write core.common.read';

/**
 * An OAuth2 client of a Coupa instance (Setup > Integrations > OAuth2/OpenID Connect Clients) with the grant type
 * client credentials. n8n fetches the token at the first request and keeps it encrypted in the credential.
 */
export class CoupaOAuth2Api implements ICredentialType {
	name = 'coupaOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Coupa OAuth2 API';

	icon: Icon = { light: 'file:../nodes/Coupa/coupa.svg', dark: 'file:../nodes/Coupa/coupa.dark.svg' };

	documentationUrl =
		'https://compass.coupa.com/en-us/products/product-documentation/integration-technical-documentation/the-coupa-core-api/oauth-2.0-and-oidc';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		// Inherited, and nothing that Coupa's token request has.
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		{
			displayName: 'Additional Body Properties',
			name: 'additionalBodyProperties',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Instance URL',
			name: 'instanceUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.coupahost.com',
			description:
				'Address of the Coupa instance, as in the browser, without a path. It must start with https.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'Identifier of the client, from Setup > Integrations > OAuth2/OpenID Connect Clients',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Secret of the same client',
		},
		{
			displayName: 'Scopes',
			name: 'scopes',
			type: 'string',
			typeOptions: { rows: 3 },
			default: SUPPLIER_SCOPES,
			description:
				'Scopes to ask for, separated by commas, blanks or new lines as Coupa lists them. Each must be granted to the client. Leave empty to get every scope the client has.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '={{ ($self["scopes"] || "").replace(/[\\s,]+/g, " ").trim() }}',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Body',
					value: 'body',
					description: 'Send Client ID and Client Secret in the body, as Coupa documents it',
				},
				{ name: 'Header', value: 'header', description: 'Send them as Basic Auth header' },
			],
			default: 'body',
			description: 'How the client identifies itself when it asks for a token',
		},
		{
			displayName: 'Token Path',
			name: 'oauthPath',
			type: 'string',
			default: '/oauth2/token',
			description: 'Where below Instance URL tokens are given out. Change it only if Coupa tells you so.',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default:
				'={{ ($self["instanceUrl"] || "").trim().replace(/\\/+$/, "") + "/" + ($self["oauthPath"] || "oauth2/token").trim().replace(/^\\/+/, "") }}',
		},
		{
			// Not inherited from the parent (doNotInherit), but n8n's token request reads it.
			displayName: 'Ignore SSL Issues',
			name: 'ignoreSSLIssues',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
		{
			// What n8n says when it gets no token names no field of this form, and no rule below can change it.
			displayName:
				'When the test says <b>Client authentication failed</b>, check Client ID, Client Secret and Authentication. <b>Scope is invalid</b>: Scopes lists one that the client was not given. <b>Expected JSON</b>, <b>The connection cannot be established</b>, <b>ENOTFOUND</b> or <b>HTTP status 404</b>: Instance URL is not that of a Coupa instance. <b>Certificate</b>: the server certificate is not trusted, see Ignore SSL Issues.',
			name: 'testHelp',
			type: 'notice',
			default: '',
		},
	];

	/**
	 * n8n calls this before each request. A token that was given out this moment may be refused, and the credential
	 * test always asks for a new one: so it would fail with every right secret.
	 */
	async preAuthentication(credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		const rest = restMs(credentials.oauthTokenData, Date.now());
		if (rest > 0) await sleep(rest);
		return {};
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ ($credentials.instanceUrl || "").trim().replace(/\\/+$/, "") }}',
			url: '/api/suppliers',
			qs: { limit: 1, fields: '["id"]' },
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			disableFollowRedirect: true,
			skipSslCertificateValidation: '={{ $credentials.ignoreSSLIssues }}',
		},
		rules: [
			answered(
				401,
				'Coupa does not accept its own token: check Instance URL, and that the client is active in Coupa.',
			),
			answered(
				403,
				'Signed on, but not allowed to read suppliers: add core.supplier.read to Scopes and to the client.',
			),
			answered(404, 'There is no Coupa API at this address: check Instance URL.'),
			answered(
				301,
				'The address points elsewhere: set Instance URL to the address that the browser ends at.',
			),
			answered(
				302,
				'The address points elsewhere: set Instance URL to the address that the browser ends at.',
			),
			answered(429, 'Coupa asks for fewer calls just now: test again in a minute.'),
			answered(503, 'Coupa is busy or under maintenance: test again in a minute.'),
			{
				type: 'responseSuccessBody',
				properties: {
					// The first character of a web page.
					key: '0',
					value: '<',
					message: 'The address answered with a web page, not with data: check Instance URL.',
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}

function answered(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}
