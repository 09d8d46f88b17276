import { upToLimit } from '../../../nodes/JdeAis/actions/shared/upToLimit';

/** Ten records, of which only the even ones are documents in scope. */
const reader =
	(calls: Array<{ after?: string; limit: number }>) => async (range: { after?: string; limit: number }) => {
		calls.push(range);
		const from = Number(range.after ?? 0) + 1;
		const looked = Array.from({ length: range.limit }, (_, i) => from + i).filter((number) => number <= 10);
		const last = looked.at(-1) ?? 10;
		return {
			documents: looked.filter((number) => number % 2 === 0).map((number) => ({ number })),
			next: last < 10 ? String(last) : null,
		};
	};

it('documents that are left out make room for the next ones', async () => {
	const calls: Array<{ after?: string; limit: number }> = [];
	expect(await upToLimit(3, undefined, reader(calls))).toEqual([{ number: 2 }, { number: 4 }, { number: 6 }]);
	expect(calls.map(({ after, limit }) => [after, limit])).toEqual([
		[undefined, 3],
		['3', 2],
		['5', 1],
	]);
});

it('the end of the table ends it, and a start is kept', async () => {
	expect(await upToLimit(50, '7', reader([]))).toEqual([{ number: 8 }, { number: 10 }]);
});
