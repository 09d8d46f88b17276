export const sleep = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Asks until the answer is not undefined. What was waited for goes into the message, because a test shows only that. */
export async function until<T>(
	what: string,
	ask: () => Promise<T | undefined>,
	{ timeoutMs = 30_000, everyMs = 100 } = {},
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() >= deadline) throw new Error(`Waited ${timeoutMs / 1000} s in vain: ${what}`);
		await sleep(everyMs);
	}
}
