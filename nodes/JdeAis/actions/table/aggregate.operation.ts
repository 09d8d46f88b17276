import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { canonicalJson } from '../../../../lib/hash';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { groupItem, isKnownDate, mayBeCut } from '../../model/aggregation';
import type { Aggregation, Figure, Having } from '../../model/aggregation';
import { isTimeZone, meetsHaving, sortedBy } from '../../model/groups';
import { aliasOf, chosen, listOf } from '../../model/parameters';
import type { Ais } from '../../transport/connection';
import { aggregate } from '../../transport/dataService';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { aggregateFields, aggregateOptions } from './aggregateFields';
import { targetOf } from './fields';
import type { Target } from './fields';

export const description: INodeProperties[] = [
	...aggregateFields,
	optionsOf('table', ['aggregate'], aggregateOptions),
];

/** A figure whose column was picked or written. */
type FigureParameter = Pick<Figure, 'aggregate'> & { column: unknown };

interface Options {
	orderBy?: string;
	serverTimeZone?: string;
}

/** Figures of groups of rows, worked out by the server. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const target = targetOf(read, i);
		const { table, targetType, where, dates } = target;
		const { figure = [] } = read('figures', i) as { figure?: FigureParameter[] };
		const { condition = [] } = read('having', i) as {
			condition?: Array<Omit<Having, 'column'> & FigureParameter>;
		};
		const { orderBy = '', serverTimeZone = '' } = read('options', i) as Options;
		if (serverTimeZone !== '' && !isTimeZone(serverTimeZone)) noTimeZone(serverTimeZone);
		const aggregation: Aggregation = {
			table,
			targetType,
			where,
			groupBy: listOf(read('groupBy', i) as string | string[], target) ?? [],
			figures: figure.map((one) => figureOf(one, target)),
			having: condition.map((one) => ({ ...one, ...figureOf(one, target), value: String(one.value) })),
		};
		if (figure.length === 0) noFigure();
		const groups = await aggregate(ais, aggregation);
		if (mayBeCut(groups.length) && !(await isWhole(ais, aggregation, groups))) {
			tooManyGroups(table, groups.length);
		}
		const isDate = isKnownDate(dates);
		const found = groups.map((group) => groupItem(group, aggregation, isDate, serverTimeZone));
		return sortedBy(
			found.filter((item) => meetsHaving(item, aggregation.having ?? [])),
			orderBy,
		);
	});
}

function figureOf({ aggregate: name, column }: FigureParameter, target: Target): Figure {
	const text = chosen(column);
	if (text !== '*') return { aggregate: name, column: aliasOf(text, target) };
	if (name === 'COUNT') return { aggregate: name, column: text };
	return fail({
		code: 'JDE_FIGURE',
		category: 'configuration',
		message: `'Figures' has ${name} of *, but only Count takes it`,
		description: 'Enter the alias of a column',
	});
}

function noFigure(): never {
	fail({
		code: 'JDE_FIGURE',
		category: 'configuration',
		message: "'Figures' is empty, so there is nothing to work out",
		description: 'Add a figure, such as Count of *',
	});
}

/** AIS does not say whether it left groups out: asked the other way round, it must begin with the last one. */
async function isWhole(ais: Ais, aggregation: Aggregation, groups: readonly IDataObject[]): Promise<boolean> {
	if (aggregation.groupBy.length === 0) return true;
	const orderBy = aggregation.groupBy.map((column) => ({ column, descending: true }));
	const [first] = await aggregate(ais, { ...aggregation, orderBy });
	return canonicalJson(first?.groupBy) === canonicalJson(groups[groups.length - 1].groupBy);
}

function tooManyGroups(table: string, groups: number): never {
	fail({
		code: 'JDE_GROUPS_CUT',
		category: 'configuration',
		message: `${table} has more groups than the ${groups} that JD Edwards sent`,
		description: 'Add conditions, or group by fewer columns',
	});
}

function noTimeZone(zone: string): never {
	fail({
		code: 'JDE_TIME_ZONE',
		category: 'configuration',
		message: `'Server Time Zone' is not an IANA time zone: '${zone}'`,
		description: 'Enter one such as America/Denver or Europe/Berlin',
	});
}
