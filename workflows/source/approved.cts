import type { Template } from './builder.cts';
import { NOW, plan, settings } from './flow.cts';
import { coupa, insertRows, route } from './nodes.cts';

/**
 * Invoices are marked when they are sent, and once more when people have approved them, because what is done on Coupa's
 * screens may take the mark back. A run asks Coupa for them when its chunks are through: no voucher is read for it.
 */

const FIND = 'Find Approved';
const OURS = 'Is It Ours';
const MARK = 'Mark Exported';

/** Coupa's clock and n8n's need not agree to the minute; what is marked already does not come again. */
const OVERLAP_MS = 3_600_000;
const LAST_RUN = "$('Read State').first().json.last_run_at";
const SINCE = `={{ new Date((Date.parse(${LAST_RUN} ?? '') || Date.now()) - ${OVERLAP_MS}).toISOString() }}`;

const STAMP = "$json['custom-fields']?.[$('Settings').first().json.invoiceStampField]";
const CHARTS =
	"$('Settings').first().json.companyCharts.split(';').map((entry) => entry.split('=').slice(1).join('=').trim())";
/** Coupa may be shared, and the custom field as well: the stamp is a voucher's key, and the chart one of these companies'. */
const IS_OURS = `={{ $('Settings').first().json.markExported && !$('Plan Step').first().json.dryRun && /^\\w{5}-\\w{2}-\\d{1,8}$/.test(${STAMP} ?? '') && ${CHARTS}.includes($json['account-type']?.name) }}`;

/** What Coupa does not take of one invoice ends with it; after everything else the next run looks back as far once more. */
const isMissed = (name: string) =>
	`($('${name}').isExecuted && $('${name}').all(1).some(({ json }) => !['validation', 'reference', 'duplicate'].includes(json.error?.category)))`;

/** When a run counts as ended: what it could not mark must be found again. */
export const LAST_RUN_BUT_FOR_MARKS = `={{ ${isMissed(FIND)} || ${isMissed(MARK)} ? ${LAST_RUN} : new Date().toISOString() }}`;

export function addMarks(template: Template): void {
	const at = (column: number): [number, number] => [2700 + column * 200, 110];
	coupa(
		template,
		FIND,
		{
			resource: 'invoice',
			operation: 'getAll',
			returnAll: true,
			exported: 'false',
			filters: {
				conditions: [
					{ attribute: 'status', operator: 'equals', value: 'approved' },
					{ attribute: 'updated-at', operator: 'gt_or_eq', value: SINCE },
				],
			},
			options: {
				fields: 'invoice-number, account-type.name, custom-fields',
				onlyAtHost: plan('coupaHost'),
			},
		},
		{ position: at(0), onError: 'continueErrorOutput', executeOnce: true },
	);
	route(template, OURS, { ours: IS_OURS }, { position: at(1) });
	coupa(
		template,
		MARK,
		{
			resource: 'invoice',
			operation: 'markExported',
			record: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			options: {
				doNotWriteAfter: "={{ $('Process Chunk').last().json.lease_until }}",
				onlyAtHost: plan('coupaHost'),
			},
		},
		{ position: at(2), onError: 'continueErrorOutput' },
	);
	insertRows(
		template,
		'Save Marks',
		'jde_coupa_audit',
		{
			flow: settings('flow'),
			key: `={{ ${STAMP} ?? ($json.record ? $('${OURS}').item.json['custom-fields'][$('Settings').first().json.invoiceStampField] : '') }}`,
			run_id: plan('runId'),
			execution_id: '={{ $execution.id }}',
			at: NOW,
			action: "={{ $json.error ? 'not marked' : 'marked' }}",
			category: "={{ $json.error?.category ?? '' }}",
			message: "={{ $json.error?.message ?? '' }}",
			changes: '={{ JSON.stringify($json.changes ?? []) }}',
			target_id: "={{ String($json.target?.id ?? $json.id ?? '') }}",
		},
		{ position: at(3), onError: 'continueRegularOutput' },
	);
	// First of the two by its place: n8n works through branches from top to bottom.
	template.connect('After Chunk', FIND, { output: 1 });
	template.connect(FIND, OURS);
	template.connect(OURS, MARK);
	template.connect(FIND, 'Save Marks', { output: 1 });
	template.connect(MARK, 'Save Marks');
	template.connect(MARK, 'Save Marks', { output: 1 });
}
