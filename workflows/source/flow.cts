import type { Template } from './builder.cts';
import {
	Is,
	bridge,
	callThisWorkflow,
	coupa,
	deleteRows,
	editFields,
	findTables,
	getRows,
	insertRows,
	jdeAis,
	route,
	updateRows,
	upsertRow,
} from './nodes.cts';
import type { Assignment } from './nodes.cts';

/** What every flow has around its own work: entries, the start of a step, the run and its chunks. */

export const settings = (name: string) => `={{ $('Settings').first().json.${name} }}`;
export const plan = (path: string) => `={{ $('Plan Step').first().json.${path} }}`;

/** The flow's rows of the parked table: the open ones, and those that people settled. */
const PARKED = "={{ $('Read Parked').all().map((item) => item.json) }}";
export const OPEN =
	"={{ $('Read Parked').all().map((item) => item.json).filter(({ status }) => status === 'open') }}";

export const NOW = '={{ new Date().toISOString() }}';

/** What every flow's Settings end with. */
const COMMON_SETTINGS: readonly Assignment[] = [
	{ name: 'maximumAmountPerRun', value: '' },
	{ name: 'timeZone', value: 'UTC' },
	{ name: 'leaseMinutes', value: 30, type: 'number' },
	{ name: 'outageLimit', value: 12, type: 'number' },
	{ name: 'replayKeys', value: '' },
	{ name: 'replayReasons', value: '' },
	{ name: 'auditDays', value: 400, type: 'number' },
];

/** Schedules, manual starts, failures, and the call of the workflow by itself; all pass the one Settings node. */
export function addEntries(template: Template, values: readonly Assignment[]): void {
	const schedule = (interval: Record<string, unknown>) => ({ rule: { interval: [interval] } });
	const entries: Array<[name: string, type: string, version: number, parameters: Record<string, unknown>]> = [
		['Every 15 Minutes', 'scheduleTrigger', 1.2, schedule({ field: 'minutes', minutesInterval: 15 })],
		['Run Now', 'manualTrigger', 1, {}],
		['Called by Itself', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }],
		[
			'Replay Every Night',
			'scheduleTrigger',
			1.2,
			schedule({ field: 'days', daysInterval: 1, triggerAtHour: 3, triggerAtMinute: 30 }),
		],
		['When It Fails', 'errorTrigger', 1, {}],
	];
	editFields(template, 'Settings', [...values, ...COMMON_SETTINGS], {
		position: [360, 660],
		executeOnce: true,
	});
	entries.forEach(([name, type, version, parameters], i) => {
		template.node(name, `n8n-nodes-base.${type}`, version, parameters, { position: [-40, 380 + i * 160] });
		template.connect(name, 'Settings');
	});
}

export const REPLAYED = "$('Replay Every Night').isExecuted";
// The editor's own button may start from the schedule: a person is not to wait either way.
const SCHEDULED = "={{ $('Every 15 Minutes').isExecuted && $execution.mode === 'production' }}";
/** While postings are frozen the flow still reads and compares: what it would post is parked until the freeze ends. */
const CALENDAR =
	"={{ { due: $json.isDue || $json.verdict === 'frozen', frozen: $json.verdict === 'frozen', reason: $json.reason } }}";
const FAILED = "$('When It Fails').isExecuted";

/** What the Error Trigger of a workflow says of the execution that failed; one that never started is none. */
export const failed = (what: string) => `$('When It Fails').first().json.execution?.${what}`;

/** @param of says of the failed execution what it is asked for, as part of an expression */
export function recordFailure(
	template: Template,
	of: (what: string) => string,
	position: [number, number],
	{
		flow = settings('flow'),
		message = `={{ (${of('lastNodeExecuted')} ?? '') + ': ' + (${of('error?.message')} ?? '') }}`,
	}: { flow?: string; message?: string } = {},
): void {
	const id = `={{ String(${of('id')} ?? '') }}`;
	const row = { flow, key: '', run_id: id, execution_id: id, at: NOW, action: 'execution failed', message };
	insertRows(template, 'Record Failure', 'jde_coupa_audit', row, { position });
}

/** What a flow says of its own start, such as where it reads, and what starts it besides the schedule. */
export interface StartOptions {
	source?: string;
	entry?: string;
	calendar?: string;
	scheduled?: string;
	/** entries that go a way of their own before the state is read, by an expression that is true for them */
	ownWays?: Record<string, string>;
	/** what the state alone already ends, before more is read */
	goesOn?: { name: string; when: string; notes: string };
}

/**
 * Tables, state, plan and lease. A step that may not go ahead ends at the lease, quietly.
 * @param companies what the close calendar may hold one by one @default all together
 */
export function addStepStart(
	template: Template,
	required: readonly string[] = [],
	companies = '',
	{
		source = 'JD Edwards',
		entry = `={{ ${REPLAYED} ? 'replay' : 'run' }}`,
		calendar = CALENDAR,
		scheduled = SCHEDULED,
		ownWays = {},
		goesOn,
	}: StartOptions = {},
): void {
	findTables(template, [700, 900], 660);
	route(
		template,
		'Did It Fail',
		{
			// A called step fails twice: once by itself, and once in the run that called it.
			failed: `={{ ${FAILED} && $('When It Fails').first().json.execution.mode !== 'integrated' }}`,
			'works on': `={{ !${FAILED}${Object.values(ownWays)
				.map((isIt) => ` && !(${isIt})`)
				.join('')} }}`,
			...Object.fromEntries(Object.entries(ownWays).map(([name, isIt]) => [name, `={{ ${isIt} }}`])),
		},
		{ position: [1100, 660] },
	);
	recordFailure(template, failed, [1300, 500]);
	getRows(template, 'Read State', 'jde_coupa_state', { flow: settings('flow') }, { position: [1300, 660] });
	getRows(
		template,
		'Read Parked',
		'jde_coupa_parked',
		{ flow: settings('flow'), status: new Is('neq', 'posted') },
		{ position: [goesOn ? 1660 : 1500, 660] },
	);
	if (goesOn) {
		const { name, when, notes } = goesOn;
		route(template, name, { 'goes on': when }, { position: [1480, 660], notes });
	}
	getRows(template, 'Read Calendar', 'jde_coupa_calendar', {}, { position: [700, 980] });
	bridge(
		template,
		'Check Close Calendar',
		{
			resource: 'calendar',
			operation: 'checkCloseCalendar',
			flow: settings('flow'),
			companies,
			calendarRows: "={{ $('Read Calendar').all().map((item) => item.json) }}",
			lastRun: "={{ $('Read State').first().json.last_run_at ?? '' }}",
			scheduled: SCHEDULED,
			intervalMinutes: 15,
			timeZone: settings('timeZone'),
			whenPeriodIsClosed: 'ignore',
			periods: '[]',
		},
		{ position: [900, 980] },
	);
	bridge(
		template,
		'Plan Step',
		{
			resource: 'run',
			operation: 'planStep',
			flow: settings('flow'),
			owner: settings('owner'),
			source,
			maximumAmount: settings('maximumAmountPerRun'),
			maximumWrites: settings('maximumWritesPerRun'),
			call: "={{ $('Called by Itself').isExecuted ? $('Called by Itself').first().json : {} }}",
			state: "={{ $('Read State').first().json }}",
			open: OPEN,
			entry,
			replayKeys: settings('replayKeys'),
			replayReasons: settings('replayReasons'),
			calendar,
			required: `={{ { ${required.map((name) => `${name}: $('Settings').first().json.${name}`).join(', ')} } }}`,
			outageLimit: settings('outageLimit'),
			leaseMinutes: settings('leaseMinutes'),
			scheduled,
		},
		{ position: [1100, 980] },
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
		{ position: [1300, 980], notes: 'No row: not now' },
	);
	route(
		template,
		'Step',
		{
			run: `={{ $('Plan Step').first().json.step === 'run' }}`,
			work: `={{ $('Plan Step').first().json.step !== 'run' }}`,
		},
		{ position: [1500, 980] },
	);
	template.chain('Settings', 'List Tables', 'Find Tables', 'Did It Fail');
	template.connect('Did It Fail', 'Record Failure', { output: 0 });
	template.connect('Did It Fail', 'Read State', { output: 1 });
	template.chain(
		'Read State',
		...(goesOn ? [goesOn.name] : []),
		'Read Parked',
		'Read Calendar',
		'Check Close Calendar',
		'Plan Step',
		'Take Lease',
		'Step',
	);
}

/** The run: chunk after chunk, then the watermark, then what was parked once more. */
export function addRunBranch(
	template: Template,
	{ chunk = [], lastRun = NOW }: { chunk?: readonly Assignment[]; lastRun?: string } = {},
): void {
	addRetention(template);
	const own = { flow: settings('flow'), lease_owner: plan('owner') };
	const free = { lease_owner: 'free', lease_until: NOW };

	editFields(
		template,
		'Next Chunk',
		[
			{ name: 'step', value: 'chunk' },
			{ name: 'runId', value: plan('runId') },
			{ name: 'owner', value: plan('owner') },
			...chunk,
		],
		{ position: [1900, 300], keepOthers: false },
	);
	callThisWorkflow(template, 'Process Chunk', { position: [2120, 300] });
	route(
		template,
		'After Chunk',
		{
			more: "={{ $json.stop_category === '' && $json.cursor !== '' }}",
			done: "={{ $json.stop_category === '' && $json.cursor === '' }}",
			stopped: "={{ ($json.stop_category ?? '') !== '' }}",
		},
		{ position: [2340, 300] },
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
			last_run_at: lastRun,
			confirmation: `={{ $('Plan Step').first().json.dryRun ? 'waiting' : 'done' }}`,
			next_attempt_at: '',
			failures: 0,
			// A back-fill is through; its dry run is not.
			requests_per_second:
				"={{ $('Plan Step').first().json.dryRun ? ($('Read State').first().json.requests_per_second ?? 0) : 0 }}",
			...free,
		},
		{ position: [2580, 240] },
	);
	updateRows(
		template,
		'Postpone',
		'jde_coupa_state',
		own,
		{
			// Exponential, half of it drawn by lot: up to one minute at first, up to four hours at last.
			next_attempt_at:
				'={{ new Date(Date.now() + (30 + Math.random() * 30) * 1000 * Math.min(240, 2 ** ($json.failures ?? 0))).toISOString() }}',
			failures: '={{ ($json.failures ?? 0) + 1 }}',
			...free,
		},
		{ position: [2580, 420] },
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
		{ position: [2820, 320], onError: 'continueRegularOutput' },
	);
	bridge(
		template,
		'End Run',
		{
			resource: 'run',
			operation: 'summariseRun',
			step: 'run',
			runId: plan('runId'),
			again: plan('again'),
			dryRun: plan('dryRun'),
			state: "={{ $('Process Chunk').last().json }}",
		},
		{ position: [3040, 320] },
	);
	callThisWorkflow(template, 'Process Parked Again', {
		position: [3280, 320],
		notes: 'Fails if any is parked',
	});
	template.connect('Step', 'Next Chunk', { output: 0 });
	template.chain('Next Chunk', 'Process Chunk', 'After Chunk');
	template.connect('After Chunk', 'Next Chunk', { output: 0 });
	template.connect('After Chunk', 'Move Watermark', { output: 1 });
	template.connect('After Chunk', 'Postpone', { output: 2 });
	template.chain('Move Watermark', 'Record Run', 'End Run', 'Process Parked Again');
	template.chain('Postpone', 'Record Run');
}

/** What the Settings no longer keep: of no time where they keep all. */
const OLD = new Is(
	'lt',
	'={{ $("Settings").first().json.auditDays > 0 ? new Date(Date.now() - $("Settings").first().json.auditDays * 86400000).toISOString() : "" }}',
);

export function purgeAudit(template: Template, position: [number, number]): void {
	deleteRows(template, 'Purge Audit', 'jde_coupa_audit', { flow: settings('flow'), at: OLD }, { position });
}

/** What is older than the Settings keep is deleted before anything is written. What is open, linked or dismissed stays. */
function addRetention(template: Template): void {
	purgeAudit(template, [1900, 160]);
	deleteRows(
		template,
		'Purge Posted',
		'jde_coupa_parked',
		{ flow: settings('flow'), status: 'posted', at: OLD },
		{ position: [2120, 160] },
	);
	// First of the two by its place: n8n works through branches from top to bottom.
	template.connect('Step', 'Purge Audit', { output: 0 });
	template.chain('Purge Audit', 'Purge Posted');
}

/** Which window a chunk reads, and how much of it. */
export const window = () => ({
	changedSince: plan('since'),
	changedUntil: plan('until'),
	overlapDays: settings('overlapDays'),
	returnAll: false,
	limit: settings('chunkSize'),
});

/** Where a chunk starts, or which records it reads by key. */
export const scope = (keysOption: string) => ({
	onlyConnectedTo: plan('jdeConnection'),
	reportChunk: true,
	startAfter: plan('cursor'),
	[keysOption]: plan('keys.join(",")'),
});

export interface BuildStep {
	name: string;
	parameters: Record<string, unknown>;
	/** how many outputs lead on; the one behind them holds what goes no further */
	onward: number;
	/** parked rows and books find here what they must know of a record, by its key */
	isSource?: boolean;
	/** the operation has one output, so n8n adds that for failures */
	failsAside?: boolean;
}

/** What a flow reads, makes of it, and writes. The rest is the same for all. */
export interface Work {
	/** field that holds the key of a record, in source documents and in mapped ones */
	keyField: string;
	read: { name: string; parameters: Record<string, unknown> };
	/** steps of the bridge between reading and mapping */
	build?: readonly BuildStep[];
	mapping: ReadonlyArray<Record<string, unknown>>;
	crosswalk: ReadonlyArray<Record<string, unknown>>;
	write: { name: string; parameters: Record<string, unknown>; options: Record<string, unknown> };
	/** what the frames of Settings and Mapping say */
	words: { settings: string; mapping: string };
}

export const NEXT_NODE = 220;
const MOST_INPUTS = 10;

/** The rows of the mapping, whose fingerprint the audit keeps. */
const MAPPING_VERSION = "={{ $('Map Fields').params.mapping ?? {} }}";

/** Reads a chunk, or what was parked, maps it, posts it and records what came of it. */
export function addWork(template: Template, work: Work): void {
	const { keyField, read, mapping, crosswalk, write } = work;
	const build = leavingOutSettled(work.build ?? [], keyField);
	let x = 1900;
	const at = (y: number): [number, number] => [x, y];
	const next = () => (x += NEXT_NODE);
	const results: Array<{ from: string; output: number }> = [
		{ from: read.name, output: 0 },
		{ from: read.name, output: 1 },
	];
	jdeAis(template, read.name, read.parameters, { position: at(900), onError: 'continueErrorOutput' });
	let before = { name: read.name, outputs: 1 };
	const lead = (to: string) => {
		for (let output = 0; output < before.outputs; output += 1) template.connect(before.name, to, { output });
	};
	for (const { name, parameters, onward, failsAside = false, isSource = false } of build) {
		next();
		const options = failsAside ? { onError: 'continueErrorOutput' as const } : {};
		bridge(template, name, parameters, { position: at(800), ...options });
		lead(name);
		results.push({ from: name, output: onward }, ...(isSource ? [{ from: name, output: 0 }] : []));
		before = { name, outputs: onward };
	}
	next();
	bridge(
		template,
		'Map Fields',
		{ resource: 'mapping', operation: 'mapFields', keyField, mapping: { field: mapping } },
		{ position: at(800), onError: 'continueErrorOutput' },
	);
	results.push({ from: 'Map Fields', output: 1 });
	next();
	editFields(template, 'Site Tweaks', [], { position: at(800) });
	getRows(template, 'Read Crosswalk', 'jde_coupa_crosswalk', {}, { position: at(1000) });
	next();
	bridge(
		template,
		'Apply Crosswalk',
		{ resource: 'mapping', operation: 'applyCrosswalk', keyField, onDate: '', fields: { field: crosswalk } },
		{ position: at(800) },
	);
	results.push({ from: 'Apply Crosswalk', output: 1 });
	next();
	coupa(
		template,
		write.name,
		{
			...write.parameters,
			options: {
				doNotWriteAfter: plan('leaseUntil'),
				dryRun: "={{ $('Plan Step').first().json.dryRun || $('Plan Step').first().json.frozen !== '' }}",
				maximumAmount: plan('maximumAmount'),
				maximumWrites: plan('maximumWrites'),
				onlyAtHost: plan('coupaHost'),
				requestsPerSecond: "={{ $('Read State').first().json.requests_per_second || 20 }}",
				...write.options,
			},
		},
		{ position: at(800), onError: 'continueErrorOutput' },
	);
	results.push({ from: write.name, output: 0 }, { from: write.name, output: 1 });
	lead('Map Fields');
	template.chain('Map Fields', 'Site Tweaks', 'Apply Crosswalk', write.name);
	template.connect(read.name, 'Read Crosswalk');
	template.connect('Read Crosswalk', 'Apply Crosswalk', { input: 1 });
	template.connect('Step', read.name, { output: 1 });
	next();
	collectResults(template, results, x);
	const books = x - 60;
	next();
	addBooks(template, keyField, x);
	addFrames(template, work, { books, end: x + 3 * NEXT_NODE + 180 });
}

/**
 * What a person linked or dismissed comes again with the overlap of the windows, and is left alone until it changes: as
 * soon as the records have the keys by which they are parked.
 */
function leavingOutSettled(build: readonly BuildStep[], keyField: string): BuildStep[] {
	const leaveOut: BuildStep = {
		name: 'Leave Out Settled',
		parameters: {
			resource: 'parkedRecord',
			operation: 'leaveOut',
			keyField,
			rows: PARKED,
			stampField: '',
		},
		onward: 1,
	};
	const from = build.map(({ isSource }) => isSource === true).lastIndexOf(true) + 1;
	return [...build.slice(0, from), leaveOut, ...build.slice(from)];
}

/** n8n's Merge takes ten inputs at most: what is more than that passes through one before it. */
function collectResults(
	template: Template,
	results: ReadonlyArray<{ from: string; output: number }>,
	x: number,
): void {
	const collect = (name: string, from: typeof results, position: [number, number]) => {
		const parameters = { mode: 'append', numberInputs: from.length };
		template.node(name, 'n8n-nodes-base.merge', 3.2, parameters, { position });
		from.forEach(({ from: node, output }, input) => template.connect(node, name, { output, input }));
	};
	const tooMany = results.length > MOST_INPUTS ? results.length - MOST_INPUTS + 1 : 0;
	if (tooMany > 0) collect('Collect Early Results', results.slice(0, tooMany), [x - NEXT_NODE, 1080]);
	const early = tooMany > 0 ? [{ from: 'Collect Early Results', output: 0 }] : [];
	collect('Collect Results', [...early, ...results.slice(tooMany)], [x, 900]);
}

/** Titled groups, left to right: green is the site's, grey is the machine's. */
export function addFrames(
	template: Template,
	{ words }: Pick<Work, 'words'>,
	{ books, end, entries = 5 }: { books: number; end: number; entries?: number },
): void {
	const left = 1840;
	template.sticky(
		'Note Entries',
		'## 0 · Starts\nEvery 15 minutes, by hand (**Run Now**), or called by itself for a chunk. **Replay Every Night** takes up what stands parked; run it by hand for the keys or reasons in *Settings*.',
		{ x: -220, y: 180, width: 380, height: 180 + 160 * entries, color: 5 },
	);
	template.sticky('Note Settings', `## 1 · Settings\n${words.settings}`, {
		x: 180,
		y: 180,
		width: 460,
		height: 660,
		color: 4,
	});
	template.sticky(
		'Note Start',
		'## 2 · May this step go ahead?\nLeave alone. Finds the tables, reads the state, and takes the lease: only one run of a flow works at a time. **Plan Step** says in *decision* why a run ended here.',
		{ x: 660, y: 320, width: 1120, height: 840, color: 5 },
	);
	template.sticky(
		'Note Run',
		'## 3 · A run, chunk by chunk\nLeave alone. The workflow calls itself for each chunk, so publish it first. The watermark moves when every record of the window is posted or parked. The last step processes again what was parked, and fails while something is: **correct, publish, then press Retry on that execution.**',
		{ x: left, y: 0, width: 1680, height: 620, color: 5 },
	);
	template.sticky('Note Mapping', `## 4 · Mapping\n${words.mapping}`, {
		x: left,
		y: 640,
		width: books - left - 20,
		height: 760,
		color: 4,
	});
	template.sticky(
		'Note Records',
		'## 5 · Books\nLeave alone. What was written goes to jde_coupa_audit, what could not be posted to jde_coupa_parked, with the reason.',
		{ x: books, y: 640, width: end - books, height: 760, color: 5 },
	);
}

/** Audit rows, parked rows, and the state that is handed back. */
export function addBooks(
	template: Template,
	keyField: string,
	from: number,
	mapping: string = MAPPING_VERSION,
): void {
	const own = { flow: settings('flow'), lease_owner: plan('owner') };
	const at = (column: number, y: number): [number, number] => [from + column * NEXT_NODE, y];
	updateRows(
		template,
		'Renew Lease',
		'jde_coupa_state',
		own,
		{
			lease_until:
				'={{ new Date(Date.now() + $("Settings").first().json.leaseMinutes * 60000).toISOString() }}',
		},
		{ position: at(0, 900), notes: 'No row: lease lost' },
	);
	bridge(
		template,
		'Build Audit Entry',
		{
			resource: 'run',
			operation: 'buildAuditEntry',
			flow: settings('flow'),
			runId: plan('runId'),
			keyField,
			results: "={{ $('Collect Results').all().map((item) => item.json) }}",
			open: PARKED,
			plan: "={{ $('Plan Step').first().json }}",
			mapping,
			stampField: '',
			dryRun: plan('dryRun'),
			totals: plan('totals'),
		},
		{ position: at(1, 900) },
	);
	insertRows(template, 'Save Audit', 'jde_coupa_audit', 'the whole item', {
		position: at(2, 740),
		onError: 'continueRegularOutput',
	});
	const parkedKey = { flow: '={{ $json.flow }}', key: '={{ $json.key }}' };
	upsertRow(template, 'Save Parked', 'jde_coupa_parked', parkedKey, 'the whole item', {
		position: at(2, 880),
	});
	updateRows(
		template,
		'Save Parked Before',
		'jde_coupa_parked',
		// What a person settled meanwhile stays settled, unless it was posted: dismissed, linked, open, posted.
		{ ...parkedKey, status: new Is('gte', "={{ $json.status === 'posted' ? 'a' : 'open' }}") },
		'the whole item',
		{ position: at(2, 1020), executeOnce: false, alwaysOutputData: true, notes: 'Only where still open' },
	);
	updateRows(
		template,
		'Hand Back Lease',
		'jde_coupa_state',
		own,
		{
			lease_owner: plan('handBackTo'),
			lease_until: `={{ $('Plan Step').first().json.handBackTo === 'free' ? new Date().toISOString() : $('Renew Lease').first().json.lease_until }}`,
			cursor: `={{ $('Plan Step').first().json.step !== 'chunk' || $json.stopCategory ? $('Plan Step').first().json.cursor : $json.next }}`,
			window_until: `={{ $('Plan Step').first().json.step !== 'chunk' ? $('Plan Step').first().json.until : $json.until || $('Plan Step').first().json.until }}`,
			totals: '={{ JSON.stringify($json.totals) }}',
			stop_category: '={{ $json.stopCategory }}',
			stop_message: '={{ $json.message }}',
			open_count: '={{ $json.openCount }}',
			watched: '={{ $json.watched }}',
		},
		{ position: at(2, 1160) },
	);
	bridge(
		template,
		'End Step',
		{
			resource: 'run',
			operation: 'summariseRun',
			step: plan('step'),
			runId: plan('runId'),
			again: plan('waits'),
			dryRun: plan('dryRun'),
			state: "={{ $('Hand Back Lease').first().json }}",
		},
		{ position: at(3, 1160) },
	);
	template.chain('Collect Results', 'Renew Lease', 'Build Audit Entry');
	template.connect('Build Audit Entry', 'Save Audit', { output: 0 });
	template.connect('Build Audit Entry', 'Save Parked', { output: 1 });
	template.connect('Build Audit Entry', 'Save Parked Before', { output: 2 });
	template.connect('Build Audit Entry', 'Hand Back Lease', { output: 3 });
	template.chain('Hand Back Lease', 'End Step');
}
