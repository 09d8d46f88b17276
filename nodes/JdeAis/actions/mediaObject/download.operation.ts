import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { FileItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { targetName } from '../../model/mediaObject';
import { downloadFile } from '../../transport/mediaObjects';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { targetOf } from './fields';

const displayOptions = { show: { resource: ['mediaObject'], operation: ['download'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Sequence',
		name: 'sequence',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		displayOptions,
		description: 'Sequence number of the file, as Get Many shows it',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice.pdf',
		displayOptions,
		description: 'Name for the file, which the AIS Server seldom sends: Get Many shows it',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryField',
		type: 'string',
		required: true,
		default: 'data',
		displayOptions,
		description: 'Name of the binary field to put the file in',
	},
	optionsOf('mediaObject', ['download']),
];

/** A file that is attached to a record, as binary. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const target = targetOf(read, i);
		const sequence = Number(read('sequence', i));
		const file = await downloadFile(ais, target, sequence);
		const given = String(read('fileName', i, '')).trim();
		const fileName = given || file.fileName || `${target.structure}-${sequence}`;
		const binary = await this.helpers.prepareBinaryData(file.content, fileName);
		const json = { mediaObject: targetName(target), sequence, fileName, bytes: file.content.length };
		return [new FileItem(json, { [String(read('binaryField', i))]: binary })];
	});
}
