import type { IDataObject } from 'n8n-workflow';

import type { RecordAction } from './actions';

/** Where the records live that an attribute refers to. */
export interface Reference {
	path: string;
	/** natural keys that documents may use, strongest first: `code` */
	keys: readonly string[];
	scope: string;
	/** attribute that says whether the record may be chosen @default active */
	activeBy?: 'active' | 'enabled' | 'status' | 'none';
	/** what the key is unique within: the code of an account within its `account-type` */
	within?: string;
}

/** Lines of a document, written together with it: with `id` a line is edited, without one it is added. */
export interface LineCollection {
	attribute: string;
	key: string;
	/** whether Coupa documents `_delete` for it */
	removable: boolean;
	/** quantities: where one of them is positive, Coupa keeps the line */
	touchedBy: readonly string[];
	/** lines that may not go can be closed at their own address: what is done to such a line */
	softClose?: { model: ResourceModel; actionFor: (line: IDataObject) => RecordAction };
}

/** Records below a record, written one by one: in a list of the parent Coupa would add them again. */
export interface ChildCollection {
	/** `/suppliers/83/<segment>` */
	segment: string;
	key: string;
	type: string;
	/** attributes without which Coupa does not create one */
	required: readonly string[];
}

/** What the node must know about a kind of record; the rest is data. No HTTP, no n8n. */
export interface ResourceModel {
	/** `/api/<path>` */
	path: string;
	/** as it is called in texts and in `record.type` */
	type: string;
	/** natural key: unique, and in every wanted document */
	key: string;
	/** attributes that only together with the key name one record */
	keyParts?: readonly string[];
	/** Coupa makes the key out of other attributes, and takes none */
	keyIsComputed?: boolean;
	/** how people call a record, where its key says them nothing */
	shownAs?: (record: IDataObject) => string;
	/** the key of a document that does not give it */
	keyOf?: (document: IDataObject) => string;
	/** the key is a date, which Coupa may answer as a time of its own zone */
	keyIsDate?: boolean;
	/** Coupa changes nothing of it: it is voided, and entered anew under a key of its own */
	isFixed?: boolean;
	/** the list takes no filters: it is read whole */
	isSmall?: boolean;
	/** attributes of which Coupa has each value once */
	unique: readonly string[];
	/** what the credential needs, without verb */
	scope?: string;
	/** by attribute, with a dot before an attribute of lines and their lists */
	references: Readonly<Record<string, Reference>>;
	lines?: LineCollection;
	/** lists whose entries are edited by their place, because they have no key */
	lists?: readonly string[];
	/** sent when a record is created, if the document does not say otherwise */
	onCreate?: IDataObject;
	/** read besides what is compared */
	alsoRead?: readonly string[];
	/** statuses in which Coupa changes nothing any more */
	closedIn?: readonly string[];
	/** what can be done to a record besides writing its attributes */
	actions?: Readonly<Record<string, RecordAction>>;
	maxLengths?: Readonly<Record<string, number>>;
	/** decimal attributes wherever they stand, and the digits behind the point that Coupa keeps */
	amounts?: Readonly<Record<string, number>>;
	children: Readonly<Record<string, ChildCollection>>;
	/** written when the record is created; afterwards Coupa owns them */
	createOnly: readonly string[];
	/** never sent */
	readOnly: readonly string[];
	/** a name that Coupa keeps unique although it is not the key */
	uniqueName?: { attribute: string; maxLength: number };
}

const MADE_BY_COUPA = ['id', 'created-at', 'updated-at', 'created-by', 'updated-by', 'last-exported-at'];

/** Scopes by the first part of the path, for messages (Coupa's OpenAPI description, release R39). */
const SCOPES: Readonly<Record<string, string>> = {
	accounts: 'core.accounting',
	approvals: 'core.approval',
	account_types: 'core.accounting',
	account_validation_rules: 'core.accounting',
	addresses: 'core.common',
	currencies: 'core.common',
	exchange_rates: 'core.common',
	integration_errors: 'core.integration',
	integration_history_records: 'core.integration',
	integration_runs: 'core.integration',
	integrations: 'core.integration',
	invoices: 'core.invoice',
	lookup_values: 'core.common',
	lookups: 'core.common',
	payment_terms: 'core.common',
	purchase_order_lines: 'core.purchase_order',
	purchase_orders: 'core.purchase_order',
	receiving_transactions: 'core.inventory.receiving',
	shipping_terms: 'core.common',
	suppliers: 'core.supplier',
	uoms: 'core.common',
	users: 'core.user',
};

/** Any other resource: known by its path and its key, and nothing else. */
export function anyResource(path: string, key: string): ResourceModel {
	const name = path.split('/').pop() ?? path;
	return {
		path,
		type: name,
		key,
		unique: ['id'],
		scope: SCOPES[path.split('/')[0]],
		references: {},
		children: {},
		createOnly: [],
		readOnly: MADE_BY_COUPA,
	};
}

export { MADE_BY_COUPA };
