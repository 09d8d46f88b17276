import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { fail } from '../../../../lib/failure';
import { textOf } from '../text';

const LONGEST = 20;

/**
 * The order's number in Coupa, at most 20 characters: `{company}-{type}-{number}[-{suffix}]`. What stands in brackets
 * is left out where the order has no suffix.
 */
export function poNumber(order: IDataObject, template: string): string {
	const parts = isRecord(order.poNumberParts) ? order.poNumberParts : {};
	if (!template.includes('{number}')) noNumber(template);
	const suffix = textOf(parts.suffix);
	const isPlain = suffix === '' || suffix === '000';
	const filled = template
		.replace(/\[([^\]]*)\]/g, (_whole, inner: string) => (isPlain ? '' : inner))
		.replace(/\{(\w+)\}/g, (whole, name: string) =>
			name in parts ? textOf(parts[name]) : unknownPart(whole),
		);
	return filled.length <= LONGEST ? filled : tooLong(textOf(order.key), filled);
}

function noNumber(template: string): never {
	fail({
		code: 'PO_NUMBER_TEMPLATE',
		category: 'configuration',
		message: `'PO Number' does not contain {number}: '${template}'`,
		description: 'Orders must be told apart in Coupa; use {company}, {type}, {number} and {suffix}',
	});
}

function unknownPart(part: string): never {
	return fail({
		code: 'PO_NUMBER_TEMPLATE',
		category: 'configuration',
		message: `'PO Number' contains ${part}, which an order does not have`,
		description: 'Use {company}, {type}, {number} and {suffix}',
	});
}

function tooLong(key: string, number: string): never {
	return fail({
		code: 'PO_NUMBER_TOO_LONG',
		category: 'validation',
		message: `Order ${key} would be '${number}' in Coupa, which has ${number.length} characters; ${LONGEST} are possible`,
		description: "Shorten the template in 'PO Number'; it must stay unique",
	});
}
