import type { IDataObject } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { poNumber } from '../order/poNumber';
import { textOf } from '../text';
import { failed, passed, refusalIn } from './finding';
import type { Finding } from './finding';

const CHECK = 'numbers of orders';

/** Whether the template gives each order a number of its own. @param rows of F4301: KCOO, DCTO, DOCO, SFXO */
export async function orderNumbers(rows: readonly IDataObject[], template: string): Promise<Finding> {
	const refused = refusalIn(rows);
	if (refused !== undefined) return failed(CHECK, refused);
	const keys = new Map<string, string>();
	for (const row of rows) {
		const [company, type, number, suffix] = ['KCOO', 'DCTO', 'DOCO', 'SFXO'].map((one) => textOf(row[one]));
		if (number === '') continue;
		const key = [company, type, number, suffix].join('-');
		const poNumberParts = { company: company.replace(/^0+(?=.)/, ''), type, number, suffix };
		const made = await settle(async () => poNumber({ key, poNumberParts }, template));
		if (!made.ok) return failed(CHECK, `${made.failure.message}. ${made.failure.description}`);
		const other = keys.get(made.value);
		if (other !== undefined) {
			return failed(
				CHECK,
				`Orders ${other} and ${key} would both be '${made.value}' in Coupa: put {company}, {type}, {number} and [-{suffix}] into 'poNumberTemplate', here and in the flow of orders`,
			);
		}
		keys.set(made.value, key);
	}
	return passed(CHECK, `${keys.size} orders, each with a number of its own by ${template}`);
}
