import type { INodeProperties } from 'n8n-workflow';

const SIGNED = { authentication: ['signature'] };
const CUSTOM = { authentication: ['signature'], scheme: ['custom'] };

export const AUTHENTICATION: INodeProperties[] = [
	{
		displayName:
			'Coupa publishes no standard for signed webhooks: no header, no encoding, no signed text and no event names. All of them are settings here. Set what your sender really does (a Coupa call-out, or the integration platform between Coupa and n8n). Whoever knows the secret is believed, nobody else.',
		name: 'noStandard',
		type: 'notice',
		default: '',
		description: 'What of this node is not fixed by Coupa',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{
				name: 'Basic Auth',
				value: 'basic',
				description: 'User and password of the credential in the Authorization header',
			},
			{
				name: 'Bearer Token',
				value: 'bearer',
				description: 'Fixed token of the credential in the Authorization header',
			},
			{
				name: 'OAuth2 (Coupa Call-Out)',
				value: 'callOut',
				description:
					'Coupa fetches a bearer token at the token URL of this node, with user and password of the credential as client ID and client secret',
			},
			{
				name: 'Signature (HMAC-SHA256)',
				value: 'signature',
				description: 'Signature over the body with a secret of the credential. The safest way.',
			},
		],
		default: 'signature',
		description:
			'How the sender proves who it is. What does not prove it is answered with 401 and starts nothing.',
	},
	{
		displayName: 'Signing Scheme',
		name: 'scheme',
		type: 'options',
		displayOptions: { show: SIGNED },
		options: [
			{ name: 'Custom', value: 'custom', description: 'Header, encoding and signed text as you set them' },
			{
				name: 'GitHub Style',
				value: 'github',
				description: 'Header X-Hub-Signature-256 with sha256= and hexadecimal digits, over the body',
			},
			{
				name: 'Shopify Style',
				value: 'shopify',
				description: 'Header X-Shopify-Hmac-Sha256 in base64, over the body',
			},
			{
				name: 'Standard Webhooks',
				value: 'standard',
				description:
					'Headers webhook-ID, webhook-timestamp and webhook-signature, over all three parts. Protects from replays too. An ID with a dot in it is refused, because the signed text could then be cut elsewhere.',
			},
			{
				name: 'Stripe Style',
				value: 'stripe',
				description:
					'Header Stripe-Signature with t= and v1=, over time and body. Protects from replays too.',
			},
		],
		default: 'standard',
		description: 'How the sender signs. The names of headers can be changed in the options.',
	},
];

export const CUSTOM_SCHEME: INodeProperties[] = [
	{
		displayName: 'Signature Header',
		name: 'customSignatureHeader',
		type: 'string',
		displayOptions: { show: CUSTOM },
		default: 'X-Signature',
		required: true,
		description: 'Header that carries the signature',
	},
	{
		displayName: 'Signature Prefix',
		name: 'customPrefix',
		type: 'string',
		displayOptions: { show: CUSTOM },
		default: '',
		placeholder: 'e.g. sha256=',
		description: 'What stands before the signature in its header, exactly as sent',
	},
	{
		displayName: 'Signature Encoding',
		name: 'customEncoding',
		type: 'options',
		displayOptions: { show: CUSTOM },
		options: [
			{ name: 'Base64', value: 'base64', description: 'Letters, digits, + and /' },
			{ name: 'Base64URL', value: 'base64url', description: 'Letters, digits, - and _' },
			{ name: 'Hexadecimal', value: 'hex', description: 'Digits and the letters a to f' },
		],
		default: 'hex',
		description: 'How the signature is written',
	},
	{
		displayName: 'Signed Text',
		name: 'customSignedText',
		type: 'string',
		displayOptions: { show: CUSTOM },
		noDataExpression: true,
		default: '{body}',
		required: true,
		placeholder: 'e.g. {timestamp}.{body}',
		description:
			'What is signed, with placeholders in lower case for the body and, where they are part of it, the timestamp and the ID',
	},
	{
		displayName: 'Timestamp Header',
		name: 'customTimestampHeader',
		type: 'string',
		displayOptions: { show: CUSTOM },
		default: '',
		placeholder: 'e.g. X-Timestamp',
		description:
			'Header with the time of sending, in Unix seconds, Unix milliseconds or ISO 8601. It must be part of the signed text. Without one, an old delivery can be sent again.',
	},
	{
		displayName: 'ID Header',
		name: 'customIdHeader',
		type: 'string',
		displayOptions: { show: CUSTOM },
		default: '',
		placeholder: 'e.g. X-Event-ID',
		description:
			'Header with the ID of the event, the same when it is sent again. Without one, a digest of the body is the ID.',
	},
	{
		displayName: 'Secret Encoding',
		name: 'customSecretEncoding',
		type: 'options',
		displayOptions: { show: CUSTOM },
		options: [
			{ name: 'Base64', value: 'base64', description: 'The secret is base64 of the key' },
			{ name: 'Hexadecimal', value: 'hex', description: 'The secret is the key in hexadecimal digits' },
			{ name: 'Text', value: 'text', description: 'The secret is the key as it is written' },
		],
		default: 'text',
		description: 'How the secret in the credential becomes the key',
	},
];

export const SELECTION: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		options: [
			{ name: 'Any Event', value: 'any', description: 'Every delivery that is believed' },
			{ name: 'Selected Events', value: 'selected', description: 'Only events with certain names' },
		],
		default: 'any',
		description: 'Which events start an execution. The others are answered with 200 and start nothing.',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'string',
		displayOptions: { show: { triggerOn: ['selected'] } },
		default: '',
		// Without any, every event would be answered as taken and none would start anything.
		required: true,
		placeholder: 'e.g. invoice.*, payment',
		description:
			'Names of events or types of documents, separated by commas; * stands for anything. A delivery that names neither starts nothing.',
	},
];

export const SETTINGS: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'settings',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		description: 'What seldom has to be changed',
		options: [
			{
				displayName: 'Allowed Addresses',
				name: 'allowedAddresses',
				type: 'string',
				default: '',
				placeholder: 'e.g. 203.0.113.0/24, 2001:db8::1',
				description:
					'Addresses and ranges that may send, separated by commas; the others get 403. Behind a proxy, n8n must be told so (N8N_PROXY_HOPS). Coupa publishes the addresses of its regions.',
			},
			{
				displayName: 'Body Limit',
				name: 'bodyLimit',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1024,
				description: 'Largest body in kilobytes, uncompressed. A larger one is answered with 413.',
			},
			{
				displayName: 'Event Header',
				name: 'eventHeader',
				type: 'string',
				default: '',
				placeholder: 'e.g. X-Event-Type',
				description: 'Header with the name of the event. Without one, the body is asked.',
			},
			{
				displayName: 'ID Header',
				name: 'idHeader',
				type: 'string',
				default: '',
				placeholder: 'e.g. X-Event-ID',
				description: 'Header with the ID of the event, instead of that of the scheme',
			},
			{
				displayName: 'Signature Header',
				name: 'signatureHeader',
				type: 'string',
				default: '',
				placeholder: 'e.g. X-Coupa-Signature',
				description: 'Header with the signature, instead of that of the scheme',
			},
			{
				displayName: 'Timestamp Header',
				name: 'timestampHeader',
				type: 'string',
				default: '',
				placeholder: 'e.g. svix-timestamp',
				description:
					'Header with the time of sending, instead of that of the scheme. For schemes that have such a header.',
			},
			{
				displayName: 'Timestamp Tolerance',
				name: 'timestampTolerance',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 300,
				description:
					'Seconds by which the time of sending may differ from the clock here, in both directions',
			},
		],
	},
	// n8n reads exactly this name, in nodes of version 1: so it parses nothing before the sender is known.
	{
		displayName: 'Leave Body Unparsed',
		name: 'options',
		type: 'hidden',
		default: { binaryData: true },
		description: 'Whether the body is left as it arrived',
	},
];
