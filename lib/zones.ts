/**
 * Wall clocks of IANA time zones, by Intl alone. A local time is `YYYY-MM-DDTHH:mm:ss`; an instant is milliseconds
 * since 1970 UTC.
 */
const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export function isTimeZone(zone: string): boolean {
	try {
		return zone !== '' && formatOf(zone) !== undefined;
	} catch {
		// Intl's way of saying that it does not know the name.
		return false;
	}
}

export function localTime(instant: number, zone: string): string {
	const parts = Object.fromEntries(
		formatOf(zone)
			.formatToParts(instant)
			.map(({ type, value }) => [type, value]),
	);
	return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

/**
 * The instant at which the clocks of a zone show this time. Of an hour that comes twice the first counts; a time that is
 * skipped is as much later as the clocks were put forward.
 */
export function instantOf(local: string, zone: string): number {
	const asUtc = Date.parse(`${local}Z`);
	const offsetAt = (instant: number) => Date.parse(`${localTime(instant, zone)}Z`) - instant;
	const offsets = [offsetAt(asUtc - DAY_MS), offsetAt(asUtc + DAY_MS)];
	const found = offsets.map((offset) => asUtc - offset).filter((one) => localTime(one, zone) === local);
	return found.length > 0 ? Math.min(...found) : asUtc - offsets[0];
}

function formatOf(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known) return known;
	const format = new Intl.DateTimeFormat('en-CA', {
		timeZone: zone,
		calendar: 'gregory',
		numberingSystem: 'latn',
		hourCycle: 'h23',
		...{ year: 'numeric', month: '2-digit', day: '2-digit' },
		...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
	});
	formats.set(zone, format);
	return format;
}
