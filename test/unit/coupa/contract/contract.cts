import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Table {
	/** `PUT invoices/{}` and the definition of its body or answer, or the names of its form fields */
	calls: Record<string, string | null>;
	/** by type, the attributes that have it */
	definitions: Record<string, Record<string, string>>;
}

/** What R39 does not say, and Coupa's prose documentation or working clients do. */
export interface Exception {
	/** `POST invoices`, `InvoiceLine.po-number`, `?reason` */
	what: string;
	why: string;
}

export interface Sent {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	body: string;
}

interface Type {
	/** definition that its attributes are those of */
	of?: string;
	isList: boolean;
	isReadOnly: boolean;
	values?: string[];
	/** characters */
	length?: number;
	/** digits behind the point */
	scale?: number;
}

const table = JSON.parse(readFileSync(join(__dirname, 'r39.json'), 'utf8')) as Table;

const OPERATORS = [
	...['contains', 'starts_with', 'ends_with', 'gt', 'lt', 'gt_or_eq', 'lt_or_eq', 'not_eq', 'in', 'not_in'],
	'blank',
];
const CONTROLS = ['limit', 'offset', 'order_by', 'dir', 'return_object', 'filter'];
const DIRECTIONS = ['asc', 'desc'];

const hyphenated = (name: string) => name.replaceAll('_', '-');
const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the description says of an attribute; undefined if it does not know it. */
export function typeOf(definition: string, attribute: string): Type | undefined {
	const found = Object.entries(table.definitions[definition] ?? {}).find(([, names]) =>
		names.split(' ').includes(attribute),
	);
	if (!found) return undefined;
	const isReadOnly = found[0].endsWith('!');
	const text = found[0].replace(/!$/, '');
	const isList = text.startsWith('[');
	const name = text.replace(/^\[(.*)\]$/, '$1');
	const [, kind, size] = /^(string|decimal)\((?:\d+,)?(\d+)\)$/.exec(text) ?? [];
	return {
		isList,
		isReadOnly,
		...(/^[A-Z]/.test(name) ? { of: name } : {}),
		...(text.startsWith('=') ? { values: text.slice(1).split('|') } : {}),
		...(kind === 'string' ? { length: Number(size) } : {}),
		...(kind === 'decimal' ? { scale: Number(size) } : {}),
	};
}

/** Definition behind `GET /api/<path>`. */
export function definitionAt(path: string): string | undefined {
	const definition = table.calls[`GET ${path.replace(/\b\d+\b/g, '{}')}`];
	return definition ?? undefined;
}

export const hasDefinition = (name: string): boolean => name in table.definitions;

/** Checks requests against the table, and remembers which exceptions were needed. */
export class Contract {
	readonly used = new Set<string>();
	private found: string[] = [];

	constructor(private readonly exceptions: readonly Exception[]) {}

	violationsOf({ method, path, query, headers, body }: Sent): string[] {
		this.found = [];
		const place = path.replace(/^\/api\//, '').replace(/\/\d+(?=\/|$)/g, '/{}');
		const call = `${method} ${place}`;
		const known = call in table.calls;
		if (!known) this.say(call, 'is no call of the description');
		const own = table.calls[call] ?? table.calls[`GET ${place}`];
		const isForm = (headers['content-type'] ?? '').startsWith('multipart/form-data');
		if (isForm) {
			const names = [...body.matchAll(/; name="([^"]+)"/g)].map(([, name]) => name!);
			for (const name of names)
				if (!String(own).split(' ').includes(name)) this.say(`form ${name}`, `is no field of ${call}`);
			return this.found;
		}
		if (typeof own !== 'string' || !hasDefinition(own)) {
			if (body !== '' && body !== '{}') this.found.push(`${call} has a body nobody described`);
			return this.found;
		}
		for (const [key, value] of Object.entries(query)) this.query(own, key, value, method);
		if (body !== '') this.body(own, JSON.parse(body), own);
		return this.found.map((text) => `${call}: ${text}`);
	}

	private say(what: string, why: string): void {
		const exception = this.exceptions.find((one) => one.what === what);
		if (exception) this.used.add(exception.what);
		else this.found.push(`${what} ${why}`);
	}

	private query(definition: string, key: string, value: string, method: string): void {
		if (key === 'fields') return this.fields(definition, JSON.parse(value));
		if (key === 'dir' && !DIRECTIONS.includes(value)) this.found.push(`dir=${value}`);
		if (key === 'order_by') this.known(definition, hyphenated(value));
		if (CONTROLS.includes(key)) return;
		if (method !== 'GET') return this.say(`?${key}`, 'is no argument of a write');
		const names = key.split(/[[\]]+/).filter((name) => name !== '');
		if (names.length > 1 && OPERATORS.includes(names.at(-1)!)) names.pop();
		names.reduce<string | undefined>((place, name) => {
			const type = place === undefined ? undefined : this.known(place, hyphenated(name));
			if (type?.values) this.values(place!, name, type.values, value.split(','));
			return type?.of;
		}, definition);
	}

	private fields(definition: string, fields: unknown): void {
		for (const field of fields as Array<string | Record<string, unknown>>) {
			if (typeof field === 'string') {
				this.known(definition, hyphenated(field));
				continue;
			}
			for (const [name, inner] of Object.entries(field)) {
				const type = this.known(definition, hyphenated(name));
				if (type?.of && Array.isArray(inner)) this.fields(type.of, inner);
			}
		}
	}

	private known(definition: string, name: string): Type | undefined {
		const type = typeOf(definition, name);
		if (type === undefined) {
			const where = name === 'custom-fields' ? name : `${definition}.${name}`;
			this.say(where, 'is no attribute of the description');
		}
		return type;
	}

	/** @param owner as in the path of the message */
	private body(
		definition: string,
		document: Record<string, unknown>,
		owner: string,
		isReference = false,
	): void {
		if ('_delete' in document) {
			const others = Object.keys(document).filter((name) => !['_delete', 'id'].includes(name));
			if (document.id === undefined || others.length > 0) this.found.push(`${owner}: _delete with ${others}`);
			return;
		}
		for (const [name, value] of Object.entries(document)) {
			const type = this.known(definition, name);
			// An entry that is edited and a record that is referred to are named by their id.
			if (!type || (name === 'id' && owner.includes('.'))) continue;
			if (type.isReadOnly && !isReference) this.say(`${definition}.${name}`, 'is read-only');
			if (type.of) this.inside(`${definition}.${name}`, type, value, `${owner}.${name}`);
			else this.scalar(definition, name, type, value);
		}
	}

	private inside(attribute: string, type: Type, value: unknown, owner: string): void {
		if (value === null || !type.of || !hasDefinition(type.of)) return;
		if (type.isList !== Array.isArray(value)) this.say(attribute, `is ${type.isList ? 'a' : 'no'} list`);
		// What has an address of its own is only named here.
		const isReference = !type.isList && Object.values(table.calls).includes(type.of);
		for (const entry of [value].flat()) {
			if (isObject(entry)) this.body(type.of, entry, owner, isReference);
			else this.say(attribute, 'is an object');
		}
	}

	private scalar(definition: string, name: string, type: Type, value: unknown): void {
		const where = `${definition}.${name}`;
		if (type.values) this.values(definition, name, type.values, [String(value)]);
		if (type.length !== undefined && String(value).length > type.length)
			this.found.push(`${where} is longer than ${type.length}`);
		const decimals = /^-?\d+(?:\.(\d+))?$/.exec(String(value));
		if (type.scale !== undefined && !(decimals && (decimals[1] ?? '').length <= type.scale))
			this.found.push(`${where} is no decimal of ${type.scale} places: ${String(value)}`);
	}

	private values(definition: string, name: string, allowed: string[], values: string[]): void {
		const wrong = values.filter((value) => !allowed.includes(value));
		for (const value of wrong)
			this.say(`${definition}.${hyphenated(name)}=${value}`, 'is no value of the list');
	}
}
