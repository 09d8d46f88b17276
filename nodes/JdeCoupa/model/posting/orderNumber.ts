import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../text';

/** Key of an order line in JD Edwards: KCOO, DCTO, DOCO, SFXO, LNID. */
export interface OrderKey {
	company: string;
	type: string;
	number: string;
	suffix: string;
	line: string;
}

const PARTS: Record<string, string> = {
	company: '(?<company>\\w{1,5})',
	type: '(?<type>\\w{1,2})',
	number: '(?<number>\\d{1,8})',
	suffix: '(?<suffix>\\w{1,3})',
};

/** Reads a number that the purchase order flow gave an order, by the same template; undefined for any other. */
export function orderOf(written: string, line: string, template: string): OrderKey | undefined {
	const pattern = template
		.replace(/[.*+?^$()|\\]/g, '\\$&')
		.replace(/\[([^\]]*)\]/g, '(?:$1)?')
		.replace(/\{(\w+)\}/g, (whole, name: string) => PARTS[name] ?? whole);
	const found = template === '' ? undefined : new RegExp(`^${pattern}$`).exec(written)?.groups;
	if (!found?.number || !/^\d+(\.\d+)?$/.test(line)) return undefined;
	const { company = '', type = '', number, suffix = '' } = found;
	return { company: company.padStart(5, '0'), type, number, suffix: suffix || '000', line };
}

/** To compare: `00001-OP-123-000-1`, whatever zeros the line was written with. */
export function orderText({ company, type, number, suffix, line }: OrderKey): string {
	return [company, type, Number(number), suffix || '000', Number(line)].join('-');
}

/** The same of a row of F4311 or F43121. */
export function orderNameOf({ KCOO, DCTO, DOCO, SFXO, LNID }: IDataObject): string {
	const [company, type, number, suffix, line] = [KCOO, DCTO, DOCO, SFXO, LNID].map(textOf);
	return orderText({ company, type, number, suffix, line });
}
