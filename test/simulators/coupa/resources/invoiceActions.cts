import { isBlank, isObject, type Values } from '../attributes.cts';
import type { Action, ActionCall } from '../resource.cts';

const statusOf = ({ row }: ActionCall): string => String(row.values.status);

const from =
	(allowed: readonly string[], status: string, effect: string, more: Values = {}): Action['act'] =>
	(call) =>
		allowed.includes(statusOf(call))
			? { changes: { status, ...more }, effects: [effect] }
			: { refusal: `Invoice cannot be ${effect} in status ${statusOf(call)}` };

const WAITING = ['pending_approval', 'pending_receipt', 'pending_action', 'on_hold', 'ap_hold'];

const dispute: Action['act'] = (call) => {
	const reason = call.body['dispute-reason'];
	if (!isObject(reason) || (isBlank(reason.code) && isBlank(reason.id)))
		return { refusal: "Dispute reason can't be blank" };
	return from([...WAITING, 'approved'], 'disputed', 'disputed')(call);
};

/** Replaces the scan of the invoice as it came from the supplier. */
const imageScan: Action['act'] = ({ parts: { file } }) => {
	if (!file?.fileName) return { refusal: "File can't be blank" };
	const changes: Values = {
		'image-scan': `/invoices/scans/${file.fileName}`,
		'image-scan-file-name': file.fileName,
		'image-scan-content-type': file.contentType ?? null,
		'image-scan-file-size': String(file.content.length),
	};
	return { changes, effects: ['scanned'] };
};

export const invoiceActions: Record<string, Action> = {
	image_scan: { isForm: true, act: imageScan },
	submit: { act: from(['draft', 'new'], 'pending_approval', 'submitted') },
	void: { act: from(['pending_receipt', 'approved', 'draft'], 'voided', 'voided', { canceled: true }) },
	abandon: { act: from(['draft', 'new', 'disputed', 'rejected'], 'abandoned', 'abandoned') },
	dispute: { takes: ['dispute-reason', 'comment'], act: dispute },
	restart_approvals: { act: from(WAITING, 'pending_approval', 'approvals-restarted') },
	withdraw_dispute: { act: from(['disputed'], 'pending_approval', 'dispute-withdrawn') },
	revalidate_tolerances: { act: () => ({ changes: {}, effects: ['revalidated'] }) },
	bypass_approvals: {
		scope: 'core.invoice.approval.bypass',
		act: from(['pending_approval'], 'approved', 'approved'),
	},
};
