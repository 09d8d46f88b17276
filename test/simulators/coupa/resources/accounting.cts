import {
	customFields,
	each,
	flag,
	idOf,
	integer,
	isBlank,
	opaque,
	part,
	reference,
	stamps,
	text,
	type Values,
} from '../attributes.cts';
import { readWrite, type Resource } from '../resource.cts';
import { addressAttributes, contactAttributes } from './addresses.cts';

const active = flag({ initial: true });

export const lookups: Resource = {
	table: 'lookups',
	noun: 'lookup',
	verbs: readWrite(),
	keys: ['name'],
	attributes: {
		...stamps,
		name: text(255, { required: true, unique: true }),
		active,
		description: text(),
		'fixed-depth': flag({ initial: false }),
		'values-count': integer({ readOnly: true }),
		'content-groups': opaque(),
	},
};

export const lookupValues: Resource = {
	table: 'lookup_values',
	noun: 'lookup_value',
	verbs: readWrite(),
	keys: ['external-ref-code', 'external-ref-num', 'name'],
	attributes: {
		...stamps,
		name: text(255, { required: true }),
		lookup: reference('lookups', { required: true }),
		'lookup-id': idOf('lookup'),
		parent: reference('lookup_values'),
		'parent-id': idOf('parent'),
		'account-type': reference('account_types'),
		active,
		description: text(),
		'external-ref-num': text(),
		'external-ref-code': text(255, { readOnly: true }),
		'is-default': flag({ initial: false }),
		...each('depth children-count', integer({ readOnly: true })),
		'custom-fields': customFields(),
	},
	compute: (values) => ({ ...values, 'external-ref-code': values['external-ref-num'] ?? null }),
};

export const accountTypes: Resource = {
	table: 'account_types',
	noun: 'account_type',
	verbs: { GET: 'core.accounting.read', POST: 'core.accounting.write' },
	keys: ['name'],
	attributes: {
		...stamps,
		name: text(50, { required: true, unique: true }),
		active,
		currency: reference('currencies', { required: true }),
		'dynamic-flag': flag({ readOnly: true }),
		'legal-entity-name': text(255, { readOnly: true }),
		'primary-address': part(addressAttributes),
		'primary-contact': part(contactAttributes),
	},
};

/** Which segments go together, in the words of the chart of accounts. */
export const accountValidationRules: Resource = {
	table: 'account_validation_rules',
	noun: 'account_validation_rule',
	verbs: readWrite('core.accounting'),
	keys: ['name'],
	attributes: {
		...stamps,
		name: text(100, { required: true, unique: true }),
		description: text(),
		'error-message': text(255, { required: true }),
		active,
		'account-type': reference('account_types'),
		...Object.fromEntries(
			Array.from({ length: 20 }, (_, i) =>
				['condition', 'min', 'max'].map((end) => `segment-${i + 1}-${end}`),
			)
				.flat()
				.map((name) => [name, text()]),
		),
	},
};

const SEGMENTS = Array.from({ length: 20 }, (_, index) => `segment-${index + 1}`);

const accountCode = (values: Values): string =>
	SEGMENTS.map((segment) => values[segment])
		.filter((value) => !isBlank(value))
		.join('-');

export const accounts: Resource = {
	table: 'accounts',
	noun: 'account',
	verbs: readWrite('core.accounting'),
	keys: ['code', 'name'],
	posts: { validate_account: 'check' },
	attributes: {
		...stamps,
		code: text(1024, { readOnly: true }),
		name: text(1024),
		active,
		'account-type': reference('account_types', { required: true }),
		'account-type-id': idOf('account-type', { readOnly: true }),
		...each(SEGMENTS.join(' '), text(100)),
	},
	compute: (values) => ({ ...values, code: accountCode(values) }),
	// A code is taken only within its chart of accounts.
	rules: ({ values, id, tables }) => {
		const chart = JSON.stringify(values['account-type']);
		const taken = tables
			.rows('accounts')
			.some(
				(row) =>
					row.id !== id &&
					row.values.code === accountCode(values) &&
					JSON.stringify(row.values['account-type']) === chart,
			);
		return taken ? ['Code has already been taken'] : [];
	},
};
