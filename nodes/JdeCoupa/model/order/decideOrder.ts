import type { IDataObject } from 'n8n-workflow';

import { addDays, isIsoDate } from '../../../../lib/dates';
import { isRecord } from '../../../../lib/diff';
import { fail } from '../../../../lib/failure';
import { fitsOne } from '../patterns';
import { textOf } from '../text';
import { poNumber } from './poNumber';

export const STATES = ['pending', 'open', 'received', 'cancelled', 'closed'] as const;
export type LineState = (typeof STATES)[number];

/** A row of the visible table of statuses: which are the site's own. */
export interface StatusRule {
	/** last and next status, `400/999`, several separated by commas; `*` stands for anything */
	statuses: string;
	state: LineState;
}

export interface OrderRules {
	statuses: readonly StatusRule[];
	poNumberTemplate: string;
	/** days that a closed order stays open in Coupa, for invoices that are still to come */
	closeDelayDays: number;
	/** ISO date */
	today: string;
}

export type OrderAction = 'write' | 'cancel' | 'close' | 'skip';

export interface OrderDecision extends IDataObject {
	action: OrderAction;
	poNumber: string;
	/** in words, for people and the run report */
	reason: string;
	/** day from which a closed order is closed in Coupa; blank if it is not closed */
	closeFrom: string;
	/** the lines that are to stand in Coupa: cancelled ones are left out, so that they are deleted or closed there */
	lines: IDataObject[];
	/** numbers of the cancelled lines */
	cancelledLines: string[];
	/** whether each run looks at it again: the days pass without a change */
	watch: boolean;
}

/**
 * What to do with an order: nothing until every line that is not cancelled is approved, then write it as it stands;
 * cancel it with its last line; close it some days after its last line was closed.
 */
export function decideOrder(order: IDataObject, rules: OrderRules): OrderDecision {
	const key = textOf(order.key);
	const lines = (Array.isArray(order.lines) ? order.lines : []).filter(isRecord);
	if (lines.length === 0) noLines(key);
	const stated = lines.map((line) => ({ ...line, state: stateOf(key, line, rules.statuses) }));
	const live = stated.filter(({ state }) => state !== 'cancelled');
	const common = {
		poNumber: poNumber(order, rules.poNumberTemplate),
		closeFrom: '',
		lines: live as IDataObject[],
		cancelledLines: stated.filter(({ state }) => state === 'cancelled').map((line) => lineNumber(line)),
		watch: false,
	};
	if (live.length === 0) return { ...common, action: 'cancel', reason: 'all lines are cancelled' };
	if (textOf(order.hold) !== '') {
		return { ...common, action: 'skip', reason: `on hold with code ${textOf(order.hold)}` };
	}
	if (live.some(({ state }) => state === 'pending')) {
		return { ...common, action: 'skip', reason: 'not approved yet' };
	}
	if (live.some(({ state }) => state !== 'closed')) {
		return { ...common, action: 'write', reason: 'approved' };
	}
	const closeFrom = addDays(lastChange(live, rules.today), rules.closeDelayDays);
	const isDue = closeFrom <= rules.today;
	return {
		...common,
		action: isDue ? 'close' : 'write',
		reason: isDue ? 'all lines are closed' : `all lines are closed; to be closed from ${closeFrom}`,
		closeFrom,
		watch: !isDue,
	};
}

function stateOf(key: string, line: IDataObject, rules: readonly StatusRule[]): LineState {
	const statuses = `${textOf(line.lastStatus)}/${textOf(line.nextStatus)}`;
	const rule = rules.find((one) => fitsOne(statuses, one.statuses));
	return rule?.state ?? unknownStatus(key, lineNumber(line), statuses);
}

function lineNumber(line: IDataObject): string {
	return textOf(line.number);
}

/** The day of the last change of a line; today where JD Edwards does not show it, so that nothing closes too early. */
function lastChange(lines: readonly IDataObject[], today: string): string {
	const days = lines.map(({ F4311 }) => textOf(isRecord(F4311) ? F4311.UPMJ : '')).filter(isIsoDate);
	return days.length < lines.length ? today : days.reduce((last, day) => (day > last ? day : last));
}

function noLines(key: string): never {
	fail({
		code: 'ORDER_WITHOUT_LINES',
		category: 'validation',
		message: `Order ${key} has no lines`,
		description: 'Look it up in JD Edwards; row security may hide its lines from the user of the credential',
	});
}

function unknownStatus(key: string, line: string, statuses: string): never {
	fail({
		code: 'ORDER_STATUS_UNKNOWN',
		category: 'reference',
		message: `Line ${line} of order ${key} has the status ${statuses}, which 'Statuses' does not list`,
		description: "Add the last and next status to 'Statuses' with what it means, then replay the order",
		details: { line, statuses },
	});
}
