import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { textOf } from '../../transport/mediaObjects';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { targetOf } from './fields';

export const description: INodeProperties[] = [
	optionsOf(
		'mediaObject',
		['getText'],
		[
			{
				displayName: 'All Texts',
				name: 'allTexts',
				type: 'boolean',
				default: false,
				description: 'Whether to get all texts of the record instead of the first',
			},
			{
				displayName: 'Keep HTML',
				name: 'keepHtml',
				type: 'boolean',
				default: false,
				description: 'Whether formatted texts keep their HTML tags instead of becoming plain text',
			},
			{
				displayName: 'Sequence',
				name: 'sequence',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 1,
				description: 'Sequence number of the one text to get, as Get Many shows it',
			},
		],
	),
];

interface Options {
	allTexts?: boolean;
	keepHtml?: boolean;
	sequence?: number;
}

/** The text of an attachment, as the service gives it. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const { allTexts, keepHtml, sequence } = read('options', i, {}) as Options;
		const more: IDataObject = {
			// One text by its number comes in the list of all, too.
			...(allTexts === true || sequence !== undefined ? { multipleMode: true } : {}),
			...(sequence === undefined ? {} : { sequence }),
			...(keepHtml === true ? { htmlText: true } : {}),
		};
		return [await textOf(ais, targetOf(read, i), more)];
	});
}
