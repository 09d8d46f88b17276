import { Template } from './builder.cts';
import { recordFailure, settings } from './flow.cts';
import { editFields, findTables, route } from './nodes.cts';

const FAILURE = "$('When a Workflow Fails').first().json";

/** For sites that want to be told of failures: chosen as the error workflow of the flows, in place of their own branch. */
export function errorHandler(): Template {
	const template = new Template('JD Edwards and Coupa: error handler');
	template.node('When a Workflow Fails', 'n8n-nodes-base.errorTrigger', 1, {}, { position: [0, 300] });
	editFields(
		template,
		'Settings',
		[
			{ name: 'mailFrom', value: '' },
			{ name: 'mailTo', value: '' },
			{ name: 'slackChannel', value: '' },
			{
				name: 'subject',
				value: `={{ (${FAILURE}.workflow?.name ?? 'A workflow') + ' failed' }}`,
			},
			{
				name: 'text',
				value: `={{ (${FAILURE}.execution?.lastNodeExecuted ?? ${FAILURE}.trigger?.error?.node?.name ?? '') + ': ' + (${FAILURE}.execution?.error?.message ?? ${FAILURE}.trigger?.error?.message ?? '') + ' (execution ' + (${FAILURE}.execution?.id ?? 'not started') + ')' }}`,
			},
		],
		{ position: [260, 300], keepOthers: false },
	);
	route(
		template,
		'Is It the Run Itself',
		// A called step fails twice: once by itself, and once in the run that called it.
		{ yes: `={{ ${FAILURE}.execution?.mode !== 'integrated' }}` },
		{ position: [520, 300], notes: 'Not a step it called' },
	);
	findTables(template, [780, 1000], 180);
	recordFailure(template, (what) => `${FAILURE}.execution?.${what}`, [1220, 180], {
		flow: `={{ ${FAILURE}.workflow?.name ?? '' }}`,
		message: settings('text'),
	});
	template.node(
		'Send E-Mail',
		'n8n-nodes-base.emailSend',
		2.1,
		{
			fromEmail: settings('mailFrom'),
			toEmail: settings('mailTo'),
			subject: settings('subject'),
			emailFormat: 'text',
			text: settings('text'),
			options: {},
		},
		{ position: [780, 480], disabled: true },
	);
	template.node(
		'Post to Slack',
		'n8n-nodes-base.slack',
		2.3,
		{
			resource: 'message',
			operation: 'post',
			select: 'channel',
			channelId: { __rl: true, mode: 'name', value: settings('slackChannel') },
			text: "={{ $('Settings').first().json.subject + ' - ' + $('Settings').first().json.text }}",
			otherOptions: {},
		},
		{ position: [1000, 480], disabled: true },
	);
	template.chain('When a Workflow Fails', 'Settings', 'Is It the Run Itself', 'List Tables');
	template.chain('List Tables', 'Find Tables', 'Record Failure');
	template.chain('Is It the Run Itself', 'Send E-Mail', 'Post to Slack');
	template.sticky(
		'Note Entry',
		'## Optional\nThe flows record their own failures. Who wants to be told of them chooses this workflow in the *Settings* of each flow (... → Settings → Error Workflow), which a file cannot carry. It then records the failures too.',
		{ x: -80, y: 20, width: 520, height: 440, color: 4 },
	);
	template.sticky('Note Record', '## Audit\nLeave alone.', {
		x: 720,
		y: 60,
		width: 660,
		height: 280,
		color: 5,
	});
	template.sticky(
		'Note Tell',
		'## Who is told\nEnable one, choose its credential, and fill in the *Settings* beside it. Both are disabled in the file.',
		{ x: 720, y: 360, width: 660, height: 300, color: 4 },
	);
	return template;
}
