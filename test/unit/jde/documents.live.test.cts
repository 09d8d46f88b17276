import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../simulators/ais/catalogue/index.cts';
import { Random } from '../../simulators/sample/random.cts';
import { TestAis, company } from './aisNode.cts';

const CHUNK = 17;

let ais: TestAis;
beforeEach(async () => (ais = await TestAis.start({ dbFetchLimit: 60 })));
afterEach(async () => await ais.stop());

/** What other users of JD Edwards do between two chunks; each answers whether it took a whole voucher away. */
const doings: Array<(random: Random) => string | undefined> = [
	(random) => {
		const row = random.pick(rows());
		ais.simulator!.tables.update('F0411', idOf(row), { AAP: random.between(1, 999), PST: 'H' });
		return undefined;
	},
	(random) => {
		const row = random.pick(rows());
		const SFX = String(random.between(100, 999));
		const clash = rows().some((other) => keyOf(other) === keyOf(row) && other.SFX === SFX);
		if (!clash) ais.simulator!.tables.insert('F0411', { ...row, ...today(), SFX, AG: 11.11, AAP: 11.11 });
		return undefined;
	},
	(random) => {
		const row = random.pick(rows());
		const KCO = random.pick(['00001', '00070', '00200', '00300']);
		if (!rows().some((other) => other.DOC === row.DOC && other.KCO === KCO)) {
			ais.simulator!.tables.insert('F0411', { ...row, ...today(), KCO, CO: KCO });
		}
		return undefined;
	},
	(random) => {
		const row = random.pick(rows());
		ais.simulator!.tables.remove('F0411', idOf(row));
		return keyOf(row);
	},
];

const rows = () => ais.simulator!.tables.rows('F0411');
const keyOf = ({ KCO, DCT, DOC }: Row) => `${KCO}-${DCT}-${DOC}`;
const idOf = ({ KCO, DCT, DOC }: Row): Row => ({ KCO: KCO!, DCT: DCT!, DOC: DOC! });
const today = (): Row => ({ UPMJ: company.today.replaceAll('-', '') });

async function readInChunks(parameters: IDataObject, between: () => void): Promise<IDataObject[]> {
	const seen: IDataObject[] = [];
	let startAfter = '';
	do {
		const [report, ...documents] = await ais.run('voucher', 'getChanged', {
			...parameters,
			returnAll: false,
			limit: CHUNK,
			options: { startAfter, reportChunk: true },
		});
		seen.push(...documents);
		between();
		startAfter = String((report!.chunk as IDataObject).next ?? '');
	} while (startAfter !== '');
	return seen;
}

const essence = ({ grossAmount, openAmount, F0411 }: IDataObject) =>
	JSON.stringify([grossAmount, openAmount, (F0411 as IDataObject[]).length]);

describe('vouchers that change while they are read', () => {
	it.each([1, 2, 3])(
		'are neither lost nor read twice, and the next window brings every change: seed %i',
		async (seed) => {
			const random = new Random(`live-${seed}`);
			const untouched = new Set(rows().map(keyOf));
			const removed = new Set<string>();
			let done = 0;
			const disturb = () => {
				for (let i = 0; i < 4; i += 1) {
					const before = new Map(rows().map((row) => [JSON.stringify(row), keyOf(row)]));
					const gone = random.pick(doings)(random);
					if (gone !== undefined) removed.add(gone);
					const after = new Map(rows().map((row) => [JSON.stringify(row), keyOf(row)]));
					for (const [row, key] of after) if (!before.has(row)) untouched.delete(key);
					for (const [row, key] of before) if (!after.has(row)) untouched.delete(key);
					done += 1;
				}
			};
			const first = await readInChunks({}, disturb);
			const keys = first.map(({ key }) => String(key));
			expect(new Set(keys).size).toBe(keys.length);
			expect([...untouched].filter((key) => !keys.includes(key))).toEqual([]);

			const copy = new Map(first.map((voucher) => [String(voucher.key), essence(voucher)]));
			const second = await readInChunks({ changedSince: company.today, overlapDays: 1 }, () => undefined);
			for (const voucher of second) copy.set(String(voucher.key), essence(voucher));
			const truth = await ais.run('voucher', 'getAll');
			const known = [...copy].filter(
				([key]) => !removed.has(key) || rows().some((row) => keyOf(row) === key),
			);
			expect(new Map(known)).toEqual(
				new Map(truth.map((voucher) => [String(voucher.key), essence(voucher)])),
			);
			expect(done).toBeGreaterThan(8);
			expect(removed.size).toBeGreaterThan(0);
		},
	);
});
