import type { Row } from '../ais/catalogue/index.cts';
import { accountId, COMPANIES, EXPENSE_OBJECTS, type CompanyConstants } from './constants.cts';
import { audit, daysFrom } from './days.cts';
import type { Party } from './parties.cts';
import type { Random } from './random.cts';

const FIRST_ORDER = 4_500;

/** Purchase orders with their lines, and receipts of what was delivered. */
export function orderRows(parties: readonly Party[], today: string): Record<string, Row[]> {
	const F4301: Row[] = [];
	const F4311: Row[] = [];
	const F43121: Row[] = [];
	for (const party of parties.filter(({ kind }) => kind === 'supplier')) {
		const random = party.random('F4301');
		const count = random.pick([0, 0, 1, 1, 2]);
		for (let index = 0; index < count; index += 1) {
			const order = oneOrder(FIRST_ORDER + F4301.length, party, random, today);
			F4301.push(order.header);
			F4311.push(...order.lines);
			F43121.push(...order.receipts);
		}
	}
	return { F4301, F4311, F43121 };
}

function oneOrder(number: number, party: Party, random: Random, today: string) {
	const company = random.pick(COMPANIES);
	const day = daysFrom(today, -random.between(0, 150));
	const key: Row = {
		KCOO: company.company,
		DOCO: number,
		DCTO: 'OP',
		SFXO: random.chance(0.1) ? '001' : '000',
	};
	const shared: Row = { ...key, AN8: party.number, TRDJ: day, CRRM: 'D', CRCD: company.currency };
	const lines = Array.from({ length: random.between(1, 4) }, (_, index) => ({
		...shared,
		...oneLine(index + 1, company, random),
		...audit(random, today, 'TDAY'),
	}));
	const header: Row = {
		...shared,
		MCU: company.businessUnit,
		HOLD: random.chance(0.05) ? 'A1' : '',
		BCRC: company.currency,
		PTC: 'N30',
		ORBY: 'BUYER01',
		...audit(random, today, 'TDAY'),
	};
	const receipts = lines
		.filter(({ UREC }) => Number(UREC) > 0)
		.map(({ LNID, UREC, UOM }, index) => ({
			...key,
			MATC: '1',
			LNID,
			NLIN: 1,
			DOC: number * 10 + index,
			DCT: 'OV',
			KCO: company.company,
			AN8: party.number,
			RCDJ: day,
			UOM,
			UREC,
			...audit(random, today, 'TDAY'),
		}));
	return { header, lines, receipts };
}

/** Lines of goods and of services; some with three decimals in their number, some cancelled, some priced by the hundred. */
function oneLine(position: number, company: CompanyConstants, random: Random): Row {
	const unit = 10 ** company.decimals;
	const isService = random.chance(0.25);
	const quantity = isService ? 0 : random.between(1, 300);
	const cents = random.between(1, 90_000);
	const amount = isService ? cents / unit : (cents * quantity) / unit;
	const object = random.pick(EXPENSE_OBJECTS);
	const cancelled = random.chance(0.1);
	const byHundred = random.chance(0.2);
	return {
		LNID: position + (random.chance(0.1) ? 0.01 : 0),
		LNTY: isService ? 'J' : 'S',
		DSC1: isService ? 'Consulting' : `Part ${position}`,
		LTTR: cancelled ? '980' : '280',
		NXTR: cancelled ? '999' : '400',
		UOM: isService ? '' : 'EA',
		UORG: quantity,
		UREC: cancelled || isService || random.chance(0.5) ? 0 : quantity,
		UOM3: byHundred ? 'HU' : 'EA',
		PRRC: isService ? 0 : (cents / unit) * (byHundred ? 100 : 1),
		AEXP: Math.round(amount * unit) / unit,
		AID: accountId(company.company, object),
		ANI: `${company.businessUnit.padStart(12)}.${object}`,
		MCU: company.businessUnit,
		OMCU: company.businessUnit,
		OBJ: object,
	};
}
