import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { SupplierScope } from '../../model/readSuppliers';

const show = (operation: string[]) => ({ show: { resource: ['supplier'], operation } });

export const supplierNumberField: INodeProperties = {
	displayName: 'Supplier Number',
	name: 'supplierNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 4343',
	displayOptions: show(['get']),
	description: 'Address number (AN8) of the supplier',
};

export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: show(['getAll', 'getChanged']),
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { ...show(['getAll', 'getChanged']).show, returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

export const windowFields: INodeProperties[] = [
	{
		displayName: 'Changed Since',
		name: 'changedSince',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-31T08:00:00',
		displayOptions: show(['getChanged']),
		description: "Date or time by the JDE server's clock; empty reads all suppliers",
	},
	{
		displayName: 'Changed Until',
		name: 'changedUntil',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-31T09:00:00',
		displayOptions: show(['getChanged']),
		description: "End of the window by the JDE server's clock; empty is now",
	},
	{
		displayName: 'Overlap (Days)',
		name: 'overlapDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		displayOptions: show(['getChanged']),
		description:
			'Days before Changed Since that are read again, because JD Edwards stamps rows with a day and some programs commit late',
	},
];

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

export const reportOption: INodeProperties = {
	displayName: 'Report Chunk',
	name: 'reportChunk',
	type: 'boolean',
	default: false,
	description:
		"Whether to return, before the suppliers, an item whose 'chunk' holds the window, where the next chunk starts, and number and reason of the suppliers left out",
};

export const cursorOption: INodeProperties = {
	displayName: 'Start After',
	name: 'startAfter',
	type: 'string',
	default: '',
	description: "Supplier number to go on behind: 'chunk.next' of the chunk before",
};

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
	reportChunk?: boolean;
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

export function listed(text: string | number): string[] {
	return String(text)
		.split(/[,\s]+/)
		.filter((part) => part !== '');
}

export function limitOf(context: IExecuteFunctions, itemIndex: number): number {
	return context.getNodeParameter('returnAll', itemIndex)
		? Infinity
		: (context.getNodeParameter('limit', itemIndex) as number);
}
