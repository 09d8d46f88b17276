import { addDays } from '../../../lib/dates';
import { keysIn, updatedIn, type ChangeWindow } from '../../../nodes/JdeAis/model/changedKeys';
import { grouped, inGroups, keyOf, rowsOf } from '../../../nodes/JdeAis/model/readRows';
import type { Row } from '../../../nodes/JdeAis/model/rows';
import { Random } from '../../simulators/sample/random.cts';
import { pageServer, type TestRow } from './pageServer.cts';

const TABLE = 'F0411';
const KEY = ['DOC', 'DCT', 'KCO'];
const SEEDS = Array.from({ length: 50 }, (_, i) => i + 1);
const DOCUMENTS = 60;
const FETCH_LIMIT = 20;
const DAYS = 4;
const LATE_SHARE = 0.02;

/** A ledger that others change between any two calls: every row of a document bears the document's version. */
class Ledger {
	rows: TestRow[] = [];
	today = '2026-11-01';
	late = 0;

	constructor(readonly random: Random) {
		for (let i = 0; i < DOCUMENTS; i += 1) this.insert(random.between(1, 9999));
	}

	disturb(): void {
		const { random } = this;
		const roll = random.next();
		if (roll < 0.3) this.insert(random.between(1, 9999));
		else if (roll < 0.5) this.remove(this.anyone());
		else {
			const DOC = this.anyone();
			this.write(DOC, this.versionOf(DOC) + 1);
		}
	}

	/** What a reader must know in the end: the version of every document, and how many rows it has. */
	truth(): Map<string, string> {
		return statesOf(this.rows);
	}

	private insert(DOC: number): void {
		if (!this.rows.some((row) => row.DOC === DOC)) this.write(DOC, 1);
	}

	/** Stamped with the day; a few programs commit after midnight what they stamped before. */
	private write(DOC: number, version: number): void {
		const isLate = this.random.chance(LATE_SHARE);
		if (isLate) this.late += 1;
		const UPMJ = addDays(this.today, isLate ? -1 : 0).replaceAll('-', '');
		this.remove(DOC);
		for (let item = 1; item <= this.random.between(1, 4); item += 1) {
			const SFX = String(item).padStart(3, '0');
			this.rows.push({ DOC, DCT: 'PV', KCO: '00001', SFX, SFXE: 0, AG: version, UPMJ });
		}
	}

	private remove(DOC: number): void {
		this.rows.splice(0, this.rows.length, ...this.rows.filter((row) => row.DOC !== DOC));
	}

	private anyone(): number {
		return Number(this.random.pick(this.rows).DOC);
	}

	private versionOf(DOC: number): number {
		return Number(this.rows.find((row) => row.DOC === DOC)?.AG ?? 0);
	}
}

/** Version and rows of each document; rows of two versions are a torn one. */
function statesOf(rows: readonly Row[]): Map<string, string> {
	const states = new Map<string, string>();
	for (const [key, own] of grouped(rows, KEY)) {
		const versions = [...new Set(own.map(({ AG }) => String(AG)))];
		const items = own.map(({ SFX }) => String(SFX)).sort();
		const isWhole = versions.length === 1 && items.every((item, i) => Number(item) === i + 1);
		states.set(key, isWhole ? `${versions[0]} with ${items.length}` : 'torn');
	}
	return states;
}

type Reader = (ledger: Ledger, window: ChangeWindow | undefined) => Promise<Row[]>;

/** As the nodes do: the keys of what changed, page by page in key order, and then whole documents. */
const byKey: Reader = async (ledger, window) => {
	const before = () => (ledger.random.chance(0.7) ? ledger.disturb() : undefined);
	const ais = pageServer(TABLE, { rows: ledger.rows, fetchLimit: FETCH_LIMIT, before });
	const conditions = window ? updatedIn(window) : [];
	const keys: string[] = [];
	for await (const key of keysIn(ais, { table: TABLE, columns: KEY, conditions }, {})) keys.push(key);
	const rows: Row[] = [];
	for (const group of inGroups(keys, 5))
		rows.push(...(await rowsOf(ais, { table: TABLE, columns: KEY, keys: group })));
	return rows;
};

/** As it would be with a number of rows to skip, which AIS does not even offer. */
const byOffset: Reader = async (ledger, window) => {
	const read: Row[] = [];
	for (let offset = 0; ; offset += FETCH_LIMIT) {
		if (ledger.random.chance(0.7)) ledger.disturb();
		const changed = (row: TestRow) =>
			window === undefined || String(row.UPMJ) >= window.from.replaceAll('-', '');
		const keys = new Set(ledger.rows.filter(changed).map((row) => keyOf(row, KEY)));
		const rows = ledger.rows
			.filter((row) => keys.has(keyOf(row, KEY)))
			.sort((a, b) => Number(a.DOC) - Number(b.DOC) || (String(a.SFX) < String(b.SFX) ? -1 : 1));
		read.push(...rows.slice(offset, offset + FETCH_LIMIT));
		if (rows.length <= offset + FETCH_LIMIT) return read;
	}
};

interface Run {
	seed: number;
	documents: number;
	lost: number;
	torn: number;
	late: number;
}

/** A first load and daily windows with a day of overlap, all of it disturbed; the last window is quiet. */
async function copied(seed: number, read: Reader): Promise<Run> {
	const ledger = new Ledger(new Random(`changing-${seed}`));
	const copy = new Map<string, string>();
	let torn = 0;
	const take = (rows: Row[]) => {
		for (const [key, state] of statesOf(rows)) {
			if (state === 'torn') torn += 1;
			copy.set(key, state);
		}
	};
	let watermark = ledger.today;
	take(await read(ledger, undefined));
	for (let day = 0; day < DAYS; day += 1) {
		const isQuiet = day === DAYS - 1;
		ledger.today = addDays(ledger.today, 1);
		if (!isQuiet) for (let i = 0; i < 5; i += 1) ledger.disturb();
		if (isQuiet) ledger.random.chance = () => false;
		take(await read(ledger, { from: addDays(watermark, -1), until: ledger.today }));
		watermark = ledger.today;
	}
	const truth = [...ledger.truth()];
	const lost = truth.filter(([key, state]) => copy.get(key) !== state).length;
	return { seed, documents: truth.length, lost, torn, late: ledger.late };
}

async function figures(read: Reader): Promise<{ runs: Run[]; sum: (name: keyof Run) => number }> {
	const runs: Run[] = [];
	for (const seed of SEEDS) runs.push(await copied(seed, read));
	return { runs, sum: (name) => runs.reduce((total, run) => total + run[name], 0) };
}

describe('documents that change between the pages of their reading', () => {
	it('are neither lost nor torn when read by key; with offsets, they are', async () => {
		const key = await figures(byKey);
		const offset = await figures(byOffset);
		const told = ({ runs, sum }: typeof key) =>
			`${sum('documents')} documents in ${runs.length} runs, ${sum('late')} late commits: ${sum('lost')} lost, ${sum('torn')} torn`;
		process.stdout.write(`reading by key:    ${told(key)}\nreading by offset: ${told(offset)}\n`);
		expect(key.runs.filter(({ lost, torn }) => lost + torn > 0)).toEqual([]);
		expect(key.sum('late')).toBeGreaterThan(SEEDS.length / 10);
		expect(offset.sum('lost')).toBeGreaterThan(0);
		expect(offset.sum('torn')).toBeGreaterThan(0);
	});
});
