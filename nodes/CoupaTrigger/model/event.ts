import { isRecord } from '../../../lib/diff';
import type { Payload } from './body';

/** What a payload says about itself. A hint to look at the record in Coupa, never the record. */
export interface Hint {
	/** such as `invoice.approved`; undefined where nothing tells it */
	event?: string;
	/** the record that it is about, as far as the payload names one */
	document?: { type: string; id?: string; number?: string };
}

/** Names under which payloads and Coupa's own resources speak of a record. The first word is ours. */
const TYPES: ReadonlyArray<readonly [string, ...string[]]> = [
	['invoice', 'invoices', 'invoice-header', 'invoice-headers', 'payables-invoice'],
	['payment', 'payments', 'invoice-payment', 'invoice-payments'],
	[
		'purchase-order',
		'purchase-orders',
		'order',
		'order-header',
		'order-headers',
		'external-order-header',
		'po',
	],
	['supplier', 'suppliers'],
	['requisition', 'requisitions', 'requisition-header'],
	['expense-report', 'expense-reports'],
	['receipt', 'receipts', 'inventory-transaction', 'receiving-transaction'],
	['remit-to-address', 'remit-to-addresses'],
	['account', 'accounts'],
	['user', 'users'],
];

/** Attributes that hold the number by which people know a record; each names its type too. */
const NUMBERS: Readonly<Record<string, string>> = {
	'invoice-number': 'invoice',
	'po-number': 'purchase-order',
};

const EVENT_NAMES = ['event', 'event-type', 'event-name', 'topic'];
const TYPE_NAMES = [
	'document-type',
	'object-type',
	'resource-type',
	'record-type',
	'object',
	'resource',
	'type',
];
const ID_NAMES = ['id', 'document-id', 'object-id', 'resource-id', 'record-id'];
/** Around the record, in payloads that wrap it. */
const WRAPPERS = ['data', 'payload', 'record', 'object', 'resource', 'document', 'event'];
const MAX_TEXT = 255;
/** Under which a sender puts several events, or several records of one event. */
const LISTS = ['events', 'notifications', 'records', 'items', 'data', 'payload'];
/** How deep in wrappers the record is looked for. */
const MAX_DEPTH = 3;

/** What each event of the payload says about itself; one, unless the sender put several into one body. */
export function hintsOf(payload: Payload, eventHeader: string): Hint[] {
	const { value, root } = payload;
	const outer = Array.isArray(value) ? {} : hyphenated(value);
	const lists: unknown[] = Array.isArray(value) ? [value] : LISTS.map((name) => outer[name]);
	const list = lists.filter(Array.isArray).find((entries) => entries.some(isRecord));
	if (list === undefined) return [hintOf(payload, eventHeader)];
	const event = shortText(eventHeader) ?? firstText(outer, EVENT_NAMES) ?? dottedType(outer);
	const said = [...TYPE_NAMES.map((name) => shortText(outer[name])), root, event];
	return list.filter(isRecord).map((entry) => {
		const own = hintOf({ value: entry, root: said.find(typeNamed) }, '');
		return { ...own, ...(event === undefined ? {} : { event: own.event ?? event }) };
	});
}

/** Reads the hint. Coupa publishes no shape of its messages, so every usual one is tried; a guess is worse than none. */
export function hintOf({ value, root }: Payload, eventHeader: string): Hint {
	const outer = hyphenated(Array.isArray(value) && value.length === 1 ? value[0] : value);
	const event = shortText(eventHeader) ?? firstText(outer, EVENT_NAMES) ?? dottedType(outer);
	const document = documentIn(outer, [root, event], 0);
	return { ...(event === undefined ? {} : { event }), ...(document ? { document } : {}) };
}

function documentIn(
	record: Record<string, unknown>,
	names: ReadonlyArray<string | undefined>,
	depth: number,
): Hint['document'] {
	const said = [...TYPE_NAMES.map((name) => shortText(record[name])), ...names];
	const inside = Object.entries(record).find(([name, value]) => typeNamed(name) && isRecord(value));
	// A record below its own name beats everything else: `{"invoice": {"id": 5}}`.
	if (inside && !isWhole(record) && depth < MAX_DEPTH)
		return documentIn(hyphenated(inside[1]), [inside[0]], depth + 1);
	const wrapped = WRAPPERS.map((name) => record[name]).find(isRecord);
	if (wrapped && depth < MAX_DEPTH) {
		const found = documentIn(hyphenated(wrapped), said, depth + 1);
		if (found?.id !== undefined) return found;
	}
	const [numberName, ofNumber] = Object.entries(NUMBERS).find(([name]) => shortText(record[name])) ?? [];
	const type = ofNumber ?? said.map((name) => typeNamed(name)).find((name) => name !== undefined);
	if (type === undefined) return undefined;
	const id = firstText(record, [...ID_NAMES.slice(1), `${type}-id`, `${type}-header-id`, ID_NAMES[0]]);
	const number = numberName === undefined ? undefined : shortText(record[numberName]);
	return { type, ...(id === undefined ? {} : { id }), ...(number === undefined ? {} : { number }) };
}

/** A whole record of Coupa's holds others by their type (`supplier`), which it is not about. */
function isWhole(record: Record<string, unknown>): boolean {
	return 'created-at' in record || Object.keys(NUMBERS).some((name) => name in record);
}

/** `InvoiceHeader`, `invoice_header`, `invoice.approved` and `invoice-events` are about an invoice. */
function typeNamed(name: string | undefined): string | undefined {
	if (name === undefined) return undefined;
	const words = name
		.replace(/([a-z])([A-Z])/g, '$1-$2')
		.replace(/[_:\s]+/g, '-')
		.toLowerCase();
	const plain = words.replace(/-events?$/, '').split('.');
	return TYPES.find((known) => known.some((each) => each === plain[0] || each === words))?.[0];
}

/** `type` is an event only where it looks like one: records of Coupa have a `type` of their own. */
function dottedType(record: Record<string, unknown>): string | undefined {
	const type = shortText(record.type);
	return type !== undefined && (/^\w[\w-]*\./.test(type) || isRecord(record.data)) ? type : undefined;
}

function firstText(record: Record<string, unknown>, names: readonly string[]): string | undefined {
	return names.map((name) => shortText(record[name])).find((text) => text !== undefined);
}

/** Names and ids are short; what is long is something else. */
function shortText(value: unknown): string | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' || text.length > MAX_TEXT ? undefined : text;
}

function hyphenated(value: unknown): Record<string, unknown> {
	if (!isRecord(value)) return {};
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.replace(/_/g, '-'), inner]));
}
