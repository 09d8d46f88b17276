import { supplierInformationModel } from '../../model/supplier';
import { actionEntry } from '../shared/actionEntry';
import { locatorFor } from '../shared/locator';
import { exportMark } from '../shared/markExported';
import { menuOf, standardEntries } from '../shared/standard';

const locator = locatorFor({
	displayName: 'Supplier Information',
	byKey: 'By Name',
	placeholder: 'e.g. Acme Inc.',
	hint: 'Name of the supplier, exactly as in Coupa',
});

const spec = {
	resource: 'supplierInformation',
	noun: 'supplier information',
	plural: 'supplier information',
};

export const { operations, description } = menuOf(spec, [
	...standardEntries({
		...spec,
		model: supplierInformationModel,
		locator: [locator],
		offers: ['checkReferences', 'create', 'upsert', 'get', 'getAll', 'update'],
		isExportable: true,
	}),
	actionEntry(
		{
			value: 'markExported',
			name: 'Mark Exported',
			action: 'Mark supplier information as exported',
			description: 'Mark supplier information as taken over, and change nothing else',
		},
		[locator],
		exportMark(supplierInformationModel),
	),
]);
