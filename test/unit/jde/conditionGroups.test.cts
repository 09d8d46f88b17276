import type { IDataObject } from 'n8n-workflow';
import fc from 'fast-check';

import { groupsOf } from '../../../nodes/JdeAis/model/conditionGroups';
import { browseRequest } from '../../../nodes/JdeAis/model/query';
import { openTable } from '../../simulators/ais/access.cts';
import type { Row } from '../../simulators/ais/catalogue/index.cts';
import { compileQuery } from '../../simulators/ais/query.cts';
import { aisUser } from '../../simulators/ais/users.cts';

const TABLE = 'F55SUP';
const NOW = new Date('2026-11-22T18:00:00Z');
const FORMATS = ['MM/dd/yyyy', 'dd/MM/yyyy', 'dd/MM/yy', 'yyyy-MM-dd'];

const DAYS = ['2025-11-22', '2026-10-22', '2026-11-21', '2026-11-22', '2026-11-23', '2027-01-22'];
/** Each with the day it means on 22 November 2026. */
const SPECIALS: Array<[string, string, string]> = [
	['TODAY', '', '2026-11-22'],
	['TODAY_MINUS_DAY', '1', '2026-11-21'],
	['TODAY_PLUS_DAY', '1', '2026-11-23'],
	['TODAY_MINUS_MONTH', '1', '2026-10-22'],
	['TODAY_PLUS_MONTH', '2', '2027-01-22'],
	['TODAY_MINUS_YEAR', '1', '2025-11-22'],
	['TODAY_PLUS_YEAR', '0', '2026-11-22'],
];
const RISKS = ['', 'A', 'AB', 'B', 'b'];

interface Condition extends IDataObject {
	column: string;
	operator: string;
	value?: string | string[];
	special?: string;
}
interface Group {
	match?: 'all' | 'any';
	conditions?: Condition[];
	groups?: Group[];
}

const ORDERED = ['EQUAL', 'NOT_EQUAL', 'LESS', 'LESS_EQUAL', 'GREATER', 'GREATER_EQUAL'];
const numbers = fc.integer({ min: -1, max: 6 }).map(String);
const special = fc.record({
	column: fc.constant('UPMJ'),
	operator: fc.constantFrom(...ORDERED),
	day: fc.constantFrom(...SPECIALS),
});
const conditions: fc.Arbitrary<Condition> = fc.oneof(
	fc.record({ column: fc.constant('AN8'), operator: fc.constantFrom(...ORDERED), value: numbers }),
	fc.record({
		column: fc.constant('an8'),
		operator: fc.constant('BETWEEN'),
		value: fc.tuple(numbers, numbers).map((two) => [...two]),
	}),
	fc.record({
		column: fc.constant('F55SUP.AN8'),
		operator: fc.constant('LIST'),
		value: fc.array(numbers, { minLength: 1, maxLength: 3 }),
	}),
	fc.record({
		column: fc.constant('Y55RISK'),
		operator: fc.constantFrom('EQUAL', 'STR_START_WITH', 'STR_END_WITH', 'STR_CONTAIN'),
		value: fc.constantFrom(...RISKS),
	}),
	fc.record({ column: fc.constant('Y55RISK'), operator: fc.constantFrom('STR_BLANK', 'STR_NOT_BLANK') }),
	fc.record({
		column: fc.constant('UPMJ'),
		operator: fc.constantFrom(...ORDERED),
		value: fc.constantFrom(...DAYS),
	}),
	special.map(({ column, operator, day: [name, count] }) => ({
		column,
		operator,
		value: count,
		special: name,
	})),
);

const matches = fc.constantFrom<'all' | 'any'>('all', 'any');
const own = fc.array(conditions, { maxLength: 3 });
const { group } = fc.letrec<{ group: Group }>((tie) => ({
	group: fc.oneof(
		{ maxDepth: 4 },
		fc.record({ match: matches, conditions: own }, { requiredKeys: [] }),
		fc.record(
			{ match: matches, conditions: own, groups: fc.array(tie('group'), { maxLength: 2 }) },
			{ requiredKeys: [] },
		),
	),
}));

const rows: fc.Arbitrary<Row[]> = fc.array(
	fc.record({
		AN8: fc.integer({ min: 0, max: 5 }),
		Y55RISK: fc.constantFrom(...RISKS),
		UPMJ: fc.constantFrom(...DAYS.map((day) => day.replaceAll('-', ''))),
	}),
	{ maxLength: 25 },
);

/** What a person would say that a condition means, without any of the product's code. */
function means({ column, operator, value = '', special: name }: Condition, row: Row): boolean {
	const alias = column.toUpperCase().replace('F55SUP.', '');
	const cell = row[alias]!;
	const day = SPECIALS.find(([one, count]) => one === name && count === value)?.[2];
	const read = (text: string) => (alias === 'AN8' ? Number(text) : (day ?? text).replaceAll('-', ''));
	const values = (Array.isArray(value) ? value : [value]).map(read);
	const [first, second] = values as [number | string, number | string];
	switch (operator) {
		case 'EQUAL':
			return cell === first;
		case 'NOT_EQUAL':
			return cell !== first;
		case 'LESS':
			return cell < first;
		case 'LESS_EQUAL':
			return cell <= first;
		case 'GREATER':
			return cell > first;
		case 'GREATER_EQUAL':
			return cell >= first;
		case 'BETWEEN':
			return cell >= first && cell <= second;
		case 'LIST':
			return values.includes(cell);
		case 'STR_START_WITH':
			return String(cell).indexOf(String(first)) === 0;
		case 'STR_END_WITH':
			return new RegExp(`${String(first)}$`).test(String(cell));
		case 'STR_CONTAIN':
			return String(cell).indexOf(String(first)) >= 0;
		default:
			return (cell === '') === (operator === 'STR_BLANK');
	}
}

/** A group without any condition in it says nothing; undefined. */
function holds({ match = 'all', conditions: own = [], groups = [] }: Group, row: Row): boolean | undefined {
	const said = [...own.map((one) => means(one, row)), ...groups.map((one) => holds(one, row))].filter(
		(one) => one !== undefined,
	);
	if (said.length === 0) return undefined;
	return match === 'all' ? said.every(Boolean) : said.some(Boolean);
}

describe('nested groups of conditions', () => {
	it('select the rows that they mean, as an independent server evaluates what is sent', () => {
		let selected = 0;
		let all = 0;
		fc.assert(
			fc.property(rows, group, fc.constantFrom(...FORMATS), (table, given, simpleDateFormat) => {
				const where = groupsOf(TABLE, JSON.stringify(given), { table: TABLE });
				const request = browseRequest({ table: TABLE, where, orderBy: [], pageSize: 1 }, simpleDateFormat);
				const seen = openTable(TABLE, aisUser({ username: 'N8N' }));
				const asker = {
					username: 'N8N',
					simpleDateFormat,
					decimalFormat: '.' as const,
					now: NOW,
					serverZone: 'America/Denver',
				};
				const test = compileQuery(request.query as never, seen, asker);
				const found = table.filter(test);
				expect(found).toEqual(table.filter((row) => holds(given, row) !== false));
				selected += found.length;
				all += table.length;
			}),
			{ numRuns: 600 },
		);
		// Neither everything nor nothing: the property has met both.
		expect([selected > all / 20, selected < all]).toEqual([true, true]);
	});
});
