import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fail, settle } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { jdeClock, readSuppliers } from '../../model/readSuppliers';
import { aisFor } from '../../transport/connection';
import { optionsOf } from '../options';
import { optionsFor, scopeOf, scopeOptions, supplierNumberField } from './fields';

export const description: INodeProperties[] = [
	supplierNumberField,
	optionsOf('supplier', ['get'], scopeOptions),
];

/** One supplier as a nested document. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const ais = await aisFor(this);
	const today = (await jdeClock(ais)).slice(0, 10);
	return await eachItem(
		items,
		async (i) =>
			await settle(async () => {
				const number = String(this.getNodeParameter('supplierNumber', i)).trim();
				if (!/^\d{1,8}$/.test(number)) notANumber(number);
				const scope = scopeOf(optionsFor(this, i), today);
				const { suppliers, outOfScope } = await readSuppliers(ais, scope, [number]);
				if (suppliers.length === 0) notFound(number, outOfScope[0]?.outOfScope);
				return suppliers;
			}),
	);
}

function notANumber(number: string): never {
	fail({
		code: 'JDE_SUPPLIER_NUMBER',
		category: 'validation',
		message: `'Supplier Number' is not an address number: '${number}'`,
		description: 'Enter the address number (AN8), up to 8 digits',
	});
}

function notFound(number: string, outOfScope: string | undefined): never {
	fail({
		code: 'JDE_SUPPLIER_NOT_FOUND',
		category: 'reference',
		message: outOfScope
			? `Supplier ${number} is left out: ${outOfScope}`
			: `Supplier ${number} is not in the Supplier Master (F0401)`,
		description: outOfScope
			? "Add its search type to 'Search Types' if it belongs to your suppliers"
			: 'Check the number in P04012; row security may hide it from the user of the credential',
	});
}
