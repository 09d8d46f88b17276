import type { Row } from '../ais/catalogue/index.cts';
import { audit, daysFrom } from './days.cts';
import { Random } from './random.cts';

const FIRST_PAYMENT_ID = 40_000;
const FIRST_CHECK = 7_000;
const VOUCHERS_OF_A_PAYMENT = 2;

/** Payments of all paid vouchers: up to two vouchers of one payee a payment, a row of F0414 for each pay item. */
export function paymentRows(F0411: readonly Row[], today: string): Record<string, Row[]> {
	const groups = new Map<string, Row[][]>();
	for (const items of paidVouchers(F0411)) {
		const { CO, PYE } = items[0]!;
		const ofPayee = groups.get(`${CO}-${PYE}`) ?? [];
		groups.set(`${CO}-${PYE}`, [...ofPayee, items]);
	}
	const F0413: Row[] = [];
	const F0414: Row[] = [];
	for (const vouchers of groups.values()) {
		for (let i = 0; i < vouchers.length; i += VOUCHERS_OF_A_PAYMENT) {
			const id = FIRST_PAYMENT_ID + F0413.length + 1;
			const { header, details } = onePayment(id, vouchers.slice(i, i + VOUCHERS_OF_A_PAYMENT).flat(), today);
			F0413.push(header);
			F0414.push(...details);
		}
	}
	return { F0413, F0414 };
}

function paidVouchers(F0411: readonly Row[]): Row[][] {
	const vouchers = new Map<string, Row[]>();
	for (const row of F0411) {
		const key = `${row.KCO}-${row.DCT}-${row.DOC}`;
		vouchers.set(key, [...(vouchers.get(key) ?? []), row]);
	}
	return [...vouchers.values()].filter((items) => items.every(({ PST }) => PST === 'P'));
}

/** One in six is not posted yet. Payments are negative, as JD Edwards has them by custom. */
function onePayment(id: number, items: Row[], today: string): { header: Row; details: Row[] } {
	const random = new Random(`F0413-${id}`);
	const [first] = items as [Row, ...Row[]];
	const posted = random.chance(5 / 6) ? 'D' : '';
	const stamps = audit(random, today);
	const shared: Row = { DCTM: 'PK', PYE: first.PYE ?? 0, CRRM: 'D', CRCD: first.CRCD ?? '', POST: posted };
	const details = items.map((item, index) => ({
		...shared,
		PYID: id,
		RC5: index + 1,
		KCO: item.KCO ?? '',
		DCT: item.DCT ?? '',
		DOC: item.DOC ?? 0,
		SFX: item.SFX ?? '',
		SFXE: 0,
		PAAP: -Number(item.AG),
		AN8: item.AN8 ?? 0,
		CO: item.CO ?? '',
		DGJ: today,
		...stamps,
	}));
	const units = items.reduce((sum, { AG }) => sum + Math.round(Number(AG) * 100), 0);
	const header: Row = {
		...shared,
		PYID: id,
		DOCM: FIRST_CHECK + id,
		GLBA: '00011110',
		DMTJ: daysFrom(today, -random.between(0, 60)),
		CO: first.CO ?? '',
		PAAP: -units / 100,
		BCRC: first.BCRC ?? '',
		PYIN: 'C',
		CBNK: `99${id}0001`,
		...stamps,
	};
	return { header, details };
}
