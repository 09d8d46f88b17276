/** What one attribute of a Coupa resource is: enough to check a write, to filter, and to render an answer. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Values = Record<string, Json>;

interface Common {
	readOnly?: boolean;
	/** taken in, and never shown */
	writeOnly?: boolean;
	required?: boolean;
	unique?: boolean;
	/** the words used in messages when they are not the attribute's name with a capital */
	label?: string;
	/** value of a new record when the caller sends none */
	initial?: Json;
}

export type Attribute = Common &
	/** `email`: must be an e-mail address, under this name in the refusal */
	(
		| { kind: 'text'; max: number; email?: string }
		| { kind: 'flag' }
		| { kind: 'integer' }
		/** stored and answered as text with this many decimals */
		| { kind: 'decimal'; scale: number }
		| { kind: 'enum'; values: readonly string[]; message?: string }
		/** `day`: a date of documents, midnight of the company; any other date is midnight UTC */
		| { kind: 'instant'; day?: boolean }
		/** a record of another table, found by id or by one of its natural keys */
		| { kind: 'reference'; to: string }
		/** the id of the record that another attribute refers to, as in `payment-term-id` */
		| { kind: 'idOf'; attribute: string }
		/** a record that lives inside this one; its attributes change in place */
		| { kind: 'part'; of: AttributeTable }
		/** records of another table that belong to this one */
		| { kind: 'children'; resource: string }
		/** kept as sent: this simulator has no rules about it */
		| { kind: 'opaque' }
		| { kind: 'customFields' }
	);

export type AttributeTable = Record<string, Attribute>;

export const text = (max = 255, more: Common & { email?: string } = {}): Attribute => ({
	kind: 'text',
	max,
	...more,
});
export const flag = (more: Common = {}): Attribute => ({ kind: 'flag', ...more });
export const integer = (more: Common = {}): Attribute => ({ kind: 'integer', ...more });
export const decimal = (scale: number, more: Common = {}): Attribute => ({ kind: 'decimal', scale, ...more });
export const oneOf = (values: readonly string[], message?: string, more: Common = {}): Attribute => ({
	kind: 'enum',
	values,
	message,
	...more,
});
export const reference = (to: string, more: Common = {}): Attribute => ({ kind: 'reference', to, ...more });
export const idOf = (attribute: string, more: Common = {}): Attribute => ({
	kind: 'idOf',
	attribute,
	...more,
});
export const part = (of: AttributeTable, more: Common = {}): Attribute => ({ kind: 'part', of, ...more });
export const children = (resource: string): Attribute => ({ kind: 'children', resource });
export const opaque = (): Attribute => ({ kind: 'opaque' });
export const customFields = (): Attribute => ({ kind: 'customFields' });

/** The same attribute kind under many names, which is how most of Coupa's tables read. */
export function each(names: string, attribute: Attribute): AttributeTable {
	return Object.fromEntries(
		names
			.trim()
			.split(/\s+/)
			.map((name) => [name, attribute]),
	);
}

/** What every record carries and no caller may set. */
export const stamps: AttributeTable = {
	id: integer({ readOnly: true }),
	'created-at': { kind: 'instant', readOnly: true },
	'updated-at': { kind: 'instant', readOnly: true },
	'created-by': reference('users', { readOnly: true }),
	'updated-by': reference('users', { readOnly: true }),
};

/** Coupa's documentation and working clients use both spellings, in bodies and in queries. */
export const hyphenated = (name: string): string => name.replaceAll('_', '-');

export function labelOf(name: string, attribute?: Attribute): string {
	if (attribute?.label !== undefined) return attribute.label;
	const words = name.replaceAll('-', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

export const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const isBlank = (value: Json | undefined): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
