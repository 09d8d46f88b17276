/** Where the records live that an attribute refers to. */
export interface Reference {
	path: string;
	/** natural key that documents use: `code` */
	key: string;
	scope: string;
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
	/** attributes of which Coupa has each value once */
	unique: readonly string[];
	/** what the credential needs, without verb */
	scope?: string;
	references: Readonly<Record<string, Reference>>;
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
	account_types: 'core.accounting',
	account_validation_rules: 'core.accounting',
	addresses: 'core.common',
	currencies: 'core.common',
	exchange_rates: 'core.common',
	integrations: 'core.integration',
	invoices: 'core.invoice',
	lookup_values: 'core.common',
	lookups: 'core.common',
	payment_terms: 'core.common',
	purchase_orders: 'core.purchase_order',
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
