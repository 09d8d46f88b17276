import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';

import { CoupaWebhookApi } from '../../../credentials/CoupaWebhookApi.credentials';
import { CoupaRecordTrigger } from '../../../nodes/CoupaRecordTrigger/CoupaRecordTrigger.node';
import { CoupaTrigger } from '../../../nodes/CoupaTrigger/CoupaTrigger.node';
import { enteredSecrets } from '../../../nodes/CoupaTrigger/receive/enteredSecrets';

const events = new CoupaTrigger().description;
const records = new CoupaRecordTrigger().description;
const credential = new CoupaWebhookApi();

it.each([
	['Coupa Trigger', events],
	['Coupa Record Trigger', records],
])(
	'every parameter and option of the %s has a description, and no agent can pull it',
	(_name, description) => {
		const inner = (property: INodeProperties): INodeProperties[] => {
			const options = (property.options ?? []) as INodeProperties[];
			return [property, ...options.filter((option) => option.name !== 'conditions').flatMap(inner)];
		};
		const silent = description.properties.flatMap(inner).filter((each) => !each.description);
		expect(silent.map(({ displayName, name }) => displayName ?? name)).toEqual([]);
		expect(description.usableAsTool).toBeUndefined();
	},
);

it('the editor says plainly that Coupa publishes no standard', () => {
	const notices = events.properties.filter(({ type }) => type === 'notice');
	expect(notices.map(({ displayName }) => displayName)).toEqual([
		expect.stringContaining('Coupa publishes no standard for signed webhooks'),
	]);
	const named = events.properties.flatMap(({ options = [] }) => options.map((option) => String(option.name)));
	expect(named.filter((name) => /coupa/i.test(name))).toEqual(['OAuth2 (Coupa Call-Out)']);
});

it('cannot be set to selected events without any, which would take all and start nothing', () => {
	expect(events.properties.find(({ name }) => name === 'events')).toMatchObject({ required: true });
});

it('n8n is told to parse nothing before the sender is known', () => {
	const [version, hidden] = [events.version, events.properties.find(({ name }) => name === 'options')];
	expect([version, hidden?.type, hidden?.default]).toEqual([1, 'hidden', { binaryData: true }]);
});

describe('the credential', () => {
	it('masks everything but the user', () => {
		const open = credential.properties.filter(
			({ type, typeOptions }) => type === 'string' && !typeOptions?.password,
		);
		expect(open.map(({ name }) => name)).toEqual(['user']);
	});

	it.each([
		[{}, 'Nothing is entered'],
		[{ signingSecret: ' ', bearerToken: '', password: '\n' }, 'Nothing is entered'],
		[{ password: 'a password' }, 'no user'],
		[{ signingSecret: 'too short' }, 'fewer than 16 characters'],
	])('%j is not enough: %s', (data, says) => {
		expect(enteredSecrets(data)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining(says) as string,
		});
	});

	it.each([
		[{ secondSigningSecret: 's'.repeat(16) }],
		[{ user: 'coupa', password: 'pw' }],
		[{ bearerToken: 't'.repeat(40) }],
	])('is content with one way to prove who sends: %j', (data) => {
		expect(enteredSecrets(data as ICredentialDataDecryptedObject).status).toBe('OK');
	});
});
