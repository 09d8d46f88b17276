import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Settled } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { outcome } from '../../../../lib/outcome';
import type { Outcome, OutcomeAction } from '../../../../lib/outcome';
import { keyText } from '../../model/document';
import { invoiceModel } from '../../model/invoice';
import { PAYMENT_FIELDS, paymentEntry, unfitPayment } from '../../model/payment';
import type { WantedPayment } from '../../model/payment';
import { coupaFor } from '../../transport/connection';
import type { Coupa } from '../../transport/types';
import { addPayment, paymentPlan } from '../../upsert/addPayment';
import { inBatch } from '../../upsert/batch';
import type { Tally } from '../../upsert/createOnce';
import { findAll } from '../../upsert/find';
import { hostRefusal, tooManyWrites } from '../../upsert/guards';
import { ACTION_OPTIONS } from '../shared/act';
import { identified } from '../shared/locator';
import { theOne } from '../shared/notOne';
import { optionsCollection } from '../shared/shown';
import { itemResult, settingsOf } from '../shared/write';
import { INVOICE_LOCATOR } from '../invoice/fields';
import { PAYMENT_PARAMETERS } from './fields';

export const description = [...INVOICE_LOCATOR, ...PAYMENT_PARAMETERS, optionsCollection(ACTION_OPTIONS)];

/** Adds a payment to its invoice, unless it is there already. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const coupa = await coupaFor(this);
	const read = parameterReader(this);
	const settings = settingsOf(read('options', 0, {}) as IDataObject, read, 'update');
	const refusal = hostRefusal(settings, coupa.host);
	if (refusal) return items.map((_, i) => itemResult(i, { ok: false, failure: refusal }));

	const targets = items.map((_, i) => identified(read, i, invoiceModel));
	const found = await findAll(coupa, invoiceModel, targets, PAYMENT_FIELDS);
	const entries = found.map((rows, i): Settled<{ invoice: IDataObject; wanted: WantedPayment }> => {
		const target = targets[i];
		if (!target.ok) return target;
		const invoice = theOne(rows, `invoice '${target.value.value}'`, target.value.by);
		if (!invoice.ok) return invoice;
		const wanted = wantedPayment(read, i);
		const unfit = unfitPayment(wanted);
		return unfit ? { ok: false, failure: unfit } : { ok: true, value: { invoice: invoice.value, wanted } };
	});
	const planned = entries.filter((entry) => entry.ok && isChange(entry.value)).length;
	const tooMany = tooManyWrites(settings, planned);
	if (tooMany) return items.map((_, i) => itemResult(i, { ok: false, failure: tooMany }));

	// Payments of one invoice go one after the other, each seeing what the one before has added.
	const latest = new Map<string, Promise<IDataObject>>();
	const results = await inBatch(coupa, settings, entries, async ({ invoice, wanted }, before) => {
		const id = String(invoice.id);
		const turn = (latest.get(id) ?? Promise.resolve(invoice)).then(async (current) => {
			const result = await payOne(coupa, current, wanted, settings.dryRun, before);
			return { result: result.outcome, current: result.invoice };
		});
		latest.set(
			id,
			turn.then(({ current }) => current),
		);
		return (await turn).result;
	});
	return results.map((result, i) => itemResult(i, result));
}

async function payOne(
	coupa: Coupa,
	invoice: IDataObject,
	wanted: WantedPayment,
	dryRun: boolean,
	before: Parameters<typeof addPayment>[4],
): Promise<{ outcome: Settled<Outcome>; invoice: IDataObject }> {
	const now = () => new Date(coupa.surroundings.now()).toISOString();
	const startedAt = now();
	const tally: Tally = { calls: 0, attempts: 0, waitedMs: 0 };
	const plan = paymentPlan(invoice, wanted, `invoice '${keyText(invoice['invoice-number'])}'`);
	if (!plan.ok) return { outcome: plan, invoice };
	const { changes, body } = plan.value;
	const done = (action: OutcomeAction): Settled<Outcome> => ({
		ok: true,
		value: outcome({
			record: { type: 'invoice payment', key: wanted.notes },
			action,
			target: { system: coupa.host, id: String(invoice.id), key: keyText(invoice['invoice-number']) },
			changes,
			...tally,
			startedAt,
			finishedAt: now(),
			wanted: paymentEntry(invoice.id, wanted),
		}),
	});
	if (changes.length === 0) return { outcome: done('unchanged'), invoice };
	const isNew = 'payments' in body;
	if (dryRun) return { outcome: done(isNew ? 'planned-create' : 'planned-update'), invoice };
	const answer = await addPayment(coupa, invoice, wanted, plan.value, before, tally);
	return answer.ok
		? { outcome: done(isNew ? 'created' : 'updated'), invoice: { ...invoice, ...answer.value } }
		: { outcome: answer, invoice };
}

function wantedPayment(read: ReturnType<typeof parameterReader>, itemIndex: number): WantedPayment {
	const paid = String(read('paid', itemIndex, 'leave'));
	return {
		amount: keyText(read('amountPaid', itemIndex, '')),
		date: keyText(read('paymentDate', itemIndex, '')),
		notes: keyText(read('notes', itemIndex, '')),
		paid: paid === 'leave' ? undefined : paid === 'true',
	};
}

function isChange({ invoice, wanted }: { invoice: IDataObject; wanted: WantedPayment }): boolean {
	const plan = paymentPlan(invoice, wanted, '');
	return plan.ok && plan.value.changes.length > 0;
}
