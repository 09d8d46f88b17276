import { Template } from './builder.cts';
import { COMPANIES, COMPANY_WORDS, HELD, REQUIRED, documentSettings, sizes } from './documents.cts';
import {
	NEXT_NODE,
	NOW,
	REPLAYED,
	addBooks,
	addEntries,
	addFrames,
	addRunBranch,
	addStepStart,
	plan,
	settings,
} from './flow.cts';
import {
	Is,
	bridge,
	coupa,
	deleteRows,
	getRows,
	insertRows,
	jdeAis,
	passUnlessRow,
	updateRows,
} from './nodes.cts';
import type { Assignment } from './nodes.cts';

/** From Coupa into the AP ledger: an event, the schedule and the night start the same processing. */

const BY_EVENT = "$('Coupa Event').isExecuted";
/** A run that failed does not look at the inbox again: its failure does, as an event would. */
const EVENT = `(${BY_EVENT} || $('When It Fails').isExecuted)`;
const NIGHT = "$('Sweep Every Night').isExecuted";

const SETTINGS: Assignment[] = [
	...documentSettings('coupaToJde').map((one) => (one.name === 'owner' ? { ...one, value: 'Coupa' } : one)),
	{ name: 'enterVoucher', value: 'CoupaEnterVoucher' },
	{ name: 'changeVoucher', value: 'CoupaChangeVoucher' },
	{ name: 'voidVoucher', value: 'CoupaVoidVoucher' },
	{ name: 'matchVoucher', value: 'CoupaMatchVoucher' },
	{ name: 'reverseMatch', value: 'CoupaReverseMatch' },
	{ name: 'recordPayment', value: '' },
	{ name: 'voidPayment', value: '' },
	{ name: 'inputNames', value: '' },
	{ name: 'dateFormat', value: 'yyyy-MM-dd' },
	{ name: 'documentType', value: 'PV' },
	{ name: 'payStatus', value: '' },
	{ name: 'bankAccount', value: '' },
	{ name: 'taxes', value: 'park' },
	{ name: 'taxRateArea', value: '' },
	{ name: 'taxExplanationCode', value: '' },
	{ name: 'whenPeriodIsClosed', value: 'firstOpenDay' },
	{ name: 'searchTypes', value: 'V' },
	{ name: 'sendPaymentTerms', value: false, type: 'boolean' },
	{ name: 'originColumn', value: 'URRF' },
	{ name: 'invoiceStampField', value: 'cf-erp-invoice-number' },
	{ name: 'poNumber', value: '{company}-{type}-{number}[-{suffix}]' },
	{ name: 'markExported', value: true, type: 'boolean' },
	{ name: 'coupaPay', value: false, type: 'boolean' },
	{ name: 'settleMinutes', value: 15, type: 'number' },
	{ name: 'inboxDays', value: 30, type: 'number' },
	...sizes(20),
];

const WORDS = {
	settings: `${COMPANY_WORDS} **enterVoucher … voidPayment**: your orchestrations (orchestrations.md); blank for one you have not built: what needs it is parked. Without **recordPayment**, payments in Coupa are ignored. **inputNames**: inputs you named otherwise, \`GLDate = GL_Date; …\`.\n\n**payStatus**: hold code of vouchers that Coupa pays. **bankAccount**: GLBA reserved for them. **taxes**: park, separate (with rate area and explanation code) or expense. **markExported**: off where another system needs the flag. **coupaPay**: on where Coupa Pay is licensed.`,
	mapping:
		'Leave alone. **Choose Documents** says what to read, until it has the invoices of a chunk, their suppliers and accounts. **Plan Posting** compares them with what JD Edwards has under their stamps, and asks for one call an invoice; after the calls the ledger is read again, until nothing is left to do. Accounts are translated back by jde_coupa_crosswalk, kinds *account* and *payment-term*.',
};

const all = (node: string) => `$('${node}').all().map((item) => item.json)`;
const json = (node: string) => `={{ ${all(node)} }}`;
const orNothing = (node: string) => `={{ $('${node}').isExecuted ? ${all(node)} : [] }}`;
/** A list of values for a query; one that nothing has where there are none, for an empty list would find everything. */
const listOf = (values: string, none: string) => `={{ [...new Set(${values})].join(',') || '${none}' }}`;
/** Choose Documents says up to so many; one that it does not say is blank, and does not filter. */
const FILTERS = 4;
const filter = (i: number) =>
	Object.fromEntries(
		['attribute', 'operator', 'value'].map((part) => [part, `={{ $json.filters[${i}]?.${part} ?? '' }}`]),
	);
/** What Choose Documents said last, at the output that says so; 2 is that all is read. */
const choice = (output: number) => `$('Choose Documents').all(${output})[0]?.json`;
const BEFORE = `={{ $('Choose Documents').isExecuted ? (${choice(0)} ?? ${choice(1)}) : {} }}`;
const READ_SINCE = `={{ $('Choose Documents').isExecuted ? $(${choice(0)} ? 'Get from Coupa' : 'Look Up in JDE').all().map((item) => item.json) : [] }}`;
const INVOICES = "$('Get from Coupa').all().map((item) => item.json).filter(({ id }) => id !== undefined)";

export function coupaToJde(): Template {
	const template = new Template('Coupa invoices and payments to JD Edwards');
	addEntries(template, SETTINGS);
	addOwnEntries(template);
	addStepStart(template, REQUIRED, COMPANIES, {
		source: 'Coupa',
		entry: `={{ ${REPLAYED} ? 'replay' : ${EVENT} ? 'event' : 'run' }}`,
		calendar: `={{ { due: $json.isDue || $json.verdict === 'frozen' || ${EVENT} || ${NIGHT}, frozen: $json.verdict === 'frozen', reason: $json.reason } }}`,
		scheduled: `={{ ($('Every 15 Minutes').isExecuted || ${EVENT} || ${NIGHT}) && $execution.mode !== 'manual' }}`,
		ownWays: { event: BY_EVENT },
		goesOn: {
			name: 'Is Nobody at Work',
			// Whoever is at work looks at the inbox once more after the lease is free.
			when: `={{ !${EVENT} || !($json.lease_until > new Date().toISOString()) }}`,
			notes: 'Else it takes the event up',
		},
	});
	addInbox(template);
	addRunBranch(template, {
		chunk: [{ name: 'mode', value: `={{ ${EVENT} ? 'event' : ${NIGHT} ? 'night' : 'run' }}` }],
		// An event says nothing of what else changed: the schedule keeps its pace.
		lastRun: `={{ ${EVENT} ? $json.last_run_at : new Date().toISOString() }}`,
	});
	addInboxRetention(template);
	addLookAgain(template);
	addPosting(template);
	return template;
}

function addOwnEntries(template: Template): void {
	template.node(
		'Coupa Event',
		'n8n-nodes-jde-coupa.coupaTrigger',
		1,
		{},
		{ position: [-40, 1340], notes: 'Set how your sender signs' },
	);
	const rule = { interval: [{ field: 'days', daysInterval: 1, triggerAtHour: 1, triggerAtMinute: 30 }] };
	template.node(
		'Sweep Every Night',
		'n8n-nodes-base.scheduleTrigger',
		1.2,
		{ rule },
		{ position: [-40, 1180] },
	);
	template.connect('Coupa Event', 'Settings');
	template.connect('Sweep Every Night', 'Settings');
}

/** An event only leaves a line, once; whoever holds the lease takes it up. */
function addInbox(template: Template): void {
	const event = (path: string) => `$('Coupa Event').first().json.${path}`;
	const told = (path: string) => `={{ ${event(path)} ?? '' }}`;
	const place = (column: number) => ({ position: [1300 + column * 200, 820] as [number, number] });
	// An ID that is not signed could be made up, and the digest of a body is the same for two equal changes.
	const isNumbered = `${event('eventIdIsSigned')} && ${event('eventIdFrom')} === 'header'`;
	passUnlessRow(
		template,
		'Is Event New',
		'jde_coupa_inbox',
		{ event_key: `={{ ${isNumbered} ? ${event('eventId')} : 'none' }}` },
		{ ...place(0), notes: 'Sent again: ends here' },
	);
	insertRows(
		template,
		'Append to Inbox',
		'jde_coupa_inbox',
		{
			event_key: told('eventId'),
			document_type: told('document?.type'),
			document_id: told('document?.id'),
			event: told('event'),
			received_at: NOW,
			status: 'open',
			run_id: '={{ $execution.id }}',
		},
		place(1),
	);
	template.connect('Did It Fail', 'Is Event New', { output: 2 });
	template.chain('Is Event New', 'Append to Inbox', 'Read State');
}

/** What is settled and older than the Settings keep is deleted before anything is written. */
function addInboxRetention(template: Template): void {
	const days = "$('Settings').first().json.inboxDays";
	const old = new Is(
		'lt',
		`={{ ${days} > 0 ? new Date(Date.now() - ${days} * 86400000).toISOString() : '' }}`,
	);
	deleteRows(
		template,
		'Purge Inbox',
		'jde_coupa_inbox',
		{ status: 'done', received_at: old },
		{ position: [3340, 160] },
	);
	template.connect('Purge Posted', 'Purge Inbox');
}

/** What came in between the last look at the inbox and the release of the lease. */
function addLookAgain(template: Template): void {
	getRows(
		template,
		'Look for More',
		'jde_coupa_inbox',
		{ status: 'open' },
		{ position: [2820, 470], alwaysOutputData: false, notes: 'Once more' },
	);
	template.connect('Move Watermark', 'Look for More');
	template.connect('Record Failure', 'Look for More');
	template.connect('Look for More', 'Read State');
}

function addPosting(template: Template): void {
	let x = 1900;
	const at = (y: number): [number, number] => [x, y];
	const next = () => (x += NEXT_NODE);
	/** read once for all invoices of the chunk; a failure is told to Plan Posting, which ends the chunk */
	const once = { executeOnce: true, alwaysOutputData: true, onError: 'continueRegularOutput' as const };
	const readTable = (name: string, table: string, conditions: unknown[], match = 'MATCH_ALL', columns = '') =>
		jdeAis(
			template,
			name,
			{
				resource: 'table',
				operation: 'getAll',
				returnAll: true,
				table: { __rl: true, mode: 'name', value: table },
				match,
				conditions: { condition: conditions },
				options: { ...(columns && { columns }), onlyConnectedTo: plan('jdeConnection') },
			},
			{ position: at(900), ...once },
		);
	const inList = (column: string, value: string) => ({
		column: { __rl: true, mode: 'alias', value: column },
		operator: 'LIST',
		value,
	});

	getRows(template, 'Read Inbox', 'jde_coupa_inbox', { status: 'open' }, { position: at(900) });
	next();
	getRows(template, 'Read Crosswalk', 'jde_coupa_crosswalk', {}, { position: at(900) });
	next();
	bridge(
		template,
		'Choose Documents',
		{
			resource: 'posting',
			operation: 'chooseDocuments',
			mode: "={{ ($('Called by Itself').isExecuted && $('Called by Itself').first().json.mode) || 'run' }}",
			plan: "={{ $('Plan Step').first().json }}",
			settings: "={{ $('Settings').first().json }}",
			inbox: json('Read Inbox'),
			crosswalk: json('Read Crosswalk'),
			before: BEFORE,
			read: READ_SINCE,
		},
		{ position: at(900), executeOnce: true },
	);
	next();
	coupa(
		template,
		'Get from Coupa',
		{
			resource: 'anyResource',
			operation: 'getAll',
			resourcePath: '={{ $json.resourcePath }}',
			returnAll: false,
			limit: '={{ $json.limit }}',
			filters: { conditions: Array.from({ length: FILTERS }, (_, i) => filter(i)) },
			// What another Coupa has approved is not to be posted here.
			options: { fields: '={{ $json.fields }}', onlyAtHost: plan('coupaHost') },
		},
		{ position: at(720), ...once },
	);
	jdeAis(
		template,
		'Look Up in JDE',
		{
			resource: 'table',
			operation: 'getAll',
			returnAll: '={{ $json.limit === 0 }}',
			limit: '={{ $json.limit }}',
			table: { __rl: true, mode: 'name', value: '={{ $json.table }}' },
			conditionGroups: '={{ $json.where }}',
			options: {
				columns: '={{ $json.columns }}',
				orderBy: '={{ $json.orderBy }}',
				onlyConnectedTo: plan('jdeConnection'),
			},
		},
		{ position: at(1080), ...once, executeOnce: false },
	);
	next();
	jdeAis(
		template,
		'Get Companies',
		{
			resource: 'company',
			operation: 'getAll',
			returnAll: true,
			options: { companies: COMPANIES, onlyConnectedTo: plan('jdeConnection') },
		},
		{ position: at(900), ...once },
	);
	next();
	readTable(
		'Find in Ledger',
		'F0411',
		[
			inList(settings('originColumn'), listOf(`${INVOICES}.map(({ id }) => 'C' + id)`, 'C0')),
			inList(
				'AN8',
				listOf(
					`${INVOICES}.map(({ supplier }) => supplier?.number).filter((one) => /^\\d{1,8}$/.test(one))`,
					'0',
				),
			),
		],
		'MATCH_ANY',
		// All that a supplier ever sent is read: only what is compared.
		"={{ 'KCO, DCT, DOC, SFX, SFXE, AN8, VINV, DIVJ, VOD, AG, ACR, ' + $('Settings').first().json.originColumn }}",
	);
	next();
	jdeAis(
		template,
		'Get Vouchers',
		{
			resource: 'voucher',
			operation: 'getChanged',
			changedSince: '',
			changedUntil: '',
			returnAll: true,
			options: {
				documentTypes: settings('documentType'),
				onlyConnectedTo: plan('jdeConnection'),
				voucherKeys: listOf(
					`${all('Find in Ledger')}.filter((row) => row.DOC && row.DCT !== 'PE' && ${INVOICES}.map(({ id }) => 'C' + id).includes(String(row[$('Settings').first().json.originColumn]).trim())).map(({ KCO, DCT, DOC }) => KCO + '-' + DCT + '-' + DOC)`,
					'00000-PV-1',
				),
			},
		},
		{ position: at(900), ...once },
	);
	next();
	readTable('Find Receipts', 'F43121', [
		inList(
			'DOCO',
			listOf(
				`${INVOICES}.flatMap((invoice) => invoice['invoice-lines'] ?? []).flatMap((line) => String(line['po-number'] ?? '').match(/\\d{1,8}/g) ?? []).map(Number)`,
				'0',
			),
		),
	]);
	next();
	bridge(
		template,
		'Plan Posting',
		{
			resource: 'posting',
			operation: 'planPosting',
			plan: "={{ $('Plan Step').first().json }}",
			settings: "={{ $('Settings').first().json }}",
			choice: `={{ ${choice(2)} }}`,
			masters:
				"={{ $('Look Up in JDE').isExecuted ? $('Look Up in JDE').all().map(({ json, pairedItem }) => ({ ...json, asked: pairedItem?.item ?? 0 })) : [] }}",
			invoices: json('Get from Coupa'),
			vouchers: json('Get Vouchers'),
			ofSupplier: json('Find in Ledger'),
			receipts: json('Find Receipts'),
			companies: json('Get Companies'),
			crosswalk: json('Read Crosswalk'),
			calls: "={{ $('Plan Posting').isExecuted ? $('Plan Posting').all(0).map((item) => item.json) : [] }}",
			answers: orNothing('Run Orchestration'),
			parked: json('Read Parked'),
			held: HELD,
			provedCurrencies: "={{ $('Read State').first().json.currencies ?? '' }}",
		},
		{ position: at(900) },
	);
	next();
	coupa(
		template,
		'Mark Exported',
		{
			resource: 'invoice',
			operation: 'markExported',
			record: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			options: { doNotWriteAfter: plan('leaseUntil'), onlyAtHost: plan('coupaHost') },
		},
		{ position: at(1080), onError: 'continueErrorOutput' },
	);
	next();
	jdeAis(
		template,
		'Run Orchestration',
		{
			resource: 'orchestration',
			operation: 'run',
			orchestration: { __rl: true, mode: 'name', value: '={{ $json.orchestration }}' },
			inputsAs: 'json',
			inputsJson: '={{ $json.inputs }}',
			options: { doNotRunAfter: plan('leaseUntil'), onlyConnectedTo: plan('jdeConnection') },
		},
		{ position: at(720), onError: 'continueRegularOutput', notes: 'Then the ledger is read again' },
	);
	template.node(
		'Collect Results',
		'n8n-nodes-base.merge',
		3.2,
		{ mode: 'append', numberInputs: 2 },
		{ position: at(900) },
	);
	template.connect('Step', 'Read Inbox', { output: 1 });
	template.chain(
		...['Read Inbox', 'Read Crosswalk', 'Choose Documents', 'Get from Coupa', 'Choose Documents'],
	);
	template.connect('Choose Documents', 'Look Up in JDE', { output: 1 });
	template.connect('Look Up in JDE', 'Choose Documents');
	template.connect('Choose Documents', 'Get Companies', { output: 2 });
	template.chain(
		...['Get Companies', 'Find in Ledger', 'Get Vouchers', 'Find Receipts', 'Plan Posting'],
		...['Run Orchestration', 'Find in Ledger'],
	);
	template.connect('Plan Posting', 'Collect Results', { output: 1 });
	template.connect('Plan Posting', 'Mark Exported', { output: 2 });
	template.connect('Mark Exported', 'Collect Results', { output: 1, input: 1 });
	const books = x - 60;
	next();
	addBooks(template, 'key', x, '={{ {} }}');
	// What came in behind that row was not looked at.
	const seen = { status: 'open', id: new Is('lte', `={{ ${choice(2)}.inboxUpTo }}`) };
	updateRows(
		template,
		'Close Inbox',
		'jde_coupa_inbox',
		seen,
		{ status: 'done', run_id: plan('runId') },
		{ position: [x + 2.5 * NEXT_NODE, 1290], alwaysOutputData: true },
	);
	template.disconnect('Hand Back Lease', 'End Step');
	template.chain('Hand Back Lease', 'Close Inbox', 'End Step');
	addFrames(template, { words: WORDS }, { books, end: x + 3 * NEXT_NODE + 180, entries: 7 });
}
