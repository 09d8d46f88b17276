import { isObject, type Json } from './attributes.cts';

const escaped = (value: string): string =>
	value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A record or a list in Coupa's other dialect, which a caller gets who does not ask for JSON. */
export function toXml(noun: string, plural: string, value: Json): string {
	const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
	if (!Array.isArray(value)) return head + element(noun, value);
	return `${head}<${plural} type="array">${value.map((item) => element(noun, item)).join('')}</${plural}>`;
}

export const xmlErrors = (messages: string[]): string =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<errors>${messages.map((text) => element('error', text)).join('')}</errors>`;

function element(name: string, value: Json): string {
	if (value === null) return `<${name} nil="true"/>`;
	if (Array.isArray(value)) {
		return `<${name} type="array">${value.map((item) => element(singular(name), item)).join('')}</${name}>`;
	}
	const inner = isObject(value)
		? Object.entries(value)
				.map(([key, item]) => element(key, item))
				.join('')
		: escaped(String(value));
	return `<${name}>${inner}</${name}>`;
}

const singular = (name: string): string => name.replace(/sses$/, 'ss').replace(/ies$/, 'y').replace(/s$/, '');
