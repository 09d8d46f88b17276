import { fail } from '../../../../lib/failure';
import { hyphenated } from '../../model/document';

export interface Condition {
	attribute?: string;
	operator?: string;
	value?: unknown;
}

/** `payment-term.code` and `in` become `payment-term[code][in]`. @throws Failed when two conditions would become one */
export function filterQuery(conditions: readonly Condition[]): Record<string, string> {
	const entries = conditions
		.filter(({ attribute }) => String(attribute ?? '').trim() !== '')
		.map(({ attribute, operator = 'equals', value }): [string, string] => {
			const [first, ...inner] = String(attribute).trim().split('.');
			const path = first + inner.map((name) => `[${name}]`).join('');
			return [operator === 'equals' ? path : `${path}[${operator}]`, String(value ?? '')];
		});
	const twice = entries.find(([name], i) => entries.findIndex(([other]) => other === name) < i);
	if (twice) {
		fail({
			code: 'COUPA_FILTER_TWICE',
			category: 'configuration',
			message: `Two filters have the same attribute and operator: '${twice[0]}'`,
			description:
				"Coupa takes one of them. Name several values in one filter with 'Is One Of' or 'Is None Of', separated by commas.",
		});
	}
	return Object.fromEntries(entries);
}

/** Names asked for, by their place: those of an association stand below it. */
interface Shape {
	below: Map<string, Shape>;
}

const nothing = (): Shape => ({ below: new Map() });

/** Coupa's `fields` argument from a list of names. @param needed always asked for: records are told apart by it */
export function fieldsArgument(text: string, needed: readonly string[]): string {
	const trimmed = text.trim();
	if (trimmed === '' || trimmed.startsWith('[')) return trimmed;
	const shape = nothing();
	for (const name of [...needed, ...trimmed.split(',')]) {
		const path = name
			.split('.')
			.map((part) => underscored(part.trim()))
			.filter((part) => part !== '');
		let place = shape;
		for (const part of path) {
			const inner = place.below.get(part) ?? nothing();
			place.below.set(part, inner);
			place = inner;
		}
	}
	return JSON.stringify(fieldList(shape));
}

/** Custom fields without a name are all of them. */
function fieldList({ below }: Shape): unknown[] {
	return [...below].map(([name, inner]) => {
		if (inner.below.size > 0) return { [name]: fieldList(inner) };
		return name === 'custom_fields' ? { [name]: {} } : name;
	});
}

export function underscored(name: string): string {
	return hyphenated(name).replace(/-/g, '_');
}
