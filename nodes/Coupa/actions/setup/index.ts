import type { INodeProperties } from 'n8n-workflow';

import type { OperationTable } from '../../../../lib/node/router';
import type { ResourceModel } from '../../model/resource';
import * as models from '../../model/setup';
import { locatorFor, withinParameter } from '../shared/locator';
import { menuOf, standardEntries } from '../shared/standard';
import type { MenuEntry, StandardOperation } from '../shared/standard';
import * as validateAccount from './validateAccount.operation';

const READ: StandardOperation[] = ['get', 'getAll'];
const ALL: StandardOperation[] = ['create', 'upsert', ...READ, 'update'];
const REFERRING: StandardOperation[] = [...ALL, 'checkReferences'];

interface Row {
	model: ResourceModel;
	plural: string;
	/** of the parameter that chooses a record */
	name: string;
	byKey: string;
	example: string;
	offers: StandardOperation[];
	/** what the key is unique within */
	within?: [displayName: string, placeholder: string];
	/** besides the standard operations */
	more?: MenuEntry[];
}

/** Set-up records; what Coupa's API only reads is only read. */
const ROWS: Record<string, Row> = {
	account: {
		model: models.accountModel,
		...{ plural: 'accounts', name: 'Account', byKey: 'By Code', example: 'e.g. 30-8605' },
		offers: REFERRING,
		within: ['Account Type Name', 'e.g. Financial Distribution Co'],
		more: [
			{
				value: 'validate',
				name: 'Validate',
				action: 'Validate account',
				description: 'Ask Coupa whether it would take an account with these segments',
				operation: validateAccount,
			},
		],
	},
	accountValidationRule: {
		model: models.accountValidationRuleModel,
		...{ plural: 'account validation rules', name: 'Account Validation Rule', byKey: 'By Name' },
		...{ example: 'e.g. Cost centers of Ulm', offers: REFERRING },
	},
	accountType: {
		model: models.accountTypeModel,
		...{ plural: 'account types', name: 'Account Type', byKey: 'By Name', example: 'e.g. Ace Corporate' },
		offers: READ,
	},
	address: {
		model: models.addressModel,
		...{ plural: 'addresses', name: 'Address', byKey: 'By Location Code', example: 'e.g. M30', offers: ALL },
	},
	currency: {
		model: models.currencyModel,
		...{ plural: 'currencies', name: 'Currency', byKey: 'By Code', example: 'e.g. USD', offers: READ },
	},
	department: {
		model: models.departmentModel,
		...{
			plural: 'departments',
			name: 'Department',
			byKey: 'By Name',
			example: 'e.g. Purchasing',
			offers: ALL,
		},
	},
	exchangeRate: {
		model: models.exchangeRateModel,
		...{ plural: 'exchange rates', name: 'Exchange Rate', byKey: 'By Date', example: 'e.g. 2026-01-31' },
		offers: ['create', 'upsert', 'getAll', 'checkReferences'],
	},
	integration: {
		model: models.integrationModel,
		...{ plural: 'integrations', name: 'Integration', byKey: 'By Code', example: 'e.g. JDE_VOUCHERS' },
		offers: ALL,
	},
	lookupValue: {
		model: models.lookupValueModel,
		...{ plural: 'lookup values', name: 'Lookup Value', byKey: 'By External Ref Num', example: 'e.g. 30' },
		offers: REFERRING,
		within: ['Lookup Name', 'e.g. Business Unit'],
	},
	paymentTerm: {
		model: models.paymentTermModel,
		...{
			plural: 'payment terms',
			name: 'Payment Term',
			byKey: 'By Code',
			example: 'e.g. Net 30',
			offers: ALL,
		},
	},
	unit: {
		model: models.unitModel,
		...{ plural: 'units of measure', name: 'Unit of Measure', byKey: 'By Code', example: 'e.g. EA' },
		offers: READ,
	},
	user: {
		model: models.userModel,
		...{ plural: 'users', name: 'User', byKey: 'By Login', example: 'e.g. pbuyer', offers: REFERRING },
	},
};

const menus = Object.entries(ROWS).map(([resource, row]) => {
	const { model, plural, name, byKey, example, offers, within, more = [] } = row;
	const hint = `Value of '${model.key}', exactly as in Coupa`;
	const locator = [
		locatorFor({ displayName: name, byKey, placeholder: example, hint }),
		...(within ? [withinParameter(...within)] : []),
	];
	const spec = { resource, noun: model.type, plural, model, locator, offers };
	return { resource, ...menuOf(spec, [...standardEntries(spec), ...more]) };
});

export const operations: OperationTable = Object.fromEntries(
	menus.map(({ resource, operations: own }) => [resource, own]),
);

export const description: INodeProperties[] = menus.flatMap(({ description: own }) => own);
