import {
	AWKWARD_NAMES,
	COMPANY_STEMS,
	FACTOR_NAMES,
	GIVEN_NAMES,
	LEGAL_FORMS,
	SHARED_NAMES,
	SURNAMES,
	TRADES,
} from './names.cts';
import { PLACES, placeFor, type Place } from './places.cts';
import { Random } from './random.cts';

export type PartyKind =
	'supplier' | 'person' | 'factor' | 'oneTime' | 'employee' | 'taxAuthority' | 'customer';

/** Somebody in the address book, before it is spread over tables. */
export interface Party {
	number: number;
	kind: PartyKind;
	/** mailing name */
	name: string;
	place: Place;
	/** who collects the money, where that is somebody else */
	factor?: number;
	/** draws that belong to this party alone, so that a change elsewhere leaves it as it is */
	random(purpose: string): Random;
}

/** F0101.AT1 of each kind. Persons, factors and one-time suppliers are suppliers like the others. */
export const SEARCH_TYPES: Record<PartyKind, string> = {
	supplier: 'V',
	person: 'V',
	factor: 'V',
	oneTime: 'V',
	employee: 'E',
	taxAuthority: 'T',
	customer: 'C',
};

const FIRST_NUMBER = 4242;
const ONE_TIME_SUPPLIERS = 3;
const TAX_AUTHORITIES = [
	'Internal Revenue Service',
	'Finanzamt Köln-Mitte',
	'State of Colorado Dept of Revenue',
	'東京国税局',
];

/** @param suppliers how many have search type V; employees, tax authorities and customers come on top */
export function makeParties(seed: number, suppliers: number): Party[] {
	const random = new Random(`${seed}/parties`);
	const special: Array<[PartyKind, string]> = [
		...FACTOR_NAMES.map((name): [PartyKind, string] => ['factor', name]),
		...AWKWARD_NAMES.map((name): [PartyKind, string] => ['supplier', name]),
		...SHARED_NAMES.flat().map((name): [PartyKind, string] => [
			name === 'John Smith' ? 'person' : 'supplier',
			name,
		]),
		...Array.from({ length: ONE_TIME_SUPPLIERS }, (_, index): [PartyKind, string] => [
			'oneTime',
			`One-Time Supplier ${index + 1}`,
		]),
	];
	if (suppliers < special.length)
		throw new Error(`a sample company has at least ${special.length} suppliers`);
	const taken = new Set(special.map(([, name]) => name.toLowerCase()));
	const plain = Array.from({ length: suppliers - special.length }, (): [PartyKind, string] =>
		random.chance(0.12)
			? ['person', unused(taken, () => personName(random))]
			: ['supplier', unused(taken, () => companyName(random))],
	);
	const others: Array<[PartyKind, string]> = [
		...several(Math.ceil(suppliers / 20), (): [PartyKind, string] => ['employee', personName(random)]),
		...TAX_AUTHORITIES.map((name): [PartyKind, string] => ['taxAuthority', name]),
		...several(Math.ceil(suppliers / 10), (): [PartyKind, string] => ['customer', companyName(random)]),
	];
	return numbered(random.shuffled([...special, ...plain, ...others]), seed, random);
}

function numbered(named: Array<[PartyKind, string]>, seed: number, random: Random): Party[] {
	let number = FIRST_NUMBER;
	const parties = named.map(([kind, name]): Party => {
		number += random.between(1, 9);
		const own = number;
		return {
			number: own,
			kind,
			name,
			place: placeFor(name, random.pick(PLACES)),
			random: (purpose) => new Random(`${seed}/${own}/${purpose}`),
		};
	});
	const factors = parties.filter(({ kind }) => kind === 'factor');
	for (const party of parties) {
		if (party.kind === 'supplier' && random.chance(0.08)) party.factor = random.pick(factors).number;
	}
	// Each factor collects for several suppliers, whatever the dice say.
	const free = parties.filter(({ kind, factor }) => kind === 'supplier' && factor === undefined);
	for (const [index, party] of free.slice(0, factors.length * 2).entries()) {
		party.factor = factors[index % factors.length].number;
	}
	return parties;
}

function companyName(random: Random): string {
	return `${random.pick(COMPANY_STEMS)} ${random.pick(TRADES)} ${random.pick(LEGAL_FORMS)}`;
}

function personName(random: Random): string {
	return `${random.pick(GIVEN_NAMES)} ${random.pick(SURNAMES)}`;
}

/** A name that no supplier has yet; after some tries it gets a serial number. */
function unused(taken: Set<string>, draw: () => string): string {
	let name = draw();
	for (let tries = 1; taken.has(name.toLowerCase()); tries += 1) {
		name = tries < 20 ? draw() : `${draw()} ${taken.size}`;
	}
	taken.add(name.toLowerCase());
	return name;
}

function several<T>(count: number, make: () => T): T[] {
	return Array.from({ length: count }, make);
}
