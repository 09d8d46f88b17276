import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { parseDecimal } from '../../../../lib/decimal';
import { isRecord } from '../../../../lib/diff';
import type { Failure, Settled } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { outcome } from '../../../../lib/outcome';
import type { Outcome, OutcomeAction } from '../../../../lib/outcome';
import { inOneDialect } from '../../model/dialect';
import { keyText } from '../../model/document';
import { invoiceModel } from '../../model/invoice';
import { PAYMENT_FIELDS, paymentEntry, unfitPayment } from '../../model/payment';
import type { WantedPayment } from '../../model/payment';
import { currencyOf, unsigned } from '../../model/worth';
import type { Worth } from '../../model/worth';
import { coupaFor } from '../../transport/connection';
import type { Coupa } from '../../transport/types';
import { addPayment, paymentPlan } from '../../upsert/addPayment';
import { inBatch } from '../../upsert/batch';
import type { Before } from '../../upsert/batch';
import type { Tally } from '../../upsert/createOnce';
import { findAll } from '../../upsert/find';
import { hostRefusal, tooManyWrites, tooMuch } from '../../upsert/guards';
import { notOurs, underOwnNumbers } from '../../upsert/ownMark';
import type { Wanted } from '../../upsert/types';
import { ACTION_OPTIONS } from '../shared/act';
import { OWN_MARK_OPTION, RECORD_KEY_OPTION } from '../shared/documentOptions';
import { noKey } from '../shared/fitness';
import { identified } from '../shared/locator';
import { theOne } from '../shared/notOne';
import { optionsCollection } from '../shared/shown';
import { itemResult, settingsOf } from '../shared/write';
import { PAYMENT_PARAMETERS } from './fields';

export const description = [
	...PAYMENT_PARAMETERS,
	optionsCollection([...ACTION_OPTIONS, OWN_MARK_OPTION, RECORD_KEY_OPTION]),
];

/** What one item asks for. */
interface Entry {
	invoice: IDataObject;
	wanted: WantedPayment;
	recordKey: string;
	worth: Worth;
}

/** Adds a payment to its invoice, unless it is there already. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const coupa = await coupaFor(this);
	const read = parameterReader(this);
	const options = read('options', 0, {}) as IDataObject;
	const settings = { ...settingsOf(options, read, 'update'), ownMark: keyText(options.ownMark) };
	const refusal = hostRefusal(settings, coupa.host);
	if (refusal) return items.map((_, i) => itemResult(i, { ok: false, failure: refusal }));

	const isWhole = read('document', 0, 'defineBelow') === 'wholeItem';
	const asked = items.map(({ json }, i) => (isWhole ? askedByItem(json) : askedBelow(read, i)));
	const targets = asked.map(({ target }) => target);
	const looked = await findAll(coupa, invoiceModel, targets, PAYMENT_FIELDS);
	const own = await underOwnNumbers(coupa, invoiceModel, targets, looked, PAYMENT_FIELDS, settings);
	const entries = own.found.map((rows, i): Settled<Entry> => {
		const target = own.wanted[i];
		if (!target.ok) return target;
		const about = `invoice '${target.value.value}'`;
		const { by } = target.value;
		const invoice = theOne(rows, about, by, invoiceModel.keyParts);
		if (!invoice.ok) return settings.ownMark === '' ? invoice : stillToCome(invoice.failure, by);
		const { wanted } = asked[i];
		// An ID names one invoice, whose mark need not be ours: it was born in Coupa.
		const foreign =
			target.value.by === 'id' ? undefined : notOurs(target.value, invoice.value, settings, about);
		const unfit = unfitPayment(wanted) ?? foreign;
		if (unfit) return { ok: false, failure: unfit };
		const recordKey = keyText(read('options.recordKey', i, '')) || wanted.notes;
		const amount = unsigned(parseDecimal(wanted.amount)!);
		const worth = { currency: currencyOf(isWhole ? items[i].json : invoice.value), amount };
		return { ok: true, value: { invoice: invoice.value, wanted, recordKey, worth } };
	});
	const planned = entries.flatMap((entry) => (entry.ok && isChange(entry.value) ? [entry.value] : []));
	const tooMany =
		tooManyWrites(settings, planned.length) ??
		tooMuch(
			settings,
			planned.map(({ worth }) => worth),
		);
	if (tooMany) return items.map((_, i) => itemResult(i, { ok: false, failure: tooMany }));

	// Payments of one invoice go one after the other, each seeing what the one before has added.
	const latest = new Map<string, Promise<IDataObject>>();
	const results = await inBatch(coupa, invoiceModel, settings, entries, async (entry, before) => {
		const id = String(entry.invoice.id);
		const turn = (latest.get(id) ?? Promise.resolve(entry.invoice)).then(async (invoice) => {
			const result = await payOne(coupa, { ...entry, invoice }, settings.dryRun, before);
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

/** The copy of a document of the source is written by a flow of its own: until it is there, its payments wait. */
function stillToCome(missing: Failure, by: string): Settled<never> {
	const isWaiting = missing.code === 'COUPA_NOT_FOUND' && by !== 'id';
	const details = { ...missing.details, ...(isWaiting ? { reason: 'waiting-for-invoice' } : {}) };
	return { ok: false, failure: { ...missing, details } };
}

async function payOne(
	coupa: Coupa,
	{ invoice, wanted, recordKey }: Entry,
	dryRun: boolean,
	before: Before,
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
			record: { type: 'invoice payment', key: recordKey },
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

interface Asked {
	target: Settled<Wanted>;
	wanted: WantedPayment;
}

function askedBelow(read: ReturnType<typeof parameterReader>, itemIndex: number): Asked {
	const paid = String(read('paid', itemIndex, 'leave'));
	const target = identified(read, itemIndex, invoiceModel);
	const wanted = {
		amount: keyText(read('amountPaid', itemIndex, '')),
		date: keyText(read('paymentDate', itemIndex, '')),
		notes: keyText(read('notes', itemIndex, '')),
		paid: paid === 'leave' ? undefined : paid === 'true',
	};
	return { target: target.ok ? { ok: true, value: { ...target.value, document: {} } } : target, wanted };
}

function askedByItem(item: IDataObject): Asked {
	const json = inOneDialect(item) as IDataObject;
	const document = isRecord(json.invoice) ? json.invoice : {};
	const [by, value] = ['id', invoiceModel.key]
		.map((name) => [name, keyText(document[name])])
		.find(([, text]) => text !== '') ?? [invoiceModel.key, ''];
	const within = by === 'id' || !isRecord(document.supplier) ? undefined : { supplier: document.supplier };
	const target: Settled<Wanted> =
		value === ''
			? { ok: false, failure: noKey(invoiceModel, invoiceModel.key) }
			: { ok: true, value: { by, value, within, document } };
	const { paid } = json;
	const wanted = {
		amount: keyText(json['amount-paid']),
		date: keyText(json['payment-date']),
		notes: keyText(json.notes),
		paid: isFlag(paid) ? String(paid) === 'true' : undefined,
	};
	return { target, wanted };
}

function isFlag(value: unknown): boolean {
	return ['true', 'false'].includes(String(value));
}

function isChange({ invoice, wanted }: Entry): boolean {
	const plan = paymentPlan(invoice, wanted, '');
	return plan.ok && plan.value.changes.length > 0;
}
