import type { Row } from '../ais/catalogue/index.cts';
import { audit, daysFrom } from './days.cts';
import { EMPLOYEE_TITLES, GIVEN_NAMES, SURNAMES } from './names.cts';
import { SEARCH_TYPES, type Party } from './parties.cts';
import { PLACES, type Place } from './places.cts';
import type { Random } from './random.cts';

/** F0101: the search name is not the mailing name, and is blank-poor only in what people fill in. */
export function addressBookRow(party: Party, today: string): Row {
	const random = party.random('F0101');
	const { number, kind, name, place } = party;
	const isPerson = kind === 'person' || kind === 'employee';
	const taxCode = isPerson ? 'P' : kind === 'customer' || random.chance(0.25) ? '' : 'C';
	return {
		AN8: number,
		ALKY: random.chance(0.3) ? `S${number}` : '',
		ALPH: searchName(name),
		DC: searchName(name)
			.toUpperCase()
			.replace(/[^\p{L}\p{N}]/gu, '')
			.slice(0, 40),
		AT1: SEARCH_TYPES[kind],
		TAXC: taxCode,
		// Numbers that were never issued: a person's begins with 9.
		TAX: taxCode === 'P' ? `9${digits(random, 8)}` : taxCode === 'C' ? `00${digits(random, 7)}` : '',
		MCU: random.pick(['1', '30', '70', '200']),
		LNGP: place.country === 'DE' ? 'G' : '',
		ATP: kind === 'customer' ? 'N' : 'Y',
		ATR: kind === 'customer' ? 'Y' : 'N',
		ATE: kind === 'employee' ? 'Y' : 'N',
		AN81: number,
		AC01: random.pick(['', '', 'LOC', 'NAT', 'INT']),
		DUNS: !isPerson && random.chance(0.3) ? digits(random, 9) : '',
		RMK: random.chance(0.05) ? 'Do not use, see remark' : '',
		...audit(random, today),
	};
}

/** Who's Who: line 0 is the party itself, the others are its people. */
export function whosWhoRows(party: Party, today: string): Row[] {
	const random = party.random('F0111');
	const [given, ...rest] = party.name.split(' ');
	const isPerson = party.kind === 'person' || party.kind === 'employee';
	const self: Row = {
		AN8: party.number,
		IDLN: 0,
		MLNM: party.name,
		ALPH: searchName(party.name),
		...(isPerson ? { GNNM: given, SRNM: rest.join(' ') } : {}),
		...audit(random, today),
	};
	const contacts = Array.from({ length: isPerson ? 0 : random.between(0, 3) }, (_, index): Row => {
		const firstName = random.pick(GIVEN_NAMES);
		const lastName = random.pick(SURNAMES);
		// Some people type the whole name into the mailing name and leave the parts blank.
		const parts: Row = random.chance(0.8) ? { GNNM: firstName, SRNM: lastName } : {};
		return {
			AN8: party.number,
			IDLN: index + 1,
			MLNM: `${firstName} ${lastName}`,
			ATTL: random.pick(EMPLOYEE_TITLES),
			TYC: random.pick(['', 'A', 'P']),
			...parts,
			...audit(random, today),
		};
	});
	return [self, ...contacts];
}

export function phoneRows(party: Party, people: Row[], today: string): Row[] {
	const random = party.random('F0115');
	const types = ['', 'FAX', 'CAR', 'HOM'].filter((_, index) => random.chance([0.9, 0.4, 0.2, 0.05][index]));
	const numbers = types.map((type, index) => phone(party, 0, index + 1, type, random, today));
	for (const person of people.slice(1)) {
		if (random.chance(0.5)) numbers.push(phone(party, Number(person.IDLN), 1, '', random, today));
	}
	return numbers;
}

function phone(
	party: Party,
	line: number,
	sequence: number,
	type: string,
	random: Random,
	today: string,
): Row {
	const inPrefix = random.chance(0.8);
	const number = `${digits(random, 3)}-${digits(random, 4)}`;
	return {
		AN8: party.number,
		IDLN: line,
		CNLN: 0,
		RCK7: sequence,
		PHTP: type,
		AR1: inPrefix ? party.place.prefix : '',
		PH1: inPrefix ? number : `(${party.place.prefix}) ${number}`,
		...audit(random, today),
	};
}

/** E-mail addresses (type E) and web pages (type I). */
export function electronicAddressRows(party: Party, people: Row[], today: string): Row[] {
	const random = party.random('F01151');
	const host = `party${party.number}.example`;
	const rows: Row[] = [];
	const add = (line: number, type: string, text: string) => {
		const sequence = rows.filter(({ IDLN }) => IDLN === line).length + 1;
		rows.push({
			AN8: party.number,
			IDLN: line,
			RCK7: sequence,
			ETP: type,
			EMAL: text,
			...audit(random, today),
		});
	};
	if (random.chance(0.7)) add(0, 'E', `orders@${host}`);
	if (random.chance(0.2)) add(0, 'E', `AP+remit@${host.toUpperCase()}`);
	if (random.chance(0.4)) add(0, 'I', random.chance(0.5) ? `https://www.${host}` : `www.${host}`);
	for (const person of people.slice(1)) {
		if (random.chance(0.6)) add(Number(person.IDLN), 'E', `contact${String(person.IDLN)}@${host}`);
	}
	return rows;
}

export interface AddressPlan {
	/** a later address with this effective date, in days from today */
	next?: number;
	none?: boolean;
}

/** F0116: every address with the day from which it holds; the latest that is not in the future counts. */
export function addressRows(party: Party, plan: AddressPlan, today: string): Row[] {
	if (plan.none) return [];
	const random = party.random('F0116');
	const dates = [daysFrom(today, -random.between(400, 3000))];
	if (random.chance(0.3)) dates.push(daysFrom(today, -random.between(5, 390)));
	if (plan.next !== undefined) dates.push(daysFrom(today, plan.next));
	return dates.map((date, index) => ({
		...address(index === 0 ? party.place : sameCountry(party.place, random), random),
		AN8: party.number,
		EFTB: date,
		EFTF: '1',
		...audit(random, today),
	}));
}

function address(place: Place, random: Random): Row {
	return {
		ADD1: `${random.between(1, 990)} ${place.street}`,
		ADD2: random.chance(0.3) ? `Suite ${random.between(100, 900)}` : '',
		ADD3: random.chance(0.08) ? 'Attn: Accounts Receivable' : '',
		ADD4: random.chance(0.02) ? 'Dock 4' : '',
		ADDZ: random.chance(0.005) ? '' : place.postal,
		CTY1: place.city,
		COUN: place.county,
		ADDS: place.state,
		// Home-country addresses are often entered without a country.
		CTR: place.country === 'US' && random.chance(0.2) ? '' : place.country,
	};
}

function sameCountry(place: Place, random: Random): Place {
	return random.pick(PLACES.filter(({ country }) => country === place.country));
}

/** ALPH: the name as people type it into a search, without signs that the search screens trip over. */
function searchName(name: string): string {
	return name
		.replace(/["<>;=\\]/g, '')
		.trim()
		.slice(0, 40);
}

function digits(random: Random, count: number): string {
	return Array.from({ length: count }, () => random.between(0, 9)).join('');
}
