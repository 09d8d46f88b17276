import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import type { parameterReader } from '../../../../lib/node/parameters';
import { keyText } from '../../model/document';
import { ACTION_OPTIONS, actOnItems } from './act';
import type { Acts } from './act';
import { optionsCollection } from './shown';
import type { MenuEntry } from './standard';

/** An action of a resource as an entry of its menu. */
export function actionEntry(
	texts: Omit<MenuEntry, 'operation'>,
	parameters: readonly INodeProperties[],
	acts: Acts,
): MenuEntry {
	return {
		...texts,
		operation: {
			description: [...parameters, optionsCollection(ACTION_OPTIONS)],
			async execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
				return await actOnItems(this, items, acts);
			},
		},
	};
}

/** Text that an action cannot do without. */
export function neededText(
	read: ReturnType<typeof parameterReader>,
	itemIndex: number,
	name: string,
	displayName: string,
): Settled<string> {
	const text = keyText(read(name, itemIndex, ''));
	if (text !== '') return { ok: true, value: text };
	return {
		ok: false,
		failure: failure({
			code: 'COUPA_PARAMETER_EMPTY',
			category: 'validation',
			message: `'${displayName}' is empty`,
			description: 'Coupa does not take this action without it',
		}),
	};
}
