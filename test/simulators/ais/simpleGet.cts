import type { VisibleTable } from './access.cts';
import type { DataRequest } from './dataRequest.cts';
import { readOutputType, readPageSize } from './dataRequest.cts';
import { badRequest } from './errors.cts';
import type { Condition, Query } from './query.cts';

/** The operators of GET differ from those of POST; BETWEEN and LIST do not exist here. */
const OPERATORS: Record<string, string> = {
	EQ: 'EQUAL',
	NE: 'NOT_EQUAL',
	LT: 'LESS',
	LE: 'LESS_EQUAL',
	GT: 'GREATER',
	GE: 'GREATER_EQUAL',
	STARTSWITH: 'STR_START_WITH',
	ENDSWITH: 'STR_END_WITH',
	CONTAINS: 'STR_CONTAIN',
};

const SPECIAL = /^(?:(\d+) )?(TODAY(?:_(?:PLUS|MINUS)_(?:DAY|MONTH|YEAR))?|LOGIN_USER)$/;

const PARAMETERS = new Set(
	'$field $filter $filterType $limit $sort $outputType $environment $role $username $password $token $device'.split(
		' ',
	),
);

/** `GET …/dataservice/table/F0101?$field=AN8&$filter=F0101.AT1 EQ V&$sort=-F0101.AN8&$limit=10` as a data request. */
export function readSimpleGet(search: URLSearchParams, seen: VisibleTable): DataRequest {
	const unknown = [...search.keys()].find((name) => name.startsWith('$') && !PARAMETERS.has(name));
	if (unknown !== undefined) throw badRequest(`unknown parameter ${unknown}`);
	const condition = search.getAll('$filter').flatMap((filter) => readFilter(filter));
	const query: Query = { matchType: search.get('$filterType') ?? 'MATCH_ALL', condition };
	const fields = search.getAll('$field').join('|');
	return {
		targetName: seen.table.name,
		kind: 'BROWSE',
		outputType: readOutputType(search.get('$outputType') ?? undefined, 2),
		maxPageSize: readPageSize(search.get('$limit') ?? undefined),
		returnControlIDs: fields === '' ? undefined : fields,
		query,
		aggregation: { orderBy: search.getAll('$sort').map(readSort) },
		having: undefined,
		find: true,
		nextLinks: false,
	};
}

function readFilter(filter: string): Condition[] {
	const [, controlId, word, content] = /^(\S+) (\S+) ?(.*)$/.exec(filter.trim()) ?? [];
	const operator = OPERATORS[word];
	if (operator === undefined) throw badRequest(`$filter: ${filter}`);
	// A lone asterisk filters nothing, a trailing one asks for what begins so.
	if (operator === 'EQUAL' && content === '*') return [];
	if (operator === 'EQUAL' && content.endsWith('*')) {
		return [{ controlId, operator: 'STR_START_WITH', value: [{ content: content.slice(0, -1) }] }];
	}
	const special = SPECIAL.exec(content);
	if (special)
		return [{ controlId, operator, value: [{ content: special[1] ?? '', specialValueId: special[2] }] }];
	return [{ controlId, operator, value: [{ content }] }];
}

/** An unescaped plus sign arrives as a blank, and is then no sort direction. */
function readSort(sort: string): { column: string; direction: string } {
	if (!/^[+-]/.test(sort)) throw badRequest(`$sort: ${sort}`);
	return { column: sort.slice(1), direction: sort.startsWith('-') ? 'DESC' : 'ASC' };
}
