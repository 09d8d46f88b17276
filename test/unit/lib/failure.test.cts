import {
	Failed,
	fail,
	failure,
	settle,
	stopsTheBatch,
	upstreamText,
	withoutSecrets,
	withoutSecretsIn,
	type FailureCategory,
} from '../../../lib/failure';

const input = { code: 'X', category: 'validation', message: 'a', description: 'b' } as const;

describe('upstream text', () => {
	it('cannot become HTML in the editor', () => {
		expect(upstreamText('<img src=x onerror=alert(1)> & co')).toBe(
			'&lt;img src=x onerror=alert(1)&gt; &amp; co',
		);
	});

	it('is one line of readable length', () => {
		expect(upstreamText('  a\n\t b  ')).toBe('a b');
		expect(upstreamText('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
		expect(upstreamText('x'.repeat(500))).toBe('x'.repeat(500));
	});

	it('is cut before it is escaped, so that no half entity is left', () => {
		expect(upstreamText('&'.repeat(501))).toBe(`${'&amp;'.repeat(500)}…`);
	});
});

describe('secrets', () => {
	it('are removed wherever another system echoed them, also as part of an address', () => {
		const secret = 'a+b/c==&?';
		const text = `token=${encodeURIComponent(secret)} or ${secret}; again ${secret}`;
		expect(withoutSecrets(text, [secret])).toBe('token=*** or ***; again ***');
	});

	it('of less than four characters stay, because they would tear words apart', () => {
		expect(withoutSecrets('an answer', ['a', '', 'ans'])).toBe('an answer');
	});

	it('are removed from every text of a body, however they look in JSON, and its numbers stay', () => {
		const secrets = ['say "1234"', '2026'];
		const body = { message: 'no: say "1234"', list: [{ 'in 2026': 'of 2026', when: 20261122 }], none: null };
		expect(withoutSecretsIn(body, secrets)).toEqual({
			message: 'no: ***',
			list: [{ 'in ***': 'of ***', when: 20261122 }],
			none: null,
		});
	});
});

describe('a failure', () => {
	it('says by its category whether waiting helps and whether the rest of the batch is tried', () => {
		const table = (
			[
				'authentication',
				'permission',
				'validation',
				'reference',
				'duplicate',
				'conflict',
				'period-closed',
				'throttled',
				'unavailable',
				'unknown-outcome',
				'configuration',
			] as FailureCategory[]
		).map((category) => failure({ ...input, category }));
		const named = (test: (one: (typeof table)[number]) => boolean) =>
			table.filter(test).map(({ category }) => category);
		expect(named(({ retryable }) => retryable)).toEqual(['throttled', 'unavailable', 'unknown-outcome']);
		expect(named(stopsTheBatch)).toEqual([
			'authentication',
			'permission',
			'throttled',
			'unavailable',
			'configuration',
		]);
	});

	it('that is of one record alone never stops the rest of the batch', () => {
		const missing = { ...input, category: 'permission', details: { ofRecord: true } } as const;
		expect(stopsTheBatch(failure(missing))).toBe(false);
		expect(stopsTheBatch(failure({ ...missing, details: {} }))).toBe(true);
	});

	it('becomes a value when settled', async () => {
		const settled = await settle(async () => fail({ ...input, httpStatus: 400 }));
		expect(settled).toEqual({
			ok: false,
			failure: { ...input, httpStatus: 400, retryable: false, details: {} },
		});
		expect(await settle(async () => 7)).toEqual({ ok: true, value: 7 });
	});

	it("leaves a programmer's mistake an exception", async () => {
		const mistake = async () => (undefined as unknown as { name: string }).name;
		await expect(settle(mistake)).rejects.toBeInstanceOf(TypeError);
		await expect(settle(async () => await Promise.reject(new Failed(failure(input))))).resolves.toMatchObject(
			{
				ok: false,
			},
		);
	});
});
