import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { refuse } from './answer';
import { handleDelivery } from './handle';
import { handleTokenRequest } from './tokenRequest';

/** An event, or the request for an access token. A fault of ours starts nothing either: n8n would record a failed execution. */
export async function receive(context: IWebhookFunctions, nowMs: number): Promise<IWebhookResponseData> {
	const handle = context.getWebhookName() === 'setup' ? handleTokenRequest : handleDelivery;
	try {
		return await handle(context, nowMs);
	} catch (error) {
		return refuse(context, { status: 500, why: String((error as Error).message) });
	}
}
