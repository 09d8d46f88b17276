import { isBlank, isObject, labelOf, type Attribute, type Json } from './attributes.cts';
import { dayText, instantText } from './tables.cts';

/** The value as it is stored, or what Coupa would say against it. */
export type Coerced = { value: Json } | { refusal: string };

// Enough to tell an address from a name or a list; Coupa's own rule is not published.
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/;

/** Checks one plain value; references, parts and children are the writer's. */
export function coerce(name: string, attribute: Attribute, value: Json): Coerced {
	const label = labelOf(name, attribute);
	if (attribute.kind === 'opaque') return { value };
	if (value === null) return { value: null };
	if (isObject(value) || Array.isArray(value)) return { refusal: `${label} is invalid` };
	switch (attribute.kind) {
		case 'text':
			return text(label, attribute.max, attribute.email, String(value));
		case 'flag':
			return flag(label, value);
		case 'enum':
			if (value === '') return { value: null };
			return attribute.values.includes(String(value))
				? { value: String(value) }
				: { refusal: attribute.message ?? `${label} is not included in the list` };
		case 'integer':
		case 'decimal':
			return number(label, attribute, value);
		case 'instant':
			if (value === '') return { value: null };
			return Number.isNaN(Date.parse(String(value)))
				? { refusal: `${label} is invalid` }
				: { value: instantOf(String(value), attribute.day === true) };
		default:
			return { value };
	}
}

/** A date without time is midnight UTC, and every instant is answered in the zone of the company. */
function instantOf(written: string, isDay: boolean): string {
	return isDay ? dayText(written.slice(0, 10)) : instantText(new Date(written));
}

function text(label: string, max: number, email: string | undefined, value: string): Coerced {
	if (value.length > max) return { refusal: `${label} is too long (maximum is ${max} characters)` };
	if (email !== undefined && !isBlank(value) && !EMAIL.test(value))
		return { refusal: `${email} is not a valid email address.` };
	return { value };
}

function flag(label: string, value: Json): Coerced {
	if (value === true || value === 'true') return { value: true };
	if (value === false || value === 'false') return { value: false };
	return { refusal: `${label} is invalid` };
}

function number(label: string, attribute: Attribute, value: Json): Coerced {
	if (value === '') return { value: null };
	const written = String(value).trim();
	const pattern = attribute.kind === 'integer' ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/;
	if (!pattern.test(written)) return { refusal: `${label} is not a number` };
	if (attribute.kind === 'decimal') return { value: fixed(written, attribute.scale) };
	return { value: Number(written) };
}

/** Decimals are answered as text with a fixed scale; rounding half away from zero, without binary fractions. */
export function fixed(written: string, scale: number): string {
	const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(written) ?? [];
	const kept = fraction.padEnd(scale + 1, '0');
	const units = BigInt(whole + kept.slice(0, scale)) + (Number(kept[scale]) >= 5 ? 1n : 0n);
	const digits = units.toString().padStart(scale + 1, '0');
	const shown = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
	return units === 0n ? shown : sign + shown;
}
