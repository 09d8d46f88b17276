import type { IDataObject } from 'n8n-workflow';

import { changedPart, diff, isRecord } from '../../../lib/diff';
import type { RefusedPart } from '../../../lib/outcome';
import { positiveOf } from '../model/amounts';
import { inSameTerms } from '../model/customFields';
import { keyText } from '../model/document';
import type { LineCollection } from '../model/resource';
import { byPlace, recordsIn, withoutKeys } from './lists';
import type { LineClose, LineWrite, MissingLines } from './types';

export interface LinePlan {
	writes: LineWrite[];
	closes: LineClose[];
	refused: RefusedPart[];
}

/** A line without a number of its own. */
export interface BadLine {
	place: number;
	why: 'blank' | 'repeated';
}

/** The first line that cannot be matched. */
export function badLine(wanted: unknown, { key }: LineCollection): BadLine | undefined {
	const seen = new Set<string>();
	for (const [i, line] of ([wanted ?? []].flat() as unknown[]).entries()) {
		const own = isRecord(line) ? keyText(line[key]) : '';
		if (own === '' || seen.has(own)) return { place: i + 1, why: own === '' ? 'blank' : 'repeated' };
		seen.add(own);
	}
	return undefined;
}

/** Matches lines by their number and says which differ. Lines that Coupa would not let go are closed or held back. */
export function linePlan(
	collection: LineCollection,
	wanted: unknown,
	existing: unknown,
	missingLines: MissingLines,
): LinePlan {
	const plan: LinePlan = { writes: [], closes: [], refused: [] };
	if (wanted === undefined) return plan;
	const { key } = collection;
	const present = new Map(recordsIn(existing).map((line) => [keyText(line[key]), line]));
	const mayClose = missingLines === 'deleteOrSoftClose';
	for (const line of recordsIn(wanted)) {
		const number = keyText(line[key]);
		const old = present.get(number);
		present.delete(number);
		if (isTrue(line._delete)) {
			if (old) remove(collection, number, old, plan, mayClose);
		} else if (old) change(collection, number, line, old, plan);
		else plan.writes.push(added(collection, number, line));
	}
	if (missingLines !== 'keep') {
		for (const [number, old] of present) remove(collection, number, old, plan, mayClose);
	}
	return plan;
}

/** Lines of a document that is created: none of them can be deleted. */
export function newLines(wanted: unknown): IDataObject[] {
	return recordsIn(wanted)
		.filter((line) => !isTrue(line._delete))
		.map((line) => withoutKeys(line, ['_delete', 'id']));
}

export function refusedLine(
	collection: LineCollection,
	{ key, what, line }: Pick<LineWrite, 'key' | 'what' | 'line'>,
	reason: string,
): RefusedPart {
	const names = ['quantity', ...collection.touchedBy];
	const quantities = Object.fromEntries(
		names.filter((name) => line[name] !== undefined).map((name) => [name, line[name]]),
	);
	return { path: pathOf(collection, key), what, quantities, reason };
}

function change(
	collection: LineCollection,
	key: string,
	line: IDataObject,
	old: IDataObject,
	plan: LinePlan,
): void {
	const { wanted: own, existing } = inSameTerms(withoutKeys(line, ['id', '_delete']), old);
	const changes = diff(own, existing, pathOf(collection, key));
	if (changes.length === 0) return;
	const body: IDataObject = { id: old.id };
	for (const [name, value] of Object.entries(changedPart(own, diff(own, existing)))) {
		const placed = Array.isArray(value) && value.some(isRecord) ? byPlace(value, old[name]) : value;
		if (placed === undefined) {
			const reason = `Coupa has more entries in '${name}', and takes none away`;
			plan.refused.push(refusedLine(collection, { key, what: 'change', line: old }, reason));
			return;
		}
		body[name] = placed as IDataObject;
	}
	plan.writes.push({ key, what: 'change', body, changes, line: old });
}

function added(collection: LineCollection, key: string, line: IDataObject): LineWrite {
	const body = withoutKeys(line, ['id', '_delete']);
	return { key, what: 'add', body, changes: diff(body, {}, pathOf(collection, key)), line: body };
}

function remove(
	collection: LineCollection,
	key: string,
	old: IDataObject,
	plan: LinePlan,
	mayClose: boolean,
): void {
	const entry = { key, what: 'delete' as const, line: old };
	const by = positiveOf(old, collection.touchedBy);
	if (by.length > 0 && collection.softClose && mayClose) {
		const action = collection.softClose.actionFor(old);
		if (action.isDone?.(old)) return;
		if (action.dueIn?.includes(keyText(old.status))) plan.closes.push({ key, action, line: old });
		else plan.refused.push(stillOpen(collection, { key, line: old }, `: ${statusShown(old)}`));
		return;
	}
	if (by.length > 0 || !collection.removable) {
		const reason = by.length > 0 ? touchedText(by) : "Coupa's API takes no such line away";
		plan.refused.push(refusedLine(collection, entry, reason));
		return;
	}
	const before = { quantity: old.quantity ?? null };
	plan.writes.push({
		...entry,
		body: { id: old.id, _delete: true },
		changes: [{ path: pathOf(collection, key), before, after: null }],
	});
}

/** A line that is not wanted any more, and neither goes nor is closed. */
export function stillOpen(
	collection: LineCollection,
	{ key, line }: Pick<LineClose, 'key' | 'line'>,
	why: string,
): RefusedPart {
	const reason = `${touchedText(positiveOf(line, collection.touchedBy))}, and is not closed${why}`;
	return refusedLine(collection, { key, what: 'delete', line }, reason);
}

export function statusShown({ status }: IDataObject): string {
	return keyText(status) === ''
		? 'Coupa shows no status of it'
		: `Coupa shows its status as '${keyText(status)}'`;
}

function touchedText(names: readonly string[]): string {
	return `It was ${names.join(' and ')}`;
}

export function pathOf({ attribute }: Pick<LineCollection, 'attribute'>, key: string): string {
	return `${attribute}[${key}]`;
}

function isTrue(value: unknown): boolean {
	return value === true || value === 'true';
}
