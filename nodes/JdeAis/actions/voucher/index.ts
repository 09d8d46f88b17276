import type { INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { voucherKind } from '../../model/documents/voucher';
import type { VoucherRules } from '../../model/documents/voucher';
import { documentMenu } from '../shared/documentMenu';
import { documentOperations } from '../shared/documents';
import type { DocumentResource } from '../shared/documents';
import {
	COMPANIES_OPTION,
	codesOf,
	namedCodes,
	scopeFrom,
	sinceOption,
	typesOption,
} from '../shared/scopeOptions';

const TYPES = 'PV';
const CHANGE_TYPES = 'PE';

export const voucherResource: DocumentResource<VoucherRules> = {
	resource: 'voucher',
	kind: voucherKind,
	plural: 'vouchers',
	label: 'Voucher',
	keyName: 'voucherKey',
	example: '00001-PV-123456',
	madeOf: 'document company, document type and document number, joined by hyphens',
	options: [
		{
			displayName: 'Change Types',
			name: 'changeTypes',
			type: 'string',
			default: CHANGE_TYPES,
			description: 'Document types of changes to a posted voucher, attached to it, separated by commas',
		},
		COMPANIES_OPTION,
		{
			displayName: 'Counted Types',
			name: 'countedTypes',
			type: 'string',
			default: '',
			placeholder: 'e.g. PM = manual payment; PX = expense',
			description:
				'Other document types that are looked at only to be reported as left out, each with what it is called, separated by semicolons',
		},
		{
			displayName: 'Include Order Lines',
			name: 'includeOrderLines',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the order lines (F4311) that a matched voucher names, with the account of each',
		},
		typesOption(TYPES, 'Document types (F0411.DCT) that are read as vouchers, separated by commas'),
		sinceOption('G/L date (F0411.DGJ)'),
	],
	rulesOf(options) {
		const scope = scopeFrom(options, TYPES);
		const changeTypes = codesOf(options, 'changeTypes', CHANGE_TYPES);
		if (scope.types.length === 0 || scope.types.some((type) => changeTypes.includes(type))) noTypes();
		const counted = namedCodes(options, 'countedTypes');
		return { ...scope, changeTypes, counted, includeOrderLines: options.includeOrderLines === true };
	},
};

/** F0411 and F0911 hold much besides vouchers. */
function noTypes(): never {
	fail({
		code: 'JDE_DOCUMENT_TYPES',
		category: 'configuration',
		message: "'Document Types' must name at least one type, and none of the 'Change Types'",
		description: 'Enter the document types of your vouchers, such as PV',
	});
}

export const voucherOperations = documentOperations(voucherResource);

export const voucherDescription: INodeProperties[] = documentMenu(voucherResource, voucherOperations, {
	one: 'One voucher with all pay items, G/L distribution, changes and payments',
	changed: 'Vouchers of which a pay item, a G/L line, a change or a payment changed since a time',
});
