import { Breaker, RetryBudget } from '../../../lib/request/breaker';

describe('the circuit breaker', () => {
	const opened = () => {
		const breaker = new Breaker();
		for (let i = 0; i < 10; i += 1) breaker.fault(1_000);
		return breaker;
	};

	it('opens after ten faults without an answer between them', () => {
		const breaker = new Breaker();
		for (let i = 0; i < 9; i += 1) breaker.fault(1_000);
		expect(breaker.isOpen(1_000)).toBe(false);
		breaker.answered();
		for (let i = 0; i < 9; i += 1) breaker.fault(1_000);
		expect(breaker.isOpen(1_000)).toBe(false);
		breaker.fault(1_000);
		expect(breaker.isOpen(1_000)).toBe(true);
	});

	it('lets a call try again after half a minute, and shuts at once if that one fails too', () => {
		const breaker = opened();
		expect([breaker.isOpen(30_999), breaker.isOpen(31_000)]).toEqual([true, false]);
		breaker.fault(31_000);
		expect(breaker.isOpen(31_001)).toBe(true);
	});

	it('is closed by an answer', () => {
		const breaker = opened();
		breaker.answered();
		expect(breaker.isOpen(1_001)).toBe(false);
	});
});

describe('the retry budget', () => {
	const spendAll = (budget: RetryBudget) => {
		let spent = 0;
		while (budget.spend()) spent += 1;
		return spent;
	};

	it('allows a reserve of repetitions to a short run', () => {
		expect(spendAll(new RetryBudget())).toBe(20);
	});

	it('earns one repetition with every fifth call', () => {
		const budget = new RetryBudget();
		spendAll(budget);
		for (let i = 0; i < 100; i += 1) budget.earn();
		expect([19, 20]).toContain(spendAll(budget));
	});

	it('does not save up more than ten times the reserve', () => {
		const budget = new RetryBudget(2, 1);
		for (let i = 0; i < 1_000; i += 1) budget.earn();
		expect(spendAll(budget)).toBe(20);
	});
});
