import type { IDataObject } from 'n8n-workflow';

import { diff, isRecord } from '../../../lib/diff';
import type { Settled } from '../../../lib/failure';
import type { ResourceModel } from '../model/resource';
import { lookUp, notShown } from '../transport/lookUp';
import type { Coupa } from '../transport/types';

/** Attribute and value by which a record is looked up, and what they are unique within. */
export interface Target {
	by: string;
	value: string;
	within?: IDataObject;
}

/** Finds records by key, 50 keys a call, each value once. Results keep the order of the targets. */
export async function findAll(
	coupa: Coupa,
	model: ResourceModel,
	targets: ReadonlyArray<Settled<Target>>,
	fields: string,
): Promise<Array<Settled<IDataObject[]>>> {
	const values = new Map<string, string[]>();
	for (const target of targets) {
		if (!target.ok) continue;
		const { by, value } = target.value;
		const keys = values.get(by) ?? [];
		keys.push(value);
		values.set(by, keys);
	}
	const { path, scope, unique, isSmall, keyIsDate, key } = model;
	const about = path.replace(/_/g, ' ');
	const found = new Map(
		await Promise.all(
			[...values].map(async ([by, keys]) => {
				const isDate = keyIsDate === true && by === key;
				const query = { path, by, isUnique: unique.includes(by), isSmall, isDate, fields, about, scope };
				return [by, await lookUp(coupa, query, keys)] as const;
			}),
		),
	);
	return targets.map((target) => {
		if (!target.ok) return target;
		const { by, value, within } = target.value;
		const records = found.get(by)!.get(value)!;
		if (!records.ok || within === undefined || records.value.length === 0) return records;
		const names = Object.keys(within);
		const hidden = names.find((name) => records.value.every((one) => isHidden(one, within, name)));
		if (hidden !== undefined) return { ok: false, failure: notShown(hidden, about) };
		return { ok: true, value: records.value.filter((one) => diff(within, one).length === 0) };
	});
}

/** Nothing is shown of the supplier by which the invoice is told apart from another one of that number. */
function isHidden(record: IDataObject, within: IDataObject, name: string): boolean {
	const [shown, wanted] = [record[name], within[name]];
	if (shown === undefined) return true;
	if (!isRecord(shown) || !isRecord(wanted)) return false;
	return Object.keys(wanted).every((key) => shown[key] === undefined);
}
