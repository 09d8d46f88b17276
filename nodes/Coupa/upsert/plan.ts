import type { IDataObject } from 'n8n-workflow';

import { changedPart, diff, equalByMeaning } from '../../../lib/diff';
import type { Change } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Failure, FailureCategory, Settled } from '../../../lib/failure';
import { inSameTerms } from '../model/customFields';
import { keyText } from '../model/document';
import type { ResourceModel } from '../model/resource';
import { childWrites } from './children';
import { fixedPlan } from './fixed';
import { badLine, linePlan, newLines } from './lines';
import type { LinePlan } from './lines';
import { notOurs } from './ownMark';
import { byPlace, wouldBeAddedAgain, withoutKeys } from './lists';
import type { Plan, Wanted, WriteSettings } from './types';

type Refused = { ok: false; failure: Failure };

/**
 * Compares one wanted record with what was found in Coupa and says what has to be written. Writes nothing.
 * @param found all records with its key
 */
export function planFor(
	model: ResourceModel,
	wanted: Wanted,
	found: readonly IDataObject[],
	settings: WriteSettings,
): Settled<Plan> {
	const { document, value, content = 'write' } = wanted;
	const about = `${model.type} '${value}'`;
	const misplaced = notInPlace(wanted, found, settings, about);
	if (misplaced) return misplaced;
	const foreign = found[0] && notOurs(wanted, found[0], settings, about);
	// A document that is to be neither created nor changed has no copy there, whoever uses its number.
	if (foreign && content !== 'keep') return { ok: false, failure: foreign };
	const existing = foreign ? undefined : found.at(0);
	const key = keyText(document[model.key]) || keyText(existing?.[model.key]) || value;
	const children = childWrites(model, document, existing, about);
	if (!children.ok) return children;
	const lineBad = model.lines && badLine(document[model.lines.attribute], model.lines);
	if (lineBad) return unnumbered(model, lineBad.place, lineBad.why, about);

	const common = { key, wanted, children: children.value };
	if (content === 'keep' || content === (existing ? 'create' : 'change')) {
		const nothing = { body: {}, changes: [], children: [], lines: [], closes: [], refused: [] };
		const action = existing && content === 'keep' ? 'unchanged' : 'skipped';
		return { ok: true, value: { ...common, action, existing, ...nothing } };
	}
	if (!existing) return { ok: true, value: { ...common, ...creation(model, document) } };
	if (model.isFixed) return fixedPlan(model, common, existing, about);

	const header = withoutKeys(document, [
		...Object.keys(model.children),
		...(model.lines ? [model.lines.attribute] : []),
		...(model.keyIsComputed ? [model.key] : []),
		...settings.createOnly,
	]);
	const same = inSameTerms(header, existing);
	const changes = diff(same.wanted, same.existing).filter((one) => !isOwnNumberedName(one, model, key));
	const body = placed(model, changedPart(same.wanted, changes), existing);
	const shrunk = Object.keys(body).find((name) => body[name] === undefined);
	if (shrunk !== undefined) return wouldShrink(shrunk, about);
	const doubled = Object.keys(body).find(
		(name) => !model.lists?.includes(name) && wouldBeAddedAgain(body[name], existing[name]),
	);
	if (doubled !== undefined) return wouldGrow(doubled, about);
	const lines: LinePlan = model.lines
		? linePlan(
				model.lines,
				document[model.lines.attribute],
				existing[model.lines.attribute],
				settings.missingLines,
			)
		: { writes: [], closes: [], refused: [] };
	const below = children.value.length + lines.writes.length + lines.closes.length;
	const differs = changes.length + below > 0;
	const isClosed = model.closedIn?.includes(keyText(existing.status)) ?? false;
	const stale = differs ? staleVersion(wanted, existing, about) : undefined;
	if (stale) return stale;
	if (isClosed && (differs || lines.refused.length > 0)) return closed(about, keyText(existing.status));
	const action = differs ? 'update' : lines.refused.length > 0 ? 'skipped' : 'unchanged';
	return {
		ok: true,
		value: {
			...common,
			...{ action, existing, body, changes },
			...{ lines: lines.writes, closes: lines.closes, refused: lines.refused },
		},
	};
}

function creation(model: ResourceModel, document: IDataObject) {
	const { lines, onCreate = {}, children, key, keyIsComputed } = model;
	const own = withoutKeys(document, [...Object.keys(children), ...(keyIsComputed ? [key] : [])]);
	const body: IDataObject = { ...onCreate, ...own };
	if (lines && lines.attribute in body) body[lines.attribute] = newLines(body[lines.attribute]);
	return { action: 'create' as const, body, changes: diff(body, {}), lines: [], closes: [], refused: [] };
}

/** Lists without keys get the ids of what stands in their place. */
function placed(model: ResourceModel, body: IDataObject, existing: IDataObject): IDataObject {
	const entries = Object.entries(body).map(([name, value]) => [
		name,
		model.lists?.includes(name) ? byPlace(value, existing[name]) : value,
	]);
	return Object.fromEntries(entries) as IDataObject;
}

/** `ACME (4343)`, never longer than Coupa takes. */
export function numberedName(name: string, key: string, maxLength: number): string {
	const suffix = ` (${key})`;
	return name.endsWith(suffix) ? name : name.slice(0, maxLength - suffix.length).trimEnd() + suffix;
}

/** The record already bears its wanted name, made unique by its number when it was written. */
function isOwnNumberedName(
	{ path, before, after }: Change,
	{ uniqueName }: ResourceModel,
	key: string,
): boolean {
	return path === uniqueName?.attribute && before === numberedName(String(after), key, uniqueName.maxLength);
}

function notInPlace(
	{ by }: Wanted,
	found: readonly IDataObject[],
	{ mode }: WriteSettings,
	about: string,
): Refused | undefined {
	const [existing] = found;
	if (found.length > 1) {
		const ids = found.map(({ id }) => String(id)).join(', ');
		return bad(
			'conflict',
			'COUPA_KEY_TWICE',
			`Coupa has ${found.length} records for ${about}`,
			`Merge or renumber them in Coupa (IDs ${ids}), then run it again`,
		);
	}
	if (existing && mode === 'create') {
		return bad(
			'duplicate',
			'COUPA_EXISTS',
			`Coupa already has ${about} (ID ${String(existing.id)})`,
			"Use 'Create or Update' to write only what differs",
		);
	}
	if (!existing && mode === 'update') {
		return bad(
			'reference',
			'COUPA_NOT_FOUND',
			`Coupa has no ${about}`,
			`Check '${by}', or use 'Create or Update' to create what is missing`,
		);
	}
	return undefined;
}

function unnumbered({ lines }: ResourceModel, place: number, why: string, about: string): Refused {
	const { attribute, key } = lines!;
	return bad(
		'validation',
		'COUPA_LINE_KEY',
		`Line ${place} of ${about} ${why === 'blank' ? `has no '${key}'` : `has the same '${key}' as another`}`,
		`Map a value of its own to '${key}' of each entry in '${attribute}': by it lines are matched`,
	);
}

/** Somebody else wrote the record since it was read. */
function staleVersion(
	{ expectedUpdatedAt: expected }: Wanted,
	{ 'updated-at': now }: IDataObject,
	about: string,
): Refused | undefined {
	if (expected === undefined || equalByMeaning(now, expected)) return undefined;
	return bad(
		'conflict',
		'COUPA_STALE',
		`The ${about} was changed in Coupa at ${keyText(now)}, after it was read`,
		"Read it again, decide what is right, and run it with the new 'updated-at'",
	);
}

function closed(about: string, status: string): Refused {
	return bad(
		'conflict',
		'COUPA_DOCUMENT_CLOSED',
		`The ${about} differs, but is '${status}' in Coupa and cannot be changed there`,
		'Reopen it in Coupa if it may still change, or leave it out in the source system',
	);
}

function wouldGrow(attribute: string, about: string): Refused {
	return bad(
		'validation',
		'COUPA_LIST_WOULD_GROW',
		`The list '${attribute}' of ${about} differs, and its entries carry no 'id'`,
		'Coupa adds entries without id to the list instead of replacing it. Send the id of each entry, or leave the list out.',
	);
}

function wouldShrink(attribute: string, about: string): Refused {
	return bad(
		'conflict',
		'COUPA_LIST_WOULD_SHRINK',
		`Coupa has more entries in '${attribute}' of ${about} than wanted`,
		'Coupa takes none away. Remove them in Coupa, or void the document and enter it again.',
	);
}

function bad(category: FailureCategory, code: string, message: string, description: string): Refused {
	return { ok: false, failure: failure({ category, code, message, description }) };
}
