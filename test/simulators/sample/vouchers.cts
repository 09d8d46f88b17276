import type { Row } from '../ais/catalogue/index.cts';
import { accountId, COMPANIES, EXPENSE_OBJECTS, type CompanyConstants } from './constants.cts';
import { audit, daysFrom } from './days.cts';
import type { Party } from './parties.cts';
import type { Random } from './random.cts';

const FIRST_VOUCHER = 120_000;
const FIRST_BATCH = 5_000;

/**
 * A/P vouchers with their expense lines. Pay items of one voucher share its invoice; a factor is the payee of
 * nearly all, and now and then an older voucher was still paid to the supplier itself.
 */
export function voucherRows(
	parties: Party[],
	terms: Map<number, string>,
	today: string,
): Record<string, Row[]> {
	const F0411: Row[] = [];
	const F0911: Row[] = [];
	let document = FIRST_VOUCHER;
	for (const party of parties) {
		const random = party.random('F0411');
		const count = party.factor === undefined ? random.between(0, 3) : random.between(1, 3);
		for (let index = 0; index < count; index += 1) {
			document += 1;
			const payee =
				party.factor !== undefined && (index === 0 || random.chance(0.8)) ? party.factor : party.number;
			const voucher = { document, payee, term: terms.get(party.number) ?? '' };
			const { items, lines } = oneVoucher(party, voucher, random, today);
			F0411.push(...items);
			F0911.push(...lines);
		}
	}
	return { F0411, F0911 };
}

interface VoucherKey {
	document: number;
	payee: number;
	term: string;
}

function oneVoucher(
	party: Party,
	key: VoucherKey,
	random: Random,
	today: string,
): { items: Row[]; lines: Row[] } {
	const company = random.chance(0.7) ? home(party) : random.pick(COMPANIES);
	const unit = 10 ** company.decimals;
	const ledgerDate = daysFrom(today, -random.between(0, 200));
	const shares = Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => random.between(500, 400_000));
	const posted = random.chance(0.9);
	const paid = posted && random.chance(0.4);
	const common: Row = {
		KCO: company.company,
		DCT: 'PV',
		DOC: key.document,
		AN8: party.number,
		CO: company.company,
		DGJ: ledgerDate,
		VINV: random.pick([`INV-${key.document}`, `${random.between(1000, 99_999)}`, `R/${key.document}/26`]),
		ICU: FIRST_BATCH + Math.floor(key.document / 10),
		ICUT: 'V',
		POST: posted ? 'D' : '',
		...audit(random, today),
	};
	const items = shares.map((cents, index) => {
		const gross = Math.max(1, Math.round(cents / (100 / unit))) / unit;
		return {
			...common,
			SFX: String(index + 1).padStart(3, '0'),
			PYE: key.payee,
			DIVJ: daysFrom(ledgerDate, -random.between(0, 10)),
			DSVJ: ledgerDate,
			DDJ: daysFrom(ledgerDate, 30 * (index + 1)),
			AG: gross,
			AAP: paid ? 0 : gross,
			ATXN: gross,
			PST: paid ? 'P' : random.pick(['A', 'A', 'H', '#']),
			CRRM: 'D',
			CRCD: company.currency,
			BCRC: company.currency,
			PTC: key.term,
			GLC: '',
			MCU: company.businessUnit,
			RMK: random.chance(0.1) ? `Ref, "${key.document}"` : '',
		};
	});
	return { items, lines: expenseLines(items, common, company, random) };
}

/** F0911, ledger AA: the sum of the lines is the gross of the voucher, to the smallest unit. */
function expenseLines(items: Row[], common: Row, company: CompanyConstants, random: Random): Row[] {
	const unit = 10 ** company.decimals;
	const total = items.reduce((sum, { AG }) => sum + Math.round(Number(AG) * unit), 0);
	const first = total > 10 && random.chance(0.4) ? Math.floor(total / 3) : total;
	return [first, total - first]
		.filter((amount) => amount !== 0)
		.map((amount, index) => {
			const object = random.pick(EXPENSE_OBJECTS);
			return {
				...common,
				JELN: index + 1,
				LT: 'AA',
				AID: accountId(company.company, object),
				ANI: `${company.businessUnit.padStart(12)}.${object}`,
				AM: '2',
				MCU: company.businessUnit,
				OBJ: object,
				AA: amount / unit,
				CRCD: company.currency,
				BCRC: company.currency,
				CRRM: 'D',
				EXA: 'Voucher',
				EXR: '',
				POST: common.POST === 'D' ? 'P' : '',
			};
		});
}

function home(party: Party): CompanyConstants {
	return COMPANIES.find(({ currency }) => currency === party.place.currency) ?? COMPANIES[0];
}
