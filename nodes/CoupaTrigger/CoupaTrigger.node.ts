import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	IHookFunctions,
	INodeCredentialTestResult,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { AUTHENTICATION, CUSTOM_SCHEME, SELECTION, SETTINGS } from './parameters';
import { receive } from './receive';
import { enteredSecrets } from './receive/enteredSecrets';
import { gateOf } from './receive/gate';

export class CoupaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Coupa Trigger',
		name: 'coupaTrigger',
		icon: { light: 'file:../Coupa/coupa.svg', dark: 'file:../Coupa/coupa.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["authentication"] + ($parameter["scheme"] ? ": " + $parameter["scheme"] : "") }}',
		description:
			'Starts the workflow when Coupa, or what stands before it, sends an event that proves where it comes from',
		defaults: { name: 'Coupa Trigger' },
		usableAsTool: undefined,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'coupaWebhookApi', required: true, testedBy: 'webhookSecrets' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Not left out: n8n would answer with the word that it takes as default.
				responseData: '',
				path: 'coupa',
			},
			{
				name: 'setup',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'token',
				ndvHideUrl: '={{ $parameter["authentication"] !== "callOut" }}',
			},
		],
		properties: [...AUTHENTICATION, ...CUSTOM_SCHEME, ...SELECTION, ...SETTINGS],
	};

	methods = {
		credentialTest: {
			async webhookSecrets(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return enteredSecrets(credential.data ?? {});
			},
		},
	};

	webhookMethods = {
		default: {
			/** Coupa has no interface to register at: its administrator enters the address. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},

			/** Refuses to listen where every delivery would have to be refused. */
			async create(this: IHookFunctions): Promise<boolean> {
				const gate = await gateOf(this);
				if (!gate.ok) throw new NodeOperationError(this.getNode(), gate.why, { description: gate.fix });
				return true;
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, Date.now());
	}
}
