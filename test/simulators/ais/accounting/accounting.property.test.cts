import fc from 'fast-check';

import { checkLedger } from './index.cts';
import { keyOf, TestBooks, type Sent } from './testBooks.cts';

type Step = [
	what:
		| 'enter'
		| 'match'
		| 'change'
		| 'void'
		| 'reverse'
		| 'pay'
		| 'unpay'
		| 'post'
		| 'postPayment'
		| 'run'
		| 'month',
	which: number,
	cents: number,
];

const steps = fc.array(
	fc.tuple(
		fc.constantFrom<Step[0][]>(
			...([
				'enter',
				'enter',
				'match',
				'change',
				'void',
				'reverse',
				'pay',
				'pay',
				'unpay',
				'post',
				'post',
			] as const),
			...(['postPayment', 'run', 'month'] as const),
		),
		fc.nat(5),
		fc.integer({ min: -9_000, max: 9_000 }),
	),
	{ minLength: 5, maxLength: 25 },
);

let books: TestBooks;
beforeAll(async () => {
	books = await TestBooks.start({ rules: { duplicateInvoices: 'none' } });
});
afterAll(() => books.ais.stop());

/** Whatever is called in whatever order, refused or not, the ledger stays right after every step. */
test('no order of calls leaves the ledger wrong', async () => {
	const { tables, clerk, ledger } = books.ais;
	const refused = { times: 0 };
	await fc.assert(
		fc.asyncProperty(steps, async (list: Step[]) => {
			for (const name of ['F0411', 'F0911', 'F0413', 'F0414', 'F4301', 'F4311', 'F43121'])
				tables.remove(name, () => true);
			clerk.openPeriod('00001', '20261101');
			let month = '2026-11';
			const order = books.order();
			const vouchers: Array<ReturnType<typeof keyOf>> = [];
			const payments: string[] = [];
			const call = async (task: Parameters<TestBooks['call']>[0], sent: Sent) => {
				const answer = await books.call(task, sent);
				if (answer.status !== 200) refused.times += 1;
				return answer.status === 200 ? (answer.json as Record<string, string | number>) : undefined;
			};
			for (const [index, [what, which, cents]] of list.entries()) {
				const amount = (cents / 100).toFixed(2);
				const own = { OriginStamp: `C${ledger.effects.length}${index}`, GLDate: `${month}-15` };
				const one = vouchers[which % (vouchers.length || 1)];
				if (what === 'enter') {
					const money = {
						GrossAmount: amount,
						PayItems: [{ GrossAmount: amount }],
						GLDistribution: [{ Account: '30.8605', Amount: amount }],
					};
					const entered = await call(
						'enterVoucher',
						books.voucher({ ...own, ...money, PayStatus: which % 2 ? 'A' : 'C' }),
					);
					if (entered) vouchers.push(keyOf(entered));
				} else if (what === 'match') {
					const quantity = String((which % 4) + 1);
					const line = {
						OrderLine: '1',
						ReceiptDocument: which % 2 ? '7001' : '7002',
						Quantity: quantity,
						Amount: `${Number(quantity) * 5}.00`,
					};
					const matched = await call('matchVoucher', { ...order.match(line), ...own });
					if (matched) vouchers.push(keyOf(matched));
				} else if (what === 'run') clerk.payRun().forEach((payment) => payments.push(String(payment)));
				else if (what === 'postPayment')
					attempt(() => clerk.postPayment(Number(payments[which % (payments.length || 1)])));
				else if (what === 'unpay')
					await call('voidPayment', {
						PaymentID: payments[which % (payments.length || 1)] ?? '1',
						GLDate: own.GLDate,
						PayStatus: 'C',
					});
				else if (what === 'month' && month < '2026-12') {
					clerk.closePeriod('00001');
					month = '2026-12';
				} else if (one && what === 'post') attempt(() => clerk.postVoucher(one.text));
				else if (one && what === 'change')
					await call('changeVoucher', { ...one.key, Remark: `changed ${index}` });
				else if (one && what === 'void') await call('voidVoucher', { ...one.key, GLDate: own.GLDate });
				else if (one && what === 'reverse') await call('reverseMatch', { ...one.key, GLDate: own.GLDate });
				else if (one && what === 'pay') {
					// All that is open, a part, or an amount that has nothing to do with it.
					const open = Number(books.items(one.text)[0]?.AAP ?? 0);
					const paying = [open, open / 4, cents / 100][which % 3]!.toFixed(2);
					const part = { ...one.key, PayItem: '001', Amount: paying } as Record<string, string>;
					const sent = {
						PaymentNumber: String(index + 1),
						PaymentDate: own.GLDate,
						Amount: paying,
						Vouchers: [part],
					};
					const paid = await call('recordPayment', books.payment(sent));
					if (paid) payments.push(String(paid.PaymentID));
				}
				expect([what, checkLedger(tables)]).toEqual([what, []]);
			}
		}),
		{ numRuns: 40, seed: 20261122 },
	);
	// Otherwise the refusals, which are half of the promise, were not tried.
	expect(refused.times).toBeGreaterThan(50);
	for (const kind of [
		'voucher.voided',
		'match.reversed',
		'payment.voided',
		'payment.deleted',
		'voucher.changed',
	]) {
		expect([kind, books.count(kind) > 0]).toEqual([kind, true]);
	}
});

function attempt(act: () => void): void {
	try {
		act();
	} catch (error) {
		// Nothing to post, or nothing there: a person would see that.
		if (!/nothing to post|does not exist/.test(String(error))) throw error;
	}
}
