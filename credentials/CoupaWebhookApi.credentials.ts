import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/** What the sender of events and this node both know. Blank fields match nothing. */
export class CoupaWebhookApi implements ICredentialType {
	name = 'coupaWebhookApi';

	displayName = 'Coupa Webhook API';

	icon: Icon = { light: 'file:../nodes/Coupa/coupa.svg', dark: 'file:../nodes/Coupa/coupa.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-jde-coupa/n8n-nodes-jde-coupa#coupa-webhook-api';

	properties: INodeProperties[] = [
		{
			displayName:
				"Fill in what the 'Authentication' of your Coupa Trigger asks for and leave the rest empty. To change a secret, enter the new one as second, change it at the sender, then remove the old one: meanwhile both are accepted.",
			name: 'rotationHelp',
			type: 'notice',
			default: '',
		},
		secretField(
			'Signing Secret',
			'signingSecret',
			'For Signature: what the sender signs with. At least 24 random bytes. Standard Webhooks secrets may begin with whsec_.',
		),
		secretField(
			'Second Signing Secret',
			'secondSigningSecret',
			'Accepted as well, while the secret is being changed',
		),
		secretField(
			'Third Signing Secret',
			'thirdSigningSecret',
			'Accepted as well, such as that of another sender',
		),
		secretField(
			'Bearer Token',
			'bearerToken',
			'For Bearer Token: what stands behind Bearer in the Authorization header',
		),
		secretField(
			'Second Bearer Token',
			'secondBearerToken',
			'Accepted as well, while the token is being changed',
		),
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			description: 'For Basic Auth: the user that the sender signs on with. For OAuth2: the client ID.',
		},
		secretField(
			'Password',
			'password',
			'For Basic Auth: the password of the same user. For OAuth2: the client secret.',
		),
		secretField('Second Password', 'secondPassword', 'Accepted as well, while the password is being changed'),
	];
}

function secretField(displayName: string, name: string, description: string): INodeProperties {
	return { displayName, name, type: 'string', typeOptions: { password: true }, default: '', description };
}
