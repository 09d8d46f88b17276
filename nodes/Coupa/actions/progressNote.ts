import { isRecord } from '../../../lib/diff';

/** Work that is done sooner and on fewer records explains itself. */
const LONG_MS = 5_000;
const MANY = 100;

/**
 * What a long piece of work came to, in one line for the output panel: counts by what became of the records, and the
 * rate. Undefined where there is nothing to say.
 */
export function progressNote(
	results: ReadonlyArray<{ json: Record<string, unknown> }>,
	elapsedMs: number,
): string | undefined {
	const { length: total } = results;
	if (total === 0 || (elapsedMs < LONG_MS && total < MANY)) return undefined;
	const counts = new Map<string, number>();
	for (const { json } of results) {
		const name = isRecord(json.error) ? 'failed' : json.action;
		if (typeof name === 'string') counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	const seconds = elapsedMs / 1000;
	const rate = seconds < 1 ? '' : ` (${rounded(total / seconds)} a second)`;
	const what = [...counts].sort().map(([name, count]) => `${rounded(count)} ${name}`);
	const detail = what.length === 0 ? '' : `: ${what.join(', ')}`;
	return `${rounded(total)} record${total === 1 ? '' : 's'} in ${rounded(seconds)} s${rate}${detail}`;
}

function rounded(value: number): string {
	return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });
}
