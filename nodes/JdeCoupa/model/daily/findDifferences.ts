import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { isRecord } from '../../../../lib/diff';
import { textOf } from '../text';
import type { VoucherRules } from './compareVoucher';
import { compareSuppliers } from './compareSuppliers';
import { compareVouchers } from './compareVouchers';
import { NO_CHECKS, addDifferences } from './difference';
import type { CheckTotals, Difference } from './difference';
import { parkedDifferences, tableDifferences } from './parkedAndTables';
import type { TableEdges } from './parkedAndTables';

/** What was read, each as the items of the node that read it. */
export interface CheckReadings {
	vouchers?: IDataObject[];
	/** what JDE AIS says of the chunk of vouchers */
	chunk?: IDataObject;
	/** `{ key, invoice, others }` of each voucher */
	copies?: IDataObject[];
	/** rows of `jde_coupa_state`, and of `jde_coupa_parked` what is not posted */
	states?: IDataObject[];
	parked?: IDataObject[];
	/** suppliers of Coupa, and the rows of F0401 with their numbers */
	suppliers?: IDataObject[];
	inJde?: IDataObject[];
	tables?: TableEdges[];
}

export interface CheckRules extends Omit<VoucherRules, 'invoices' | 'payments'> {
	/** flows in use */
	flows: readonly string[];
	/** pattern of the supplier numbers in Coupa that are ours */
	supplierNumbers: string;
	/** suppliers read at a time */
	chunkSize: number;
	tableLimitMiB: number;
	/** ISO 8601, UTC */
	now: string;
}

/** What is compared next, and the counts so far. */
export interface CheckStep extends IDataObject {
	step: '' | 'suppliers' | 'vouchers';
	cursor: string;
	isDone: boolean;
	totals: CheckTotals;
}

export interface Found {
	differences: Difference[];
	next: CheckStep;
}

export type Compared = 'vouchers' | 'suppliers' | 'parked';

export async function findDifferences(
	what: Compared,
	readings: CheckReadings,
	before: Partial<CheckTotals>,
	rules: CheckRules,
): Promise<Found> {
	if (what === 'vouchers') return await ofVouchers(readings, before, rules);
	return what === 'suppliers' ? ofSuppliers(readings, before, rules) : ofTables(readings, before, rules);
}

async function ofVouchers(
	{ vouchers = [], chunk = {}, copies = [], states = [], parked = [] }: CheckReadings,
	before: Partial<CheckTotals>,
	rules: CheckRules,
): Promise<Found> {
	const byKey = new Map(
		copies.map(({ key, invoice, others }) => [
			textOf(key),
			{ invoice: isRecord(invoice) ? invoice : null, others: (others ?? []) as string[] },
		]),
	);
	const isUsed = (flow: string) => rules.flows.includes(flow);
	const { differences, checked, leftToTheFlows } = await compareVouchers(
		vouchers,
		byKey,
		{ states, parked },
		{ ...rules, invoices: isUsed('apInvoices'), payments: isUsed('payments') },
	);
	const totals = addDifferences(before, differences, { vouchers: checked, leftToTheFlows });
	const cursor = textOf(chunk.next);
	const step = cursor !== '' ? 'vouchers' : isUsed('suppliers') ? 'suppliers' : '';
	return { differences, next: { step, cursor, isDone: step === '', totals } };
}

function ofSuppliers(
	{ suppliers = [], inJde = [] }: CheckReadings,
	before: Partial<CheckTotals>,
	{ supplierNumbers, chunkSize }: CheckRules,
): Found {
	const read = suppliers.filter(({ id }) => id !== undefined);
	const known = new Set(inJde.map(({ AN8 }) => textOf(AN8)));
	const differences = compareSuppliers(read, known, supplierNumbers);
	const totals = addDifferences(before, differences, { suppliers: read.length });
	const cursor = read.length < chunkSize ? '' : textOf(read.at(-1)?.id);
	return {
		differences,
		next: { step: cursor === '' ? '' : 'suppliers', cursor, isDone: cursor === '', totals },
	};
}

function ofTables(
	{ parked = [], tables = [] }: CheckReadings,
	before: Partial<CheckTotals>,
	{ now, tableLimitMiB }: CheckRules,
): Found {
	const differences = [...parkedDifferences(parked, now), ...tableDifferences(tables, tableLimitMiB)];
	const totals = addDifferences(before, differences);
	return { differences, next: { step: '', cursor: '', isDone: true, totals } };
}

/** Fails where a person has something to look at, so that n8n shows the execution as failed. */
export function endChecks(given: Partial<CheckTotals>, runId: string): CheckTotals {
	const totals = { ...NO_CHECKS, ...given };
	if (totals.differences === 0) return totals;
	const kinds = Object.entries(totals.byKind).map(([kind, count]) => `${kind}: ${count}`);
	return fail({
		code: 'CHECKS_FOUND',
		category: 'conflict',
		message: `${totals.differences} ${totals.differences === 1 ? 'thing needs' : 'things need'} a look (${kinds.join(', ')}). First: ${totals.first}`,
		description: `${totals.firstTodo}. All of them stand in the table 'jde_coupa_audit', flow 'dailyChecks', run ${runId}. Nothing was written into JD Edwards or Coupa; run the checks again when they are settled`,
		details: { ...totals },
	});
}
