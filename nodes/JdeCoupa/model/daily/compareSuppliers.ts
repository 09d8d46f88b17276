import type { IDataObject } from 'n8n-workflow';

import { fitsOne } from '../patterns';
import { textOf } from '../text';
import type { Difference } from './difference';

/** An address number, as we write it into Coupa: `4343`. */
const NUMBER = /^[1-9]\d{0,7}$/;

/** The numbers among Coupa's suppliers that are address numbers of ours. @param pattern which of them: `*` */
export function ourNumbers(suppliers: readonly IDataObject[], pattern: string): string[] {
	return suppliers
		.filter(({ status }) => textOf(status) !== 'inactive')
		.map(({ number }) => textOf(number))
		.filter((number) => NUMBER.test(number) && fitsOne(number, pattern));
}

/** Suppliers that Coupa may use and F0401 does not have any more: reported, never deleted. */
export function compareSuppliers(
	suppliers: readonly IDataObject[],
	numbersInJde: ReadonlySet<string>,
	pattern: string,
): Difference[] {
	const names = new Map(suppliers.map(({ number, name }) => [textOf(number), textOf(name)]));
	return ourNumbers(suppliers, pattern)
		.filter((number) => !numbersInJde.has(number))
		.map((number) => ({
			key: number,
			kind: 'supplier gone',
			says: `Supplier ${number} '${names.get(number) ?? ''}' is active in Coupa, and F0401 does not have it`,
			todo: "Inactivate it in Coupa if it was deleted in JD Edwards; if it is there, row security hides it from this user. Suppliers of other systems: narrow 'supplierNumbers' in Settings",
		}));
}
