import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { sessionOwner, signOn } from '../nodes/JdeAis/transport/signOn';

/**
 * A JD Edwards user on an AIS Server. n8n keeps the session token encrypted beside the password, so that all
 * executions and workers share one session; `sessionToken` is emptied to make n8n sign on again.
 */
export class JdeAisApi implements ICredentialType {
	name = 'jdeAisApi';

	displayName = 'JDE AIS API';

	icon: Icon = { light: 'file:../nodes/JdeAis/jdeAis.svg', dark: 'file:../nodes/JdeAis/jdeAis.dark.svg' };

	documentationUrl =
		'https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/QuickStart.html';

	properties: INodeProperties[] = [
		{
			displayName: 'AIS Server URL',
			name: 'serverUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://ais.example.com:9300',
			description:
				'Address of the AIS Server with protocol and port, with or without /jderest. Plain http sends the password readable through the network.',
		},
		{
			displayName: 'User',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			description: 'JD Edwards user that was made for this integration',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Password of the JD Edwards user',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'string',
			default: '',
			placeholder: 'e.g. JPD920',
			description: 'JD Edwards environment. Empty takes the default of the AIS Server.',
		},
		{
			displayName: 'Role',
			name: 'role',
			type: 'string',
			default: '*ALL',
			description: 'JD Edwards role. Empty takes the default of the AIS Server.',
		},
		{
			displayName: 'Device Name',
			name: 'deviceName',
			type: 'string',
			default: 'n8n',
			required: true,
			description:
				'Name under which the session is known to the AIS Server. A session answers to this name only, so keep it the same on every n8n worker.',
		},
		{
			displayName: 'Sign On With',
			name: 'signOnWith',
			type: 'options',
			options: [
				{
					name: 'Basic Authentication',
					value: 'basic',
					description: 'User and password in the Authorization header',
				},
				{
					name: 'Request Body',
					value: 'body',
					description: 'User and password in the body of the token request',
				},
			],
			default: 'body',
			description: 'How user and password are sent. Server Manager can switch either way off.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		// Whose session it is: an edited server, environment or user must never be reached with the old token.
		{ displayName: 'Session Owner', name: 'sessionOwner', type: 'hidden', default: '' },
		// AIS reads dates and decimals in the format of the signed-on user only.
		{ displayName: 'Date Format of the User', name: 'userDateFormat', type: 'hidden', default: '' },
		{ displayName: 'Decimal Sign of the User', name: 'userDecimalSign', type: 'hidden', default: '' },
		{ displayName: 'Environment Signed On To', name: 'sessionEnvironment', type: 'hidden', default: '' },
		{ displayName: 'Role Signed On With', name: 'sessionRole', type: 'hidden', default: '' },
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return { ...(await signOn(this, credentials)) };
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		request.headers = { ...request.headers, 'jde-AIS-Auth-Device': String(credentials.deviceName) };
		if (credentials.sessionOwner === sessionOwner(credentials)) {
			request.headers['jde-AIS-Auth'] = String(credentials.sessionToken);
		}
		request.skipSslCertificateValidation = credentials.ignoreSslIssues === true;
		return request;
	};

	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			// Signing on comes first and is the test proper; this call needs no more than an answer.
			baseURL: '={{ $credentials.serverUrl.trim().replace(/\\/+$/, "").replace(/\\/jderest$/, "") }}',
			url: '/jderest/defaultconfig',
		},
	};
}
