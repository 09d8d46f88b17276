import type { IDataObject } from 'n8n-workflow';

export interface XmlDocument {
	/** name of the outermost element: `invoice-header` */
	root: string;
	/** what is inside, in the shape of Coupa's JSON */
	value: unknown;
}

interface Element {
	name: string;
	attributes: Record<string, string>;
	children: Element[];
	text: string;
}

/** Deeper than any Coupa record; a sender must not be able to exhaust the stack. */
const MAX_DEPTH = 100;
const TOKEN =
	/<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|</g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

/**
 * Reads an XML record as Coupa writes it (`type="integer"`, `type="array"`, `nil="true"`). A document type is refused:
 * Coupa sends none, and entities defined in one could be made to explode.
 * @returns undefined when it is not well-formed
 */
export function readXml(text: string): XmlDocument | undefined {
	const root: Element = { name: '', attributes: {}, children: [], text: '' };
	const open = [root];
	for (const [token, cdata, closing, name, attributes, empty, plain] of text
		.replace(/^\uFEFF/, '')
		.matchAll(TOKEN)) {
		const inside = open[open.length - 1];
		if (token === '<') return undefined;
		if (cdata !== undefined || plain !== undefined) inside.text += cdata ?? unescaped(plain);
		else if (closing === '/') {
			if (open.length < 2 || inside.name !== name) return undefined;
			open.pop();
		} else if (name !== undefined) {
			const element: Element = { name, attributes: attributesIn(attributes), children: [], text: '' };
			inside.children.push(element);
			if (empty === '') open.push(element);
			if (open.length > MAX_DEPTH) return undefined;
		}
	}
	const [only, ...more] = root.children;
	const isWellFormed =
		open.length === 1 && only !== undefined && more.length === 0 && root.text.trim() === '';
	return isWellFormed ? { root: only.name, value: valueOf(only) } : undefined;
}

function valueOf({ attributes, children, text }: Element): unknown {
	if (attributes.nil === 'true') return null;
	if (attributes.type === 'array') return children.map(valueOf);
	if (children.length === 0) return leaf(text.trim(), attributes.type);
	const record: IDataObject = Object.create(null) as IDataObject;
	for (const child of children) {
		const value = valueOf(child) as IDataObject;
		const before = record[child.name];
		if (!(child.name in record)) record[child.name] = value;
		else
			record[child.name] = Array.isArray(before)
				? [...(before as IDataObject[]), value]
				: ([before, value] as IDataObject[]);
	}
	return { ...record };
}

/** Whole numbers and truth values as in Coupa's JSON; decimals stay text, to their last digit. */
function leaf(text: string, type: string | undefined): unknown {
	if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
	if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
	return text;
}

function attributesIn(text: string): Record<string, string> {
	return Object.fromEntries(
		[...text.matchAll(ATTRIBUTE)].map(([, name, quoted, single]) => [name, unescaped(quoted ?? single)]),
	);
}

function unescaped(text: string): string {
	return text.replace(
		/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi,
		(whole, decimal?: string, hex?: string, name?: string) => {
			if (name !== undefined) return ENTITIES[name] ?? whole;
			const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
			return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
		},
	);
}
