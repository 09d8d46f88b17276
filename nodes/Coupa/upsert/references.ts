import type { IDataObject } from 'n8n-workflow';

import { diff, isRecord } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Failure, Settled } from '../../../lib/failure';
import { keyText } from '../model/document';
import type { Reference, ResourceModel } from '../model/resource';
import { lookUp } from '../transport/lookUp';
import type { Coupa } from '../transport/types';
import type { Plan } from './types';

/** Answers whether a plan refers to something that is missing or inactive in Coupa. */
export type ReferenceCheck = (plan: Plan) => Failure | undefined;

/**
 * Looks up, 50 a call and each once, what the plans are going to write references to. Coupa refuses a bad reference
 * when it creates a record, and drops it without a word when it updates one.
 */
export async function checkReferences(
	coupa: Coupa,
	model: ResourceModel,
	plans: readonly Plan[],
): Promise<ReferenceCheck> {
	const found = new Map<string, Map<string, Settled<IDataObject[]>>>();
	await Promise.all(
		Object.entries(model.references).map(async ([attribute, { path, key, scope }]) => {
			const keys = plans.map(({ body }) => referredKey(body, attribute, key)).filter((one) => one !== '');
			const fields = JSON.stringify(['id', key.replace(/-/g, '_'), 'active']);
			const about = path.replace(/_/g, ' ');
			const query = { path, by: key, isUnique: true, fields, about, scope };
			found.set(attribute, await lookUp(coupa, query, keys));
		}),
	);
	return (plan) => {
		for (const [attribute, reference] of Object.entries(model.references)) {
			const value = referredKey(plan.body, attribute, reference.key);
			const rows = found.get(attribute)?.get(value);
			if (value === '' || rows === undefined) continue;
			if (!rows.ok) return rows.failure;
			const isUsable = rows.value.some(({ active }) => active !== false);
			if (!isUsable) return missing(model, plan, attribute, reference, value, rows.value.length > 0);
		}
		return undefined;
	};
}

/** The first reference of a written record that Coupa did not take over. @param answer what Coupa returned */
export function ignoredReference(
	model: ResourceModel,
	sent: IDataObject,
	answer: IDataObject,
	about: string,
): Failure | undefined {
	for (const [attribute, value] of Object.entries(sent)) {
		if (!isRecord(value) || !(attribute in answer) || !isReference(model, attribute, value)) continue;
		const [kept] = diff({ [attribute]: value }, answer);
		if (kept === undefined) continue;
		return failure({
			code: 'COUPA_REFERENCE_IGNORED',
			category: 'reference',
			message: `Coupa ignored '${attribute}' of ${about}`,
			description: `It kept the former value without a word, because it knows no active record for '${String(kept.after)}'. Create it in Coupa or correct the mapping, then run it again`,
			details: { attribute, path: kept.path, kept: kept.before, wanted: kept.after } as IDataObject,
		});
	}
	return undefined;
}

const NAMING = new Set(['id', 'code', 'name', 'number', 'login', 'external-ref-code', 'external-ref-num']);

/** An object that only names another record, unlike an address or a contact, which is part of this one. */
function isReference(model: ResourceModel, attribute: string, value: IDataObject): boolean {
	return attribute in model.references || Object.keys(value).every((name) => NAMING.has(name));
}

function referredKey(body: IDataObject, attribute: string, key: string): string {
	const value = body[attribute];
	return isRecord(value) && keyText(value.id) === '' ? keyText(value[key]) : '';
}

function missing(
	model: ResourceModel,
	plan: Plan,
	attribute: string,
	{ path, key }: Reference,
	value: string,
	isInactive: boolean,
): Failure {
	const state = isInactive ? 'is inactive in Coupa' : 'does not exist in Coupa';
	return failure({
		code: isInactive ? 'COUPA_REFERENCE_INACTIVE' : 'COUPA_REFERENCE_MISSING',
		category: 'reference',
		message: `'${attribute}' of ${model.type} '${plan.key}' names '${value}', which ${state}`,
		description: `${isInactive ? 'Activate' : 'Create'} it there (${path}, '${key}'), or map the value to another one, then run it again`,
		details: { attribute, value, path },
	});
}
