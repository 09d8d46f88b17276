import { isRecord } from '../../../lib/diff';
import { fail } from '../../../lib/failure';
import { conditionsOf } from './parameters';
import type { ConditionParameter, Naming } from './parameters';
import { OPERATORS, SPECIAL_DATES } from './query';
import type { Match } from './query';

/** Deeper nesting is a slip of the pen, or an attack on the stack. */
const DEEPEST = 10;

/**
 * Nested conditions from JSON: `{ "match": "any", "conditions": [{ "column": "AT1", "operator": "EQUAL",
 * "value": "V" }], "groups": [ … ] }`. Everything in a group is joined in the same way, all of it or any.
 */
export function groupsOf(table: string, given: unknown, naming: Naming): Match[] {
	const group = typeof given === 'string' ? parsed(given) : given;
	if (group === undefined || (isRecord(group) && Object.keys(group).length === 0)) return [];
	return [groupOf(table, group, naming, 'Condition Groups', 1)];
}

function groupOf(table: string, group: unknown, naming: Naming, path: string, depth: number): Match {
	if (!isRecord(group)) return refuse(path, 'is not an object');
	if (depth > DEEPEST) return refuse(path, `is nested deeper than ${DEEPEST} levels`);
	const { match = 'all', conditions = [], groups = [], ...rest } = group;
	const [unknown] = Object.keys(rest);
	if (unknown !== undefined) return refuse(path, `has '${unknown}', which is not known`);
	if (match !== 'all' && match !== 'any') return refuse(`${path}.match`, "is neither 'all' nor 'any'");
	if (!Array.isArray(conditions)) return refuse(`${path}.conditions`, 'is not a list');
	if (!Array.isArray(groups)) return refuse(`${path}.groups`, 'is not a list');
	const rows = conditions.map((one, i) => conditionRow(one, `${path}.conditions[${i}]`));
	return {
		type: match === 'all' ? 'MATCH_ALL' : 'MATCH_ANY',
		conditions: conditionsOf(table, rows, naming),
		groups: groups.map((one, i) => groupOf(table, one, naming, `${path}.groups[${i}]`, depth + 1)),
	};
}

function conditionRow(given: unknown, path: string): ConditionParameter {
	if (!isRecord(given)) return refuse(path, 'is not an object');
	const { column, operator = 'EQUAL', value = '', special } = given;
	if (typeof column !== 'string') return refuse(`${path}.column`, 'is missing');
	const known = OPERATORS.find((one) => one === operator);
	if (known === undefined) return refuse(`${path}.operator`, `is none of ${OPERATORS.join(', ')}`);
	const date = SPECIAL_DATES.find((one) => one === special);
	if (special !== undefined && date === undefined) {
		return refuse(`${path}.special`, `is none of ${SPECIAL_DATES.join(', ')}`);
	}
	const text = Array.isArray(value) ? value.join(',') : String(value);
	return { column, operator: known, value: text, special: date };
}

function parsed(text: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return refuse('Condition Groups', 'is not JSON');
	}
}

function refuse(path: string, what: string): never {
	return fail({
		code: 'JDE_CONDITION_GROUPS',
		category: 'configuration',
		message: `'${path}' ${what}`,
		description:
			'Write it as { "match": "any", "conditions": [{ "column": "AT1", "operator": "EQUAL", "value": "V" }], "groups": [] }',
	});
}
