import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { coupaFor } from '../../transport/connection';
import { LIMIT_OPTIONS } from '../../transport/limits';
import type { CoupaRequest } from '../../transport/types';
import { hostRefusal } from '../../upsert/guards';
import type { Read } from '../shared/act';
import { optionsCollection } from '../shared/shown';
import { settingsOf } from '../shared/write';
import { WRITE_OPTIONS } from '../shared/writeParameters';
import { CALL_PARAMETERS } from './fields';

const GUARDS = WRITE_OPTIONS.filter(({ name }) => name === 'onlyAtHost');

export const description = [...CALL_PARAMETERS, optionsCollection([...GUARDS, ...LIMIT_OPTIONS])];

/** Any call to the instance of the credential: a list becomes one item each, a record one item. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const coupa = await coupaFor(this);
	const read = parameterReader(this);
	const settings = settingsOf(read('options', 0, {}) as IDataObject, read, 'update');
	return await eachItem(items, async (itemIndex): Promise<Settled<IDataObject[]>> => {
		const request = requestOf(read, itemIndex, coupa.url);
		if (!request.ok) return request;
		const refusal = request.value.method === 'GET' ? undefined : hostRefusal(settings, coupa.host);
		if (refusal) return { ok: false, failure: refusal };
		const { result } = await coupa.send(request.value);
		return result.ok ? { ok: true, value: recordsOf(result.value) } : result;
	});
}

function requestOf(read: Read, itemIndex: number, url: string): Settled<CoupaRequest> {
	const method = String(read('method', itemIndex, 'GET')) as CoupaRequest['method'];
	const path = String(read('path', itemIndex, '')).trim();
	if (!staysOn(url, path)) return wrong('Path', path, 'a path of the instance such as /api/contracts/7');
	const { values = [] } = read('queryParameters', itemIndex, {}) as {
		values?: Array<{ name?: string; value?: unknown }>;
	};
	const query = values
		.filter(({ name }) => String(name ?? '').trim() !== '')
		.map(({ name, value }): [string, string] => [String(name).trim(), String(value ?? '')]);
	const common = { method, path, query: Object.fromEntries(query), about: `'${path}'`, asIs: true };
	if (method === 'GET') return { ok: true, value: { ...common, effect: 'repeatable' } };
	const effect = read('effect', itemIndex, 'once') === 'repeatable' ? 'repeatable' : 'once';
	if (method === 'DELETE') return { ok: true, value: { ...common, effect } };
	const body = objectOf(read('body', itemIndex, '{}'));
	if (body === undefined) return wrong('Body', '', 'a JSON object');
	return { ok: true, value: { ...common, effect, body } };
}

/** Nothing that a server or a proxy could take for another host, or for a second line of the request. */
function staysOn(url: string, path: string): boolean {
	if (!/^\/(?![/\\])[^\s\\?#]*$/.test(path)) return false;
	return URL.canParse(url + path) && new URL(url + path).origin === new URL(url).origin;
}

function objectOf(value: unknown): IDataObject | undefined {
	if (isRecord(value)) return value;
	if (typeof value !== 'string') return undefined;
	if (value.trim() === '') return {};
	try {
		const parsed: unknown = JSON.parse(value);
		return isRecord(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

function recordsOf(body: unknown): IDataObject[] {
	if (Array.isArray(body))
		return body.map((entry: unknown) => (isRecord(entry) ? entry : { value: entry as string }));
	return [isRecord(body) ? body : { value: (body ?? null) as string }];
}

function wrong(
	parameter: string,
	value: string,
	wanted: string,
): { ok: false; failure: ReturnType<typeof failure> } {
	return {
		ok: false,
		failure: failure({
			code: 'COUPA_CUSTOM_CALL',
			category: 'configuration',
			message:
				value === ''
					? `'${parameter}' holds nothing that can be sent`
					: `'${parameter}' cannot be '${value}'`,
			description: `Give ${wanted}. Arguments belong in 'Query Parameters'.`,
		}),
	};
}
