import type { NodeOptions, Template } from './builder.cts';
import { TABLES, TABLE_NAMES } from './tables.cts';
import type { TableName } from './tables.cts';

/** Stock nodes with the parameters this project uses, at the versions of n8n 2.41. */

type Json = Record<string, unknown>;

export interface Assignment {
	name: string;
	value: unknown;
	type?: 'string' | 'number' | 'boolean' | 'object' | 'array';
}

/** Where the ids of the tables stand, once 'Find Tables' has run. */
const tableId = (table: TableName) => ({
	__rl: true,
	mode: 'id',
	value: `={{ $('Find Tables').first().json.tables.${table} }}`,
});

/** A condition other than being equal. */
export class Is {
	constructor(
		readonly condition: 'neq' | 'gte' | 'lt' | 'lte',
		readonly value: unknown,
	) {}
}

const conditions = (where: Json) => ({
	conditions: Object.entries(where).map(([keyName, value]) =>
		value instanceof Is
			? { keyName, condition: value.condition, keyValue: value.value }
			: { keyName, condition: 'eq', keyValue: value },
	),
});

const columns = (table: TableName, value: Json) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: Object.keys(value).map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		display: true,
		type: (TABLES[table] as Record<string, string>)[id],
		readOnly: false,
		removed: false,
	})),
	attemptToConvertTypes: false,
	convertFieldsToString: false,
});

const AUTO_COLUMNS = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };

function dataTable(template: Template, name: string, parameters: Json, options: NodeOptions): void {
	template.node(name, 'n8n-nodes-base.dataTable', 1.1, parameters, options);
}

export function listTables(template: Template, name: string, options: NodeOptions): void {
	const filterName = 'jde_coupa';
	dataTable(
		template,
		name,
		{ resource: 'table', operation: 'list', returnAll: true, options: { filterName } },
		{ executeOnce: true, alwaysOutputData: true, ...options },
	);
}

/** The ids of all tables by their exact names, under which the other nodes address them. */
export function findTables(
	template: Template,
	[list, find]: [list: number, find: number],
	y: number,
	listName = 'List Tables',
): void {
	listTables(template, listName, { position: [list, y] });
	bridge(
		template,
		'Find Tables',
		{ resource: 'run', operation: 'findTables', tableNames: TABLE_NAMES.join(', '), whenMissing: 'fail' },
		{ position: [find, y] },
	);
}

export function createTable(template: Template, table: TableName, options: NodeOptions): void {
	const column = Object.entries(TABLES[table]).map(([name, type]) => ({ name, type }));
	dataTable(
		template,
		`Create ${table}`,
		{
			resource: 'table',
			operation: 'create',
			tableName: table,
			columns: { column },
			options: { createIfNotExists: false },
		},
		options,
	);
}

/** An operation on the rows that meet all conditions. */
function onRows(
	template: Template,
	name: string,
	operation: 'get' | 'rowNotExists' | 'update' | 'upsert' | 'deleteRows',
	[table, where]: [TableName, Json],
	parameters: Json,
	options: NodeOptions,
): void {
	dataTable(
		template,
		name,
		{
			resource: 'row',
			operation,
			dataTableId: tableId(table),
			matchType: 'allConditions',
			filters: conditions(where),
			...parameters,
		},
		options,
	);
}

/** All rows, or so many of the first or the last by a column. */
export function getRows(
	template: Template,
	name: string,
	table: TableName,
	where: Json,
	options: NodeOptions & { sorted?: { by: string; direction: 'ASC' | 'DESC'; limit: unknown } },
): void {
	const { sorted, ...nodeOptions } = options;
	const limited = sorted && {
		returnAll: false,
		limit: sorted.limit,
		orderBy: true,
		orderByColumn: sorted.by,
		orderByDirection: sorted.direction,
	};
	onRows(template, name, 'get', [table, where], limited ?? { returnAll: true }, {
		executeOnce: true,
		alwaysOutputData: true,
		...nodeOptions,
	});
}

/** Lets an item pass, as it is, where no row has all these values: other conditions this operation does not know. */
export function passUnlessRow(
	template: Template,
	name: string,
	table: TableName,
	where: Record<string, string>,
	options: NodeOptions,
): void {
	onRows(template, name, 'rowNotExists', [table, where], {}, options);
}

/** Deletes the rows that meet all conditions; a table that needs nothing deleted stops nobody. */
export function deleteRows(
	template: Template,
	name: string,
	table: TableName,
	where: Json,
	options: NodeOptions,
): void {
	onRows(
		template,
		name,
		'deleteRows',
		[table, where],
		{ options: {} },
		{
			executeOnce: true,
			onError: 'continueRegularOutput',
			alwaysOutputData: true,
			...options,
		},
	);
}

/** Changes the rows that meet all conditions and returns them: none returned means that none met them. */
export function updateRows(
	template: Template,
	name: string,
	table: TableName,
	where: Json,
	values: Json | 'the whole item',
	options: NodeOptions,
): void {
	const changed = values === 'the whole item' ? AUTO_COLUMNS : columns(table, values);
	const changes = { columns: changed, options: {} };
	onRows(template, name, 'update', [table, where], changes, { executeOnce: true, ...options });
}

export function upsertRow(
	template: Template,
	name: string,
	table: TableName,
	where: Json,
	values: Json | 'the whole item',
	options: NodeOptions,
): void {
	const changes = {
		columns: values === 'the whole item' ? AUTO_COLUMNS : columns(table, values),
		options: {},
	};
	onRows(template, name, 'upsert', [table, where], changes, options);
}

export function insertRows(
	template: Template,
	name: string,
	table: TableName,
	values: Json | 'the whole item',
	options: NodeOptions,
): void {
	dataTable(
		template,
		name,
		{
			resource: 'row',
			operation: 'insert',
			dataTableId: tableId(table),
			columns: values === 'the whole item' ? AUTO_COLUMNS : columns(table, values),
			options: {},
		},
		options,
	);
}

export function editFields(
	template: Template,
	name: string,
	assignments: readonly Assignment[],
	options: NodeOptions & { keepOthers?: boolean },
): void {
	const { keepOthers = true, ...nodeOptions } = options;
	template.node(
		name,
		'n8n-nodes-base.set',
		3.4,
		{
			assignments: {
				assignments: assignments.map(({ name: field, value, type = 'string' }) => ({
					id: field,
					name: field,
					value,
					type,
				})),
			},
			includeOtherFields: keepOthers,
			options: {},
		},
		nodeOptions,
	);
}

/** One output for each case, by an expression that is true or false; items that fit none end here. */
export function route(
	template: Template,
	name: string,
	cases: Record<string, string>,
	options: NodeOptions,
): void {
	const values = Object.entries(cases).map(([outputKey, leftValue]) => ({
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [
				{
					id: outputKey,
					leftValue,
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
			combinator: 'and',
		},
		renameOutput: true,
		outputKey,
	}));
	template.node(name, 'n8n-nodes-base.switch', 3.2, { rules: { values }, options: {} }, options);
}

/** Runs a branch of this same workflow, in an execution of its own. */
export function callThisWorkflow(template: Template, name: string, options: NodeOptions): void {
	template.node(
		name,
		'n8n-nodes-base.executeWorkflow',
		1.2,
		{
			workflowId: { __rl: true, mode: 'id', value: '={{ $workflow.id }}' },
			workflowInputs: { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [] },
			mode: 'once',
			options: { waitForSubWorkflow: true },
		},
		options,
	);
}

export function jdeAis(template: Template, name: string, parameters: Json, options: NodeOptions): void {
	template.node(name, 'n8n-nodes-jde-coupa.jdeAis', 1, parameters, options);
}

export function coupa(template: Template, name: string, parameters: Json, options: NodeOptions): void {
	template.node(name, 'n8n-nodes-jde-coupa.coupa', 1, parameters, options);
}

export function bridge(template: Template, name: string, parameters: Json, options: NodeOptions): void {
	template.node(name, 'n8n-nodes-jde-coupa.jdeCoupa', 1, parameters, options);
}

/** The items as one CSV file, in the field `data`. */
export function toCsv(template: Template, name: string, fileName: string, options: NodeOptions): void {
	template.node(
		name,
		'n8n-nodes-base.convertToFile',
		1.1,
		{ operation: 'csv', binaryPropertyName: 'data', options: { fileName } },
		options,
	);
}
