import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { addDays, isIsoDate } from '../../../../lib/dates';
import { fail, settle } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import type { ChangeWindow } from '../../model/changedSuppliers';
import { jdeClock, readSupplierChunk, readSuppliers } from '../../model/readSuppliers';
import { aisFor } from '../../transport/connection';
import { optionsOf } from '../options';
import {
	cursorOption,
	limitFields,
	limitOf,
	listed,
	numbersOption,
	optionsFor,
	reportOption,
	scopeOf,
	scopeOptions,
	windowFields,
} from './fields';

export const description: INodeProperties[] = [
	...windowFields,
	...limitFields,
	optionsOf('supplier', ['getChanged'], [...scopeOptions, cursorOption, numbersOption, reportOption]),
];

/** Suppliers of which any part changed in a closed window, a chunk at a time. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const ais = await aisFor(this);
	return await eachItem(
		items,
		async (i) =>
			await settle(async () => {
				const text = (name: string) => String(this.getNodeParameter(name, i, '') ?? '').trim();
				const since = text('changedSince');
				const until = text('changedUntil') || (await jdeClock(ais));
				const overlapDays = this.getNodeParameter('overlapDays', i) as number;
				const options = optionsFor(this, i);
				const scope = scopeOf(options, day(until, 'Changed Until'));
				const numbers = listed(options.supplierNumbers ?? '');
				const range = {
					after: options.startAfter || undefined,
					limit: limitOf(this, i),
					window: windowOf(since, until, overlapDays),
				};
				const { suppliers, outOfScope, next } =
					numbers.length > 0
						? { ...(await readSuppliers(ais, scope, numbers)), next: null }
						: await readSupplierChunk(ais, scope, range);
				return options.reportChunk === true
					? [{ chunk: { since, until, next, outOfScope } }, ...suppliers]
					: suppliers;
			}),
	);
}

/** Nothing to start from means all suppliers, changed or not. */
function windowOf(since: string, until: string, overlapDays: number): ChangeWindow | undefined {
	if (since === '') return undefined;
	return { from: addDays(day(since, 'Changed Since'), -overlapDays), until: day(until, 'Changed Until') };
}

function day(text: string, parameter: string): string {
	const date = text.slice(0, 10);
	if (isIsoDate(date)) return date;
	return fail({
		code: 'JDE_DATE',
		category: 'configuration',
		message: `'${parameter}' is not a date: '${text}'`,
		description: 'Write it as 2026-01-31 or 2026-01-31T08:00:00',
	});
}
