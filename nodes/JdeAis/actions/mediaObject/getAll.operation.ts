import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { listMediaObjects } from '../../transport/mediaObjects';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { limitFields, limitOf } from '../shared/manyFields';
import { targetOf } from './fields';

export const description: INodeProperties[] = [
	...limitFields('mediaObject', ['getAll']),
	optionsOf(
		'mediaObject',
		['getAll'],
		[
			{
				displayName: 'File Extensions',
				name: 'extensions',
				type: 'string',
				default: '',
				placeholder: 'e.g. pdf, jpg',
				description: 'Only files with these extensions, separated by commas',
			},
		],
	),
];

/** The attachments of a record, texts and files. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const { extensions = '' } = read('options', i, {}) as { extensions?: string };
		const wanted = extensions.split(',').map((one) => one.trim());
		const filled = wanted.filter((one) => one !== '');
		const more: IDataObject = filled.length > 0 ? { extensions: filled } : {};
		return (await listMediaObjects(ais, targetOf(read, i), more)).slice(0, limitOf(this, i));
	});
}
