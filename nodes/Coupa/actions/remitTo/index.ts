import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Settled } from '../../../../lib/failure';
import { parameterReader } from '../../../../lib/node/parameters';
import { remitToModel } from '../../model/setup';
import type { ResourceModel } from '../../model/resource';
import { supplierModel } from '../../model/supplier';
import { coupaFor } from '../../transport/connection';
import { findAll } from '../../upsert/find';
import { identified, locatorFor, withoutList } from '../shared/locator';
import type { ModelSource } from '../shared/models';
import { theOne } from '../shared/notOne';
import { menuOf, standardEntries } from '../shared/standard';
import { SUPPLIER_LOCATOR } from '../supplier/fields';

const SUPPLIER: INodeProperties = {
	...SUPPLIER_LOCATOR,
	name: 'supplier',
	description: 'Supplier that the remit-to addresses belong to',
};

/** The suppliers of all items are looked up together; an item without one fails alone. */
async function source(context: IExecuteFunctions, items: INodeExecutionData[]): Promise<ModelSource> {
	const coupa = await coupaFor(context);
	const read = parameterReader(context);
	const readSupplier: typeof read = (name, itemIndex, fallback) =>
		read(name === 'record' ? 'supplier' : name, itemIndex, fallback);
	const targets = items.map((_, i) => identified(readSupplier, i, supplierModel));
	const found = await findAll(coupa, supplierModel, targets, '["id","number","name"]');
	return found.map((rows, i): Settled<ResourceModel> => {
		const target = targets[i];
		if (!target.ok) return target;
		const supplier = theOne(rows, `supplier '${target.value.value}'`, target.value.by);
		return supplier.ok ? { ok: true, value: remitToModel(String(supplier.value.id)) } : supplier;
	});
}

const spec = { resource: 'remitTo', noun: 'remit-to address', plural: 'remit-to addresses' };

export const { operations, description } = menuOf(
	spec,
	standardEntries({
		...spec,
		model: remitToModel('0'),
		locator: [
			// They stand below their supplier, which the list in the editor does not know.
			withoutList(
				locatorFor({
					displayName: 'Remit-To Address',
					byKey: 'By Code',
					placeholder: 'e.g. 4343-4343',
					hint: 'Remit-to code, unique over all suppliers',
				}),
			),
		],
		offers: ['create', 'upsert', 'get', 'getAll', 'update'],
		common: [SUPPLIER],
		source,
	}),
);
