import type { INodeProperties } from 'n8n-workflow';

import { CONNECTION_OPTIONS } from '../JdeAis/actions/options';
import { paymentResource } from '../JdeAis/actions/payment';
import { purchaseOrderResource } from '../JdeAis/actions/purchaseOrder';
import { scopeOptions } from '../JdeAis/actions/supplier/fields';
import {
	conditionsField,
	groupsField,
	matchField,
	tableField,
	targetTypeField,
} from '../JdeAis/actions/table/fields';
import { changedOptions } from '../JdeAis/actions/table/manyOptions';
import { voucherResource } from '../JdeAis/actions/voucher';

export type TriggerEvent =
	'paymentChanged' | 'purchaseOrderChanged' | 'supplierChanged' | 'tableRowChanged' | 'voucherChanged';

export const DEFAULT_LIMIT = 500;

const scanOptions: INodeProperties[] = [
	{
		displayName: 'Max Documents per Run',
		name: 'maxDocuments',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_LIMIT,
		description: 'About how many changed documents start one execution; the next poll goes on with the rest',
	},
	{
		displayName: 'Overlap (Days)',
		name: 'overlapDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description:
			'Days before the last poll that are read again, because JD Edwards stamps rows with a day and some programs commit late. What was already given in the same state is left out.',
	},
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-31',
		description:
			'Day from which changes are given when the trigger starts for the first time; empty gives only what changes from then on',
	},
];

const byName = (a: INodeProperties, b: INodeProperties) => (a.displayName < b.displayName ? -1 : 1);

function optionsOf(event: TriggerEvent, own: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { event: [event] } },
		description: 'Settings that most workflows can leave alone',
		options: [...own, ...scanOptions, ...CONNECTION_OPTIONS].sort(byName),
	};
}

const ofTable = { show: { event: ['tableRowChanged'] } };

/** What each event takes beside the event itself: the same parameters as Get Changed of the action node. */
export const eventFields: INodeProperties[] = [
	...[targetTypeField, tableField, matchField, conditionsField, groupsField].map((field) => ({
		...field,
		displayOptions: ofTable,
	})),
	optionsOf('paymentChanged', paymentResource.options),
	optionsOf('purchaseOrderChanged', purchaseOrderResource.options),
	optionsOf('supplierChanged', scopeOptions),
	optionsOf('tableRowChanged', changedOptions),
	optionsOf('voucherChanged', voucherResource.options),
];
