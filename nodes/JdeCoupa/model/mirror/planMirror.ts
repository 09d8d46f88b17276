import type { IDataObject } from 'n8n-workflow';

import { failure, isOutage } from '../../../../lib/failure';
import type { Failure, Settled } from '../../../../lib/failure';
import { textOf } from '../text';
import type { Totals } from '../totals';
import { flowPart, reasonIn, toldAs } from './externalId';
import { reportOf, waits } from './report';
import type { OpenRow } from './report';

export interface MirrorInput {
	/** by flow, the code of the integration in Coupa; a flow with a blank one is not mirrored */
	codes: Readonly<Record<string, string>>;
	/** Technical, Functional or Both */
	contactAlertType: string;
	/** reports at most that are made, and at most that are resolved */
	maximumRecords: number;
	/** host that was asked for what is told */
	host: string;
	/** rows of the state table */
	states: readonly IDataObject[];
	/** rows of the parked table that stand open */
	open: readonly OpenRow[];
	/** rows of the audit that speak of runs */
	runs: readonly IDataObject[];
	/** reports in Coupa that are not resolved: `id`, `external-id`, `resolved` */
	told: readonly IDataObject[];
	/** time of the newest row of the audit that was told */
	since: string;
}

/** What one flow tells Coupa, as the run that is opened for it; names with an underscore are not for Coupa. */
export interface FlowPlan extends IDataObject {
	integration: { code: string };
	'total-records': number;
	'records-processed': number;
	_flow: string;
	/** reports with and without a need for somebody to act */
	_tell: IDataObject[];
	_tellQuietly: IDataObject[];
	/** Coupa's IDs */
	_resolve: string[];
	_hasFailed: boolean;
	/** ISO 8601, UTC: newest row of the audit that this plan speaks of */
	_until: string;
}

const ALERT_TYPES = ['Technical', 'Functional', 'Both'];

/**
 * What Coupa has to be told so that its open reports are what stands open here, each once: Coupa's own list says what
 * is told already, and no memory of ours. A flow of which there is nothing to tell has no plan.
 */
export function planMirror(input: MirrorInput): Array<Settled<FlowPlan>> {
	const { codes, contactAlertType, states, host } = input;
	const flows = Object.entries(codes).filter(([, code]) => textOf(code) !== '');
	if (!ALERT_TYPES.includes(contactAlertType))
		return [{ ok: false, failure: unknownAlertType(contactAlertType) }];
	const plans = flows.map(([flow, code]): Settled<FlowPlan> | undefined => {
		const own = states.find((row) => textOf(row.flow) === flow);
		if (textOf(own?.coupa_host) !== host)
			return { ok: false, failure: otherHost(flow, textOf(own?.coupa_host), host) };
		return flowPlan(flow, textOf(code), input);
	});
	return within(
		plans.filter((plan) => plan !== undefined),
		input.maximumRecords,
	);
}

function flowPlan(flow: string, code: string, input: MirrorInput): Settled<FlowPlan> | undefined {
	const { open, told, contactAlertType, since } = input;
	const rows = open.filter((row) => textOf(row.flow) === flow);
	const reasons = new Map(rows.map((row) => [toldAs(code, row).reason, row]));
	const known = new Set<string>();
	const resolve: string[] = [];
	for (const { id, resolved, 'external-id': externalId } of told) {
		const name = textOf(externalId);
		if (resolved === true || !name.startsWith(flowPart(code, flow))) continue;
		const reason = reasonIn(name);
		// Two of one reason, should there ever be two: one of them is enough.
		if (!reasons.has(reason) || known.has(reason)) resolve.push(textOf(id));
		known.add(reason);
	}
	const news = [...reasons]
		.filter(([reason]) => !known.has(reason))
		.map(([, row]) => row)
		.sort((a, b) => (textOf(a.first_at) < textOf(b.first_at) ? -1 : 1));
	const report = (row: OpenRow) => reportOf(code, contactAlertType, row);
	const runs = runsOf(flow, input.runs, since);
	if (news.length === 0 && resolve.length === 0 && !runs.isWorthTelling) return undefined;
	return {
		ok: true,
		value: {
			integration: { code },
			'total-records': runs.read,
			'records-processed': runs.read - runs.parked,
			_flow: flow,
			_tell: news.filter((row) => !waits(row)).map(report),
			_tellQuietly: news.filter(waits).map(report),
			_resolve: resolve,
			_hasFailed: runs.hasFailed,
			_until: newest(input.runs, since),
		},
	};
}

/** The rest comes with the next run, because Coupa does not have it then either. */
function within(plans: ReadonlyArray<Settled<FlowPlan>>, maximum: number): Array<Settled<FlowPlan>> {
	const left = { tell: maximum, resolve: maximum };
	const take = <T>(what: keyof typeof left, all: T[]): T[] => {
		const taken = maximum > 0 ? all.slice(0, left[what]) : all;
		left[what] -= taken.length;
		return taken;
	};
	return plans.map((plan) => {
		if (!plan.ok) return plan;
		const { _tell: tell, _tellQuietly: quietly, _resolve: resolve } = plan.value;
		const limited = {
			_tell: take('tell', tell),
			_tellQuietly: take('tell', quietly),
			_resolve: take('resolve', resolve),
		};
		return { ok: true, value: { ...plan.value, ...limited } };
	});
}

const newest = (runs: readonly IDataObject[], since: string) =>
	runs.map(({ at }) => textOf(at)).reduce((a, b) => (a > b ? a : b), since);

/** What the flow's runs since then came to. A dry run moved nothing, an outage is nobody's task. */
function runsOf(flow: string, rows: readonly IDataObject[], since: string) {
	const own = rows
		.filter((row) => textOf(row.flow) === flow && textOf(row.at) > since)
		.sort((a, b) => (textOf(a.at) < textOf(b.at) ? -1 : 1));
	const ran = own.filter(({ action }) => action === 'run' || action === 'run stopped');
	const sum = (name: 'read' | 'parked') =>
		ran.reduce((all, row) => all + (Number(totalsOf(row)[name]) || 0), 0);
	const last = own.filter(({ action }) => action !== 'dry run').at(-1);
	const hasFailed =
		last?.action === 'execution failed' || (last?.action === 'run stopped' && !isOutage(last));
	const isWorthTelling = hasFailed || ran.some(({ action }) => action === 'run');
	return { read: sum('read'), parked: sum('parked'), hasFailed, isWorthTelling };
}

/** A cell of the audit is cut at some length, and then no JSON any more. */
function totalsOf({ changes }: IDataObject): Partial<Totals> {
	try {
		return JSON.parse(textOf(changes) || '{}') as Partial<Totals>;
	} catch {
		return {};
	}
}

function unknownAlertType(given: string): Failure {
	return failure({
		code: 'MIRROR_ALERT_TYPE',
		category: 'configuration',
		message: `'contactAlertType' is '${given}', and Coupa knows ${ALERT_TYPES.join(', ')}`,
		description: "Correct it in 'Settings'",
	});
}

function otherHost(flow: string, pinned: string, host: string): Failure {
	return failure({
		code: 'MIRROR_OTHER_HOST',
		category: 'configuration',
		message:
			pinned === ''
				? `The flow '${flow}' is not set up yet, so it is not mirrored`
				: `The flow '${flow}' belongs to '${pinned}', and the others to '${host}'`,
		description:
			"Run the set-up with all flows whose code stands in 'Settings', or leave the code of this one blank",
	});
}
