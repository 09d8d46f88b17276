import type { Template } from './builder.cts';
import {
	bridge,
	callThisWorkflow,
	editFields,
	getRows,
	insertRows,
	listTables,
	route,
	updateRows,
} from './nodes.cts';
import type { Assignment } from './nodes.cts';
import { TABLE_NAMES } from './tables.cts';

/** What every flow has around its own work: entries, the start of a step, the run and its chunks. */

export const settings = (name: string) => `={{ $('Settings').first().json.${name} }}`;
export const plan = (path: string) => `={{ $('Plan Step').first().json.${path} }}`;

const NOW = '={{ new Date().toISOString() }}';

/** Schedule, manual start, and the call of the workflow by itself; all pass the one Settings node. */
export function addEntries(template: Template, values: readonly Assignment[]): void {
	template.node(
		'Every 15 Minutes',
		'n8n-nodes-base.scheduleTrigger',
		1.2,
		{ rule: { interval: [{ field: 'minutes', minutesInterval: 15 }] } },
		{ position: [-40, 460] },
	);
	template.node('Run Now', 'n8n-nodes-base.manualTrigger', 1, {}, { position: [-40, 620] });
	template.node(
		'Called by Itself',
		'n8n-nodes-base.executeWorkflowTrigger',
		1.1,
		{ inputSource: 'passthrough' },
		{ position: [-40, 780] },
	);
	editFields(template, 'Settings', values, { position: [360, 660], executeOnce: true });
	template.chain('Every 15 Minutes', 'Settings');
	template.chain('Run Now', 'Settings');
	template.chain('Called by Itself', 'Settings');
}

/** Tables, state, plan and lease. A step that may not go ahead ends at the lease, quietly. */
export function addStepStart(template: Template): void {
	listTables(template, 'List Tables', { position: [700, 660] });
	bridge(
		template,
		'Find Tables',
		{ resource: 'run', operation: 'findTables', tableNames: TABLE_NAMES.join(', '), whenMissing: 'fail' },
		{ position: [900, 660] },
	);
	getRows(template, 'Read State', 'jde_coupa_state', { flow: settings('flow') }, { position: [1100, 660] });
	getRows(
		template,
		'Read Parked',
		'jde_coupa_parked',
		{ flow: settings('flow'), status: 'open' },
		{ position: [1300, 660] },
	);
	bridge(
		template,
		'Plan Step',
		{
			resource: 'run',
			operation: 'planStep',
			flow: settings('flow'),
			owner: settings('owner'),
			source: 'JD Edwards',
			maximumWrites: settings('maximumWritesPerRun'),
			call: "={{ $('Called by Itself').isExecuted ? $('Called by Itself').first().json : {} }}",
			state: "={{ $('Read State').first().json }}",
			open: "={{ $('Read Parked').all().map((item) => item.json) }}",
			leaseMinutes: settings('leaseMinutes'),
			// The editor's own button may start from the schedule: a person is not to wait either way.
			scheduled: "={{ $('Every 15 Minutes').isExecuted && $execution.mode === 'production' }}",
		},
		{ position: [1500, 660] },
	);
	updateRows(
		template,
		'Take Lease',
		'jde_coupa_state',
		{ flow: settings('flow'), lease_owner: plan('expectedOwner'), lease_until: plan('expectedUntil') },
		{
			lease_owner: plan('owner'),
			lease_until: plan('leaseUntil'),
			totals: plan('totals'),
			stop_category: '',
			stop_message: '',
			open_count: 0,
		},
		{ position: [1700, 660], notes: 'No row: not now' },
	);
	route(
		template,
		'Step',
		{
			run: `={{ $('Plan Step').first().json.step === 'run' }}`,
			work: `={{ $('Plan Step').first().json.step !== 'run' }}`,
		},
		{ position: [1960, 660] },
	);
	template.chain(
		'Settings',
		'List Tables',
		'Find Tables',
		'Read State',
		'Read Parked',
		'Plan Step',
		'Take Lease',
		'Step',
	);
}

/** The run: chunk after chunk, then the watermark, then what was parked once more. */
export function addRunBranch(template: Template): void {
	const own = { flow: settings('flow'), lease_owner: plan('owner') };
	const free = { lease_owner: 'free', lease_until: NOW };

	editFields(
		template,
		'Next Chunk',
		[
			{ name: 'step', value: 'chunk' },
			{ name: 'runId', value: plan('runId') },
			{ name: 'owner', value: plan('owner') },
		],
		{ position: [2240, 300], keepOthers: false },
	);
	callThisWorkflow(template, 'Process Chunk', { position: [2460, 300] });
	route(
		template,
		'After Chunk',
		{
			more: "={{ $json.stop_category === '' && $json.cursor !== '' }}",
			done: "={{ $json.stop_category === '' && $json.cursor === '' }}",
			stopped: "={{ ($json.stop_category ?? '') !== '' }}",
		},
		{ position: [2680, 300] },
	);
	updateRows(
		template,
		'Move Watermark',
		'jde_coupa_state',
		own,
		{
			watermark: `={{ $('Plan Step').first().json.dryRun ? $json.watermark : $json.window_until }}`,
			window_until: '',
			cursor: '',
			confirmation: `={{ $('Plan Step').first().json.dryRun ? 'waiting' : 'done' }}`,
			next_attempt_at: '',
			failures: 0,
			...free,
		},
		{ position: [2940, 240] },
	);
	updateRows(
		template,
		'Postpone',
		'jde_coupa_state',
		own,
		{
			// Exponential with full jitter, from one minute to four hours.
			next_attempt_at:
				'={{ new Date(Date.now() + (30 + Math.random() * 30) * 1000 * Math.min(240, 2 ** ($json.failures ?? 0))).toISOString() }}',
			failures: '={{ ($json.failures ?? 0) + 1 }}',
			...free,
		},
		{ position: [2940, 420] },
	);
	insertRows(
		template,
		'Record Run',
		'jde_coupa_audit',
		{
			flow: settings('flow'),
			key: '',
			run_id: plan('runId'),
			execution_id: '={{ $execution.id }}',
			at: NOW,
			action: `={{ $json.stop_category ? 'run stopped' : $('Plan Step').first().json.dryRun ? 'dry run' : 'run' }}`,
			category: '={{ $json.stop_category }}',
			message: '={{ $json.stop_message }}',
			changes: '={{ $json.totals }}',
		},
		{ position: [3180, 320], onError: 'continueRegularOutput' },
	);
	bridge(
		template,
		'End Run',
		{
			resource: 'run',
			operation: 'summariseRun',
			step: 'run',
			runId: plan('runId'),
			dryRun: plan('dryRun'),
			state: "={{ $('Process Chunk').last().json }}",
		},
		{ position: [3400, 320] },
	);
	callThisWorkflow(template, 'Process Parked Again', {
		position: [3640, 320],
		notes: 'Fails if any is parked',
	});
	template.connect('Step', 'Next Chunk', { output: 0 });
	template.chain('Next Chunk', 'Process Chunk', 'After Chunk');
	template.connect('After Chunk', 'Next Chunk', { output: 0 });
	template.connect('After Chunk', 'Move Watermark', { output: 1 });
	template.connect('After Chunk', 'Postpone', { output: 2 });
	template.chain('Move Watermark', 'Record Run', 'End Run', 'Process Parked Again');
	template.chain('Postpone', 'Record Run');

	updateRows(
		template,
		'Renew Lease',
		'jde_coupa_state',
		own,
		{
			lease_until:
				'={{ new Date(Date.now() + $("Settings").first().json.leaseMinutes * 60000).toISOString() }}',
		},
		{ position: [3680, 900], notes: 'No row: lease lost' },
	);
	updateRows(
		template,
		'Hand Back Lease',
		'jde_coupa_state',
		own,
		{
			lease_owner: plan('handBackTo'),
			lease_until: `={{ $('Plan Step').first().json.handBackTo === 'free' ? new Date().toISOString() : $('Renew Lease').first().json.lease_until }}`,
			cursor: `={{ $('Plan Step').first().json.step === 'parked' || $json.stopCategory ? $('Plan Step').first().json.cursor : $json.next }}`,
			window_until: `={{ $('Plan Step').first().json.step === 'parked' ? $('Plan Step').first().json.until : $json.until || $('Plan Step').first().json.until }}`,
			totals: '={{ JSON.stringify($json.totals) }}',
			stop_category: '={{ $json.stopCategory }}',
			stop_message: '={{ $json.message }}',
			open_count: '={{ $json.openCount }}',
		},
		{ position: [4160, 1060] },
	);
	bridge(
		template,
		'End Step',
		{
			resource: 'run',
			operation: 'summariseRun',
			step: plan('step'),
			runId: plan('runId'),
			dryRun: plan('dryRun'),
			state: '={{ $json }}',
		},
		{ position: [4400, 1060] },
	);
	template.chain('Hand Back Lease', 'End Step');
}
