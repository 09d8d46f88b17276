interface Address {
	/** 32 or 128 */
	bits: number;
	value: bigint;
}

interface Range extends Address {
	prefix: number;
}

/** Addresses and ranges (`203.0.113.0/24`, `2001:db8::/32`) by commas, blanks or lines. @returns what cannot be read too */
export function rangesIn(text: string): { ranges: Range[]; unreadable: string[] } {
	const entries = text.split(/[\s,;]+/).filter((entry) => entry !== '');
	const read = entries.map((entry) => ({ entry, range: rangeOf(entry) }));
	return {
		ranges: read.flatMap(({ range }) => (range ? [range] : [])),
		unreadable: read.filter(({ range }) => range === undefined).map(({ entry }) => entry),
	};
}

/** Whether an address is in the list. An entry that cannot be read opens nothing; an unknown address is outside. */
export function isAllowed(address: string, text: string): boolean {
	const found = addressOf(address);
	if (found === undefined) return false;
	return rangesIn(text).ranges.some(
		({ bits, value, prefix }) =>
			bits === found.bits && value >> BigInt(bits - prefix) === found.value >> BigInt(bits - prefix),
	);
}

function rangeOf(entry: string): Range | undefined {
	const [text, length, ...more] = entry.split('/');
	const address = addressOf(text);
	if (address === undefined || more.length > 0) return undefined;
	if (length === undefined) return { ...address, prefix: address.bits };
	const prefix = /^\d{1,3}$/.test(length) ? Number(length) : NaN;
	return prefix <= address.bits ? { ...address, prefix } : undefined;
}

function addressOf(text: string): Address | undefined {
	// A server that listens for both families sees IPv4 callers this way.
	const plain = text.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
	return plain.includes(':') ? ipv6(plain) : ipv4(plain);
}

function ipv4(text: string): Address | undefined {
	const parts = text.split('.');
	const isOne =
		parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
	return isOne ? { bits: 32, value: joined(parts.map(Number), 8) } : undefined;
}

function ipv6(text: string): Address | undefined {
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const [head, tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
	const missing = 8 - head.length - tail.length;
	if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
	const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
	if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
	return {
		bits: 128,
		value: joined(
			groups.map((group) => parseInt(group, 16)),
			16,
		),
	};
}

function joined(parts: readonly number[], bits: number): bigint {
	return parts.reduce((value, part) => (value << BigInt(bits)) | BigInt(part), BigInt(0));
}
