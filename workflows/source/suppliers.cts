import { Template } from './builder.cts';
import { bridge, coupa, editFields, getRows, insertRows, jdeAis, upsertRow } from './nodes.cts';
import { addEntries, addRunBranch, addStepStart, plan, settings } from './flow.cts';

/** One row of the mapping table: target, source, transform, argument, default, and what a blank source does. */
const row = (target: string, source: string, more: Record<string, unknown> = {}) => ({
	target,
	source,
	transform: 'none',
	...more,
});
const cleared = { emptyIfBlank: true };

const address = (target: string, source: string) => [
	row(`${target}.street1`, `${source}.ADD1`),
	row(`${target}.street2`, `${source}.ADD2`, cleared),
	row(`${target}.street3`, `${source}.ADD3`, cleared),
	row(`${target}.street4`, `${source}.ADD4`, cleared),
	row(`${target}.city`, `${source}.CTY1`),
	row(`${target}.state`, `${source}.ADDS`, cleared),
	row(`${target}.postal-code`, `${source}.ADDZ`),
	row(`${target}.country.code`, `${source}.CTR`, { transform: 'upper' }),
];

const MAPPING = [
	row('number', 'number'),
	row('name', 'name'),
	row('display-name', 'F0101.ALPH'),
	row('status', 'searchType, hold', { transform: 'translate', argument: settings('supplierStatuses') }),
	row('on-hold', 'searchType, hold', { transform: 'translate', argument: settings('onHold') }),
	row('tax-id', 'taxId'),
	row('payment-term.code', 'F0401.TRAP'),
	...address('primary-address', 'address'),
	row('primary-contact.name-given', 'contact.givenName'),
	row('primary-contact.name-family', 'contact.surname'),
	row('primary-contact.email', 'contact.email'),
	row('primary-contact.phone-work.area-code', 'contact.areaCode', { transform: 'digits' }),
	row('primary-contact.phone-work.number', 'contact.phone', { transform: 'digits' }),
	row('po-method', '', { default: 'prompt' }),
	row('payment-method', '', { default: 'invoice' }),
	row('invoice-matching-level', '', { default: '3-way' }),
	row('remit-to-addresses[].remit-to-code', 'payees[].code'),
	row('remit-to-addresses[].name', 'payees[].name'),
	...address('remit-to-addresses[]', 'payees[].address'),
];

const SETTINGS = [
	{ name: 'flow', value: 'suppliers' },
	{ name: 'owner', value: 'JD Edwards' },
	{ name: 'searchTypes', value: 'V' },
	{ name: 'corporationCodes', value: 'C' },
	{ name: 'includePersonalTaxIds', value: false, type: 'boolean' as const },
	{ name: 'homeCountry', value: '' },
	{ name: 'supplierStatuses', value: 'V none = active; V payments = active; * = ' },
	{ name: 'onHold', value: 'V orders* = true; V none = false; V payments = false' },
	{ name: 'chunkSize', value: 200, type: 'number' as const },
	{ name: 'overlapDays', value: 1, type: 'number' as const },
	{ name: 'maximumWritesPerRun', value: 500, type: 'number' as const },
	{ name: 'leaseMinutes', value: 30, type: 'number' as const },
];

export function suppliers(): Template {
	const template = new Template('JD Edwards suppliers to Coupa');
	addEntries(template, SETTINGS);
	addStepStart(template);
	addRunBranch(template);
	addWork(template);
	addNotes(template);
	return template;
}

/** Reads a chunk, or what was parked, maps it, posts it and records what came of it. */
function addWork(template: Template): void {
	jdeAis(
		template,
		'Get Suppliers',
		{
			resource: 'supplier',
			operation: 'getChanged',
			changedSince: plan('since'),
			changedUntil: plan('until'),
			overlapDays: settings('overlapDays'),
			returnAll: false,
			limit: settings('chunkSize'),
			options: {
				corporationCodes: settings('corporationCodes'),
				homeCountry: settings('homeCountry'),
				includePersonalTaxIds: settings('includePersonalTaxIds'),
				onlyConnectedTo: plan('jdeConnection'),
				reportChunk: true,
				searchTypes: settings('searchTypes'),
				startAfter: plan('cursor'),
				supplierNumbers: plan('keys.join(",")'),
			},
		},
		{ position: [2240, 900], onError: 'continueErrorOutput' },
	);
	bridge(
		template,
		'Map Fields',
		{ resource: 'mapping', operation: 'mapFields', keyField: 'number', mapping: { field: MAPPING } },
		{ position: [2500, 800], onError: 'continueErrorOutput' },
	);
	editFields(template, 'Site Tweaks', [], { position: [2720, 800] });
	getRows(template, 'Read Crosswalk', 'jde_coupa_crosswalk', {}, { position: [2720, 1000] });
	bridge(
		template,
		'Apply Crosswalk',
		{
			resource: 'mapping',
			operation: 'applyCrosswalk',
			keyField: 'number',
			onDate: '',
			fields: {
				field: [
					{ field: 'payment-term.code', kind: 'payment-term', whenMissing: 'park' },
					{ field: 'primary-address.country.code', kind: 'country', whenMissing: 'keep' },
					{ field: 'remit-to-addresses[].country.code', kind: 'country', whenMissing: 'keep' },
				],
			},
		},
		{ position: [2940, 800] },
	);
	coupa(
		template,
		'Create or Update in Coupa',
		{
			resource: 'supplier',
			operation: 'upsert',
			document: 'wholeItem',
			createOnlyFields:
				'po-method, po-change-method, po-email, payment-method, invoice-matching-level, primary-contact',
			options: {
				doNotWriteAfter: plan('leaseUntil'),
				dryRun: plan('dryRun'),
				maximumWrites: plan('maximumWrites'),
				onlyAtHost: plan('coupaHost'),
				sendEmptyFields: true,
				whenNameIsTaken: 'appendNumber',
			},
		},
		{ position: [3200, 800], onError: 'continueErrorOutput' },
	);
	template.node(
		'Collect Results',
		'n8n-nodes-base.merge',
		3.2,
		{ mode: 'append', numberInputs: 6 },
		{ position: [3460, 900] },
	);
	bridge(
		template,
		'Build Audit Entry',
		{
			resource: 'run',
			operation: 'buildAuditEntry',
			flow: settings('flow'),
			runId: plan('runId'),
			keyField: 'number',
			results: "={{ $('Collect Results').all().map((item) => item.json) }}",
			openKeys: plan('openKeys'),
			dryRun: plan('dryRun'),
			totals: plan('totals'),
		},
		{ position: [3900, 900] },
	);
	insertRows(template, 'Save Audit', 'jde_coupa_audit', 'the whole item', {
		position: [4160, 740],
		onError: 'continueRegularOutput',
	});
	upsertRow(
		template,
		'Save Parked',
		'jde_coupa_parked',
		{ flow: '={{ $json.flow }}', key: '={{ $json.key }}' },
		'the whole item',
		{ position: [4160, 900] },
	);

	template.connect('Step', 'Get Suppliers', { output: 1 });
	template.connect('Get Suppliers', 'Map Fields');
	template.connect('Get Suppliers', 'Collect Results', { input: 0 });
	template.connect('Get Suppliers', 'Collect Results', { output: 1, input: 1 });
	template.connect('Map Fields', 'Site Tweaks');
	template.connect('Map Fields', 'Collect Results', { output: 1, input: 2 });
	template.connect('Site Tweaks', 'Apply Crosswalk');
	template.connect('Get Suppliers', 'Read Crosswalk');
	template.connect('Read Crosswalk', 'Apply Crosswalk', { input: 1 });
	template.connect('Apply Crosswalk', 'Create or Update in Coupa');
	template.connect('Apply Crosswalk', 'Collect Results', { output: 1, input: 3 });
	template.connect('Create or Update in Coupa', 'Collect Results', { input: 4 });
	template.connect('Create or Update in Coupa', 'Collect Results', { output: 1, input: 5 });
	template.chain('Collect Results', 'Renew Lease', 'Build Audit Entry');
	template.connect('Build Audit Entry', 'Save Audit', { output: 0 });
	template.connect('Build Audit Entry', 'Save Parked', { output: 1 });
	template.connect('Build Audit Entry', 'Hand Back Lease', { output: 2 });
}

function addNotes(template: Template): void {
	template.sticky(
		'Note Settings',
		'## 1 · Settings\nWhich suppliers belong to this flow, and how much one run may change.\n\n**supplierStatuses** and **onHold** are small tables: search type and hold (*none*, *orders*, *payments*, *orders and payments*) = value; the first entry that fits counts, and an empty value sends nothing. **homeCountry** (such as US) stands in where an address has no country.\n\nCredentials: one for JDE AIS, one for Coupa. Servers are named nowhere else.',
		{ x: 180, y: 220, width: 460, height: 620, color: 4 },
	);
	template.sticky(
		'Note Entries',
		'## 0 · Starts\nEvery 15 minutes, by hand (**Run Now**), or called by itself for a chunk.',
		{ x: -220, y: 220, width: 380, height: 740, color: 5 },
	);
	template.sticky(
		'Note Start',
		'## 2 · May this step go ahead?\nLeave alone. Finds the tables, reads the state, and takes the lease: only one run of a flow works at a time. **Plan Step** says in *decision* why a run ended here.',
		{ x: 660, y: 440, width: 1460, height: 400, color: 5 },
	);
	template.sticky(
		'Note Run',
		'## 3 · A run, chunk by chunk\nLeave alone. The workflow calls itself for each chunk, so publish it first. The watermark moves when every supplier of the window is posted or parked. The last step processes again what was parked, and fails while something is: **correct, publish, then press Retry on that execution.**',
		{ x: 2180, y: 80, width: 1680, height: 540, color: 5 },
	);
	template.sticky(
		'Note Mapping',
		'## 4 · Mapping\n**Change it here.** *Map Fields*: one row for each Coupa field. *Site Tweaks*: your own expressions, if a row cannot say it. *Apply Crosswalk*: codes by the table jde_coupa_crosswalk. *Create-Only Fields* in the Coupa node are left to Coupa after creation.',
		{ x: 2180, y: 640, width: 1220, height: 620, color: 4 },
	);
	template.sticky(
		'Note Records',
		'## 5 · Books\nLeave alone. What was written goes to jde_coupa_audit, what could not be posted to jde_coupa_parked, with the reason.',
		{ x: 3420, y: 640, width: 1240, height: 620, color: 5 },
	);
}
