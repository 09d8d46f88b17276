import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { jdeClock, readSuppliers } from '../../model/readSuppliers';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { optionsFor, scopeOf, scopeOptions, supplierNumberField } from './fields';

export const description: INodeProperties[] = [
	supplierNumberField,
	optionsOf('supplier', ['get'], scopeOptions),
];

/** One supplier as a nested document. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	let clock: Promise<string> | undefined;
	return await eachItemWithAis(this, items, async (ais, i) => {
		const number = String(this.getNodeParameter('supplierNumber', i)).trim();
		if (!/^\d{1,8}$/.test(number)) notANumber(number);
		clock ??= jdeClock(ais);
		const scope = scopeOf(optionsFor(this, i), (await clock).slice(0, 10));
		const { documents, outOfScope } = await readSuppliers(ais, scope, [number]);
		if (documents.length === 0) notFound(number, outOfScope[0]?.outOfScope);
		return documents;
	});
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
