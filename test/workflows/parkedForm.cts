import { openForm, type FormPage } from '../n8n/forms.cts';
import type { N8nClient } from '../n8n/n8n.cts';
import { template } from './world.cts';

export const LOGIN = { user: 'payables', password: 'sesame-two' };
/** What a person may do, as the form offers it. */
export const ACTION = {
	replay: 'Re-open: the next run of the flow reads it anew and posts it',
	link: 'Link: it is already in the other system',
	dismiss: 'Dismiss: it is not to be posted',
};

/** The form of parked records as a site has it: published, with a login of its own. */
export interface ParkedForm {
	url: string;
	/** The second page, after choosing what to see on the first. */
	show(flow: string, choice?: { reason?: string; status?: string; key?: string }): Promise<FormPage>;
	stop(): Promise<void>;
}

export async function startParkedForm(n8n: N8nClient): Promise<ParkedForm> {
	const credential = (await n8n.createCredential('httpBasicAuth', 'Accounts payable', LOGIN)).id;
	const workflow = (await n8n.importWorkflow(template('parked-records.json'))).id;
	await n8n.publish(workflow);
	const url = `${n8n.url}/form/parked-records`;
	return {
		url,
		show: async (flow, { reason = 'all', status = 'Open', key = '' } = {}) =>
			await openForm(url, LOGIN, [flow, reason, status, key, '0']),
		async stop() {
			await n8n.unpublish(workflow).then(() => n8n.deleteWorkflow(workflow));
			await n8n.deleteCredential(credential);
		},
	};
}
