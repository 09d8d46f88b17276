import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { SupplierScope } from '../../model/readSuppliers';
import { listed } from '../shared/manyFields';

export const supplierNumberField: INodeProperties = {
	displayName: 'Supplier Number',
	name: 'supplierNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 4343',
	displayOptions: { show: { resource: ['supplier'], operation: ['get'] } },
	description: 'Address number (AN8) of the supplier',
};

export const scopeOptions: INodeProperties[] = [
	{
		displayName: 'Corporation Codes',
		name: 'corporationCodes',
		type: 'string',
		default: 'C',
		description:
			'Person/corporation codes (F0101.TAXC) that mean a corporation, separated by commas. A tax ID is returned for these only.',
	},
	{
		displayName: 'Home Country',
		name: 'homeCountry',
		type: 'string',
		default: '',
		placeholder: 'e.g. US',
		description:
			'Country of addresses that leave theirs blank (F0116.CTR), as many sites do for domestic ones',
	},
	{
		displayName: 'Include Personal Tax IDs',
		name: 'includePersonalTaxIds',
		type: 'boolean',
		default: false,
		description:
			"Whether to return the tax IDs of persons too; a person's is a social security number in some countries",
	},
	{
		displayName: 'Search Types',
		name: 'searchTypes',
		type: 'string',
		default: 'V',
		description:
			'Search types (F0101.AT1) to read, separated by commas. F0401 also holds employees and tax authorities; empty reads them all.',
	},
];

export const numbersOption: INodeProperties = {
	displayName: 'Supplier Numbers',
	name: 'supplierNumbers',
	type: 'string',
	default: '',
	placeholder: 'e.g. 4343, 4344',
	description: 'Read just these suppliers, changed or not, separated by commas',
};

export interface SupplierOptions {
	corporationCodes?: string;
	homeCountry?: string;
	includePersonalTaxIds?: boolean;
	searchTypes?: string;
	startAfter?: string;
	supplierNumbers?: string;
}

export function optionsFor(context: IExecuteFunctions, itemIndex: number): SupplierOptions {
	return context.getNodeParameter('options', itemIndex, {}) as SupplierOptions;
}

/** @param today ISO date of the JDE server */
export function scopeOf(options: SupplierOptions, today: string): SupplierScope {
	const {
		searchTypes = 'V',
		corporationCodes = 'C',
		homeCountry = '',
		includePersonalTaxIds = false,
	} = options;
	return {
		searchTypes: listed(searchTypes),
		corporationCodes: listed(corporationCodes),
		homeCountry,
		includePersonalTaxIds,
		today,
	};
}
