import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { FileItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { objectFrom } from '../../model/json';
import { servicePath } from '../../model/servicePath';
import { customCall } from '../../transport/customCall';
import { eachItemWithAis } from '../shared/eachItem';
import { callFields } from './fields';

export const description: INodeProperties[] = callFields;

interface Options {
	errorsAsData?: boolean;
	binaryField?: string;
}

/** Calls any other service of the AIS Server, once for each item. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const method = read('method', i) as IHttpRequestMethods;
		const query = objectFrom(read('query', i, '{}'), 'Query (JSON)', '{ "$limit": "10" }');
		const body = method === 'GET' ? undefined : objectFrom(read('body', i, '{}'), 'Body (JSON)');
		const { errorsAsData = false, binaryField = 'data' } = read('options', i, {}) as Options;
		const answer = await customCall(ais, {
			method,
			path: servicePath(String(read('path', i)), query),
			body,
			effect: read('mayBeRepeated', i, false) === true ? 'repeatable' : 'once',
			errorsAsData,
		});
		if ('json' in answer) return answer.json;
		const { file, fileName = 'file' } = answer;
		const json: IDataObject = { fileName, bytes: file.length };
		return [new FileItem(json, { [binaryField]: await this.helpers.prepareBinaryData(file, fileName) })];
	});
}
