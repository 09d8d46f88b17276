/**
 * JD Edwards dates. A date is a calendar date, `YYYY-MM-DD`, without a zone; a local time stamp is
 * `YYYY-MM-DDTHH:mm:ss` by the JDE server's own clock. Neither is ever turned into an instant.
 */
const DAY_MS = 86_400_000;
/** The C of CYYDDD is one digit. */
const LAST_JULIAN = 999_366;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

export function isIsoDate(text: string): boolean {
	const match = ISO_DATE.exec(text);
	if (match === null) return false;
	const [, year, month, day] = match.map(Number);
	return isoDate(year, month, day) === text;
}

/** CYYDDD, C = 0 for 19xx and 1 for 20xx: 126001 is 2026-01-01. */
export function julianToIso(julian: number): string | undefined {
	if (!Number.isInteger(julian) || julian < 1 || julian > LAST_JULIAN) return undefined;
	const year = 1900 + Math.floor(julian / 1000);
	const day = julian % 1000;
	const iso = addDays(isoDate(year, 1, 1), day - 1);
	return day >= 1 && iso.startsWith(String(year)) ? iso : undefined;
}

export function isoToJulian(iso: string): number {
	const year = Number(iso.slice(0, 4));
	return (year - 1900) * 1000 + daysBetween(isoDate(year, 1, 1), iso) + 1;
}

export function addDays(iso: string, days: number): string {
	return new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** AIS GRID_DATA writes a date column as `YYYYMMDD`; an empty date is null. */
export function gridDateToIso(text: string): string | undefined {
	const iso = text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
	return isIsoDate(iso) ? iso : undefined;
}

/**
 * The date that a text in the user's format names. Undefined where it is none, and for a year in two digits, whose
 * century would be a guess.
 */
export function userDateToIso(text: string, simpleDateFormat: string): string | undefined {
	const letters = simpleDateFormat.match(/y+|M+|d+/g) ?? [];
	const numbers = text.match(/\d+/g) ?? [];
	if (letters.length !== 3 || numbers.length !== 3) return undefined;
	const part = (letter: string) => numbers[letters.findIndex((one) => one.startsWith(letter))];
	const iso = `${part('y')}-${part('M').padStart(2, '0')}-${part('d').padStart(2, '0')}`;
	return isUserDateFormat(simpleDateFormat) && isIsoDate(iso) ? iso : undefined;
}

/** UPMT and TDAY hold HHMMSS without leading zeros: 54935 is 05:49:35. */
export function clockToTime(hhmmss: number): string | undefined {
	const text = String(hhmmss).padStart(6, '0');
	const time = `${text.slice(0, 2)}:${text.slice(2, 4)}:${text.slice(4)}`;
	return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time) ? time : undefined;
}

/**
 * The `timeStamp` of a data service response, `2026-11-22:10.56.18`, is the JDE server's own clock. Written in another
 * way it is taken as long as it names no zone: then it need not be that clock.
 */
export function aisTimeStampToLocal(text: string): string | undefined {
	const match = /^(\d{4}-\d{2}-\d{2})[:T ](\d{2})[.:](\d{2})[.:](\d{2})(?:\.\d+)?$/.exec(text);
	if (match === null || !isIsoDate(match[1])) return undefined;
	const time = clockToTime(Number(match[2] + match[3] + match[4]));
	return time === undefined ? undefined : `${match[1]}T${time}`;
}

/**
 * Writes a date as the signed-on user sees it: AIS reads date literals in that format only.
 * @param simpleDateFormat `userInfo.simpleDateFormat` of the token response: `MM/dd/yyyy`, `dd/MM/yy` …
 */
export function formatUserDate(iso: string, simpleDateFormat: string): string {
	const [year, month, day] = iso.split('-');
	return simpleDateFormat.replace(/y+|M+|d+/g, (letters) => {
		if (letters.startsWith('y')) return letters.length > 2 ? year : year.slice(2);
		const digits = letters.startsWith('M') ? month : day;
		return letters.length > 1 ? digits : String(Number(digits));
	});
}

/** Whether `formatUserDate` writes this format: year, month and day once each, in digits. */
export function isUserDateFormat(simpleDateFormat: string): boolean {
	const parts = simpleDateFormat.match(/y+|M+|d+/g) ?? [];
	const kinds = parts
		.map((part) => part[0])
		.sort()
		.join('');
	const isNumeric = parts.every((part) => /^(yy|yyyy|MM?|dd?)$/.test(part));
	return kinds === 'Mdy' && isNumeric && /^[yMd]+([^A-Za-z0-9]?)[yMd]+\1[yMd]+$/.test(simpleDateFormat);
}

function isoDate(year: number, month: number, day: number): string {
	const date = new Date(0);
	date.setUTCFullYear(year, month - 1, day);
	return date.toISOString().slice(0, 10);
}

/**
 * The calendar date that a time of Coupa's stands for. Entered in its pages, a date is midnight of the company's zone;
 * sent as a date, it is midnight UTC (https://compass.coupa.com, Querying Options) and comes back in another zone:
 * `2026-01-31T16:00:00-08:00` is 1 February.
 */
export function calendarDay(text: string): string {
	const own = text.slice(0, 10);
	if (!/T\d{2}:\d{2}(:\d{2}(\.\d+)?)?[+-]/.test(text) || text.slice(11).startsWith('00:00')) return own;
	const instant = Date.parse(text);
	if (Number.isNaN(instant)) return own;
	const [day, time] = new Date(instant).toISOString().split('T');
	return time.startsWith('00:00:00') ? day : own;
}
