import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { readFrom, take, type PollState } from '../../../nodes/CoupaRecordTrigger/take';

const START = Date.parse('2026-03-01T12:00:00Z');
const OVERLAP_MS = 60_000;

/** Coupa, as far as a poll can see: records stamped to the second, some of them stored late. */
class Model {
	now = START;
	readonly records = new Map<number, IDataObject>();
	private version = 0;

	change(id: number, lateMs = 0): void {
		const stamp = new Date(this.now - lateMs).toISOString().replace(/\.\d+Z/, 'Z');
		this.records.set(id, { id, status: `v${(this.version += 1)}`, 'updated-at': stamp });
	}

	since(from: number): IDataObject[] {
		const all = [...this.records.values()].filter(
			(record) => Date.parse(String(record['updated-at'])) >= from,
		);
		return all.sort((a, b) => Number(a.id) - Number(b.id));
	}
}

class Poller {
	state: PollState;
	readonly given: IDataObject[][] = [];

	constructor(private readonly model: Model) {
		this.state = { source: 's', watermark: model.now, since: model.now - OVERLAP_MS, seen: {} };
		this.poll(Infinity, true);
	}

	/** The time until the answer is there passes behind the caller's back. */
	poll(limit: number, silent = false, overlapMs = OVERLAP_MS): IDataObject[] {
		const startedAt = this.model.now;
		const records = this.model.since(readFrom(this.state, overlapMs));
		const rules = { attribute: 'updated-at' as const, overlapMs, limit, startedAt, silent };
		const { state, given } = take(this.state, records, rules);
		// n8n keeps the state as JSON.
		this.state = JSON.parse(JSON.stringify(state)) as PollState;
		this.given.push(given);
		return given;
	}

	drain(limit: number): void {
		for (let poll = 0; poll < 200 && this.poll(limit).length > 0; poll += 1);
	}
}

const step = fc.oneof(
	fc.record({
		kind: fc.constant('change' as const),
		id: fc.integer({ min: 1, max: 6 }),
		lateMs: fc.integer({ min: 0, max: 50_000 }),
	}),
	fc.record({
		kind: fc.constant('wait' as const),
		ms: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1_000, max: 300_000 })),
	}),
	fc.record({ kind: fc.constant('poll' as const), limit: fc.integer({ min: 1, max: 4 }) }),
);

it('gives every state that a poll can see once, and the last one always, whatever changes when', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 1, max: 6 })),
			fc.array(step, { maxLength: 60 }),
			(before, steps) => {
				const model = new Model();
				for (const id of before) model.change(id);
				const poller = new Poller(model);
				const existed = new Map(model.records);

				for (const each of steps) {
					if (each.kind === 'change') model.change(each.id, each.lateMs);
					else if (each.kind === 'wait') model.now += each.ms;
					else poller.poll(each.limit);
				}
				poller.drain(2);

				const given = poller.given.flat();
				const states = given.map((record) => String(record.status));
				expect(states.filter((state, i) => states.indexOf(state) !== i)).toEqual([]);
				for (const [id, record] of model.records) {
					const last = given.filter((each) => each.id === id).at(-1);
					if (existed.get(id)?.status === record.status) expect(last).toBeUndefined();
					else expect(last).toEqual(record);
				}
			},
		),
		{ numRuns: 500 },
	);
});

describe('the boundary', () => {
	it('gives a record that changed again within its second, after the poll that read it', () => {
		const model = new Model();
		const poller = new Poller(model);
		model.now += 10_200;
		model.change(1);
		expect(poller.poll(10)).toMatchObject([{ id: 1, status: 'v1' }]);
		model.now += 500;
		model.change(1);
		expect(poller.poll(10)).toMatchObject([{ id: 1, status: 'v2' }]);
		expect(poller.poll(10)).toEqual([]);
	});

	it('gives the rest of one second in the next run, and nothing of it twice', () => {
		const model = new Model();
		const poller = new Poller(model);
		model.now += 3_600_000;
		for (let id = 1; id <= 7; id += 1) model.change(id);
		const runs = [3, 3, 3, 3].map((limit) => poller.poll(limit).map(({ id }) => id));
		expect(runs).toEqual([[1, 2, 3], [4, 5, 6], [7], []]);
	});

	it('does not let its watermark pass the moment at which the reading began', () => {
		const model = new Model();
		const poller = new Poller(model);
		model.now += 3_600_000;
		const startedAt = model.now;
		model.now += 90_000;
		model.change(9);
		const { state } = take(poller.state, model.since(0), {
			...{ attribute: 'updated-at', overlapMs: OVERLAP_MS, limit: 10, silent: false },
			startedAt,
		});
		expect(state.watermark).toBe(startedAt);
	});

	it('gives nothing anew when the overlap is made longer', () => {
		const model = new Model();
		model.change(1);
		const poller = new Poller(model);
		model.now += 600_000;
		model.change(2);
		expect(poller.poll(10)).toHaveLength(1);
		expect(poller.poll(10, false, 86_400_000)).toEqual([]);
	});

	it('gives nothing old from a list that ignores the filter, and nothing exported', () => {
		const model = new Model();
		model.change(1);
		model.now += 3_600_000;
		const poller = new Poller(model);
		model.now += 3_600_000;
		model.change(2);
		const rules = { overlapMs: OVERLAP_MS, limit: 10, startedAt: model.now, silent: false };
		const byTime = take(poller.state, model.since(0), { ...rules, attribute: 'updated-at' });
		expect(byTime.given.map(({ id }) => id)).toEqual([2]);
		const marked = [{ id: 1, exported: true }, { id: 2, exported: false }, { id: 3 }];
		expect(take(poller.state, marked, rules).given.map(({ id }) => id)).toEqual([2, 3]);
	});

	it('remembers no more than what it will meet again', () => {
		const model = new Model();
		const poller = new Poller(model);
		for (let id = 1; id <= 500; id += 1) {
			model.now += 10_000;
			model.change(id);
			poller.poll(10);
		}
		expect(poller.given.flat()).toHaveLength(500);
		expect(Object.keys(poller.state.seen).length).toBeLessThanOrEqual(OVERLAP_MS / 10_000 + 2);
	});
});
