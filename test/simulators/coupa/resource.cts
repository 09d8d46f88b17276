import { flag, type AttributeTable, type Values } from './attributes.cts';
import type { Part } from '../kit/multipart.cts';
import type { Draft } from './draft.cts';
import type { Row, Tables } from './tables.cts';

export type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One entry of the resource table: everything the server needs to serve `/api/<path>`. */
export interface Resource {
	/** key of the table in the store; for a top-level resource also its path below `/api`, unless `path` says another */
	table: string;
	path?: string;
	/** singular with underscores: the key of `errors` and, with hyphens, the XML element */
	noun: string;
	/** first part of an effect's kind when it is not the noun, as in `remit-to.created` */
	effect?: string;
	/** verbs with the scope each needs; a verb that is missing is answered 404; a table without verbs has no address */
	verbs: Partial<Record<Verb, string>>;
	attributes: AttributeTable;
	/** natural keys, strongest first: how references find a record and what `shallow` shows */
	keys: string[];
	/** a record of this kind belongs to one of these, under this path segment */
	parent?: { table: string; segment?: string };
	/** carries `exported` and `last-exported-at` */
	exportable?: boolean;
	/** other names under which an attribute may be written */
	aliases?: Record<string, string>;
	/** fills computed attributes; called after every accepted write */
	compute?: (values: Values) => Values;
	/** filled from the children after every accepted write */
	totals?: (row: Row, tables: Tables) => Values;
	/** `PUT /:id/<name>` */
	actions?: Record<string, Action>;
	/** `POST /<name>`: creates the record and has this effect besides; `check` only says whether it could be created */
	posts?: Record<string, 'check' | (string & {})>;
	/** a PUT changes nothing but the export mark */
	isFixed?: boolean;
	/** attributes without a value do not stand in the answer */
	omitsNulls?: boolean;
	/** created by a form with a file: the values of the record, or the `refusal` */
	form?: (parts: Record<string, Part>) => Values;
	/** as a child: `_delete` takes it away, unless this says why not */
	removable?: (values: Values) => string | undefined;
	/** as a child: may be added, never changed */
	appendOnly?: boolean;
	/** filters that the real API answers with nothing */
	blindTo?: RegExp;
	/** validation messages beyond what the attribute table says */
	rules?: (check: Check) => string[];
}

export interface Check {
	/** the record as it would be after the write */
	values: Values;
	/** the record as it is; none when it is created */
	before?: Values;
	changed: Values;
	children: Draft[];
	id?: number;
	tables: Tables;
}

export interface ActionCall {
	row: Row;
	/** names hyphenated */
	body: Values;
	/** of a form */
	parts: Record<string, Part>;
	search: URLSearchParams;
	tables: Tables;
}

/** Something that is done to a record, other than writing its attributes. */
export interface Action {
	/** when it is not the scope of a PUT */
	scope?: string;
	/** attributes of the body that mean something to it */
	takes?: readonly string[];
	/** the body is a form with a file */
	isForm?: boolean;
	act: (call: ActionCall) => { refusal: string } | { changes: Values; effects: string[] };
}

export type Registry = ReadonlyMap<string, Resource>;

const exportFlag: AttributeTable = {
	exported: flag({ readOnly: true, initial: false }),
	'last-exported-at': { kind: 'instant', readOnly: true },
};

export const register = (resources: Resource[]): Registry =>
	new Map(
		resources.map((resource) => {
			const attributes = { ...resource.attributes, ...(resource.exportable ? exportFlag : {}) };
			return [resource.table, { ...resource, attributes }];
		}),
	);

/** `remit_to_address` is written `remit-to.created` in the ledger. */
export const effectNoun = (resource: Resource): string =>
	resource.effect ?? resource.noun.replaceAll('_', '-');

export function resourceOf(registry: Registry, table: string): Resource {
	const resource = registry.get(table);
	if (resource === undefined) throw new Error(`The Coupa simulator has no table '${table}'`);
	return resource;
}

const common = 'core.common';

/** Scopes of a resource that can be read and written, as `core.supplier.read` and `core.supplier.write`. */
export const readWrite = (scope: string = common): Resource['verbs'] => ({
	GET: `${scope}.read`,
	POST: `${scope}.write`,
	PUT: `${scope}.write`,
});

export const readOnly = (scope: string = common): Resource['verbs'] => ({ GET: `${scope}.read` });
