import { badRequest, failed } from './errors.cts';
import type { Query } from './query.cts';
import type { JsonObject } from './services.cts';

export interface DataRequest {
	targetName: string;
	kind: 'BROWSE' | 'COUNT' | 'AGGREGATION';
	outputType: 'GRID_DATA' | 'VERSION1';
	/** undefined is "No Max" */
	maxPageSize: number | undefined;
	returnControlIDs: unknown;
	query: Query | undefined;
	aggregation: { aggregations?: unknown; groupBy?: unknown; orderBy?: unknown };
	having: unknown;
	/** whether the server looks for rows at once: without it a browser form opens empty */
	find: boolean;
	nextLinks: boolean;
}

/** Every attribute that a source names; one that none knows is a typing mistake and is refused. */
const KNOWN = new Set(
	[
		'aggregation aliasNaming allowCache batchDataRequest cacheTime currencyProcessing dataRequests',
		'dataServiceType deviceName enableNextPageProcessing environment findOnEntry forceUpdate formActions',
		'formServiceDemo having includeTimings jasserver maxPageSize nextPageTimeInterval outputType password',
		'psToken query requiredCapabilities returnControlIDs role setDirtyOnly targetName targetType token turbo',
		'username',
	].flatMap((names) => names.split(' ')),
);

const DEFAULT_PAGE_ROWS = 100;

export function readDataRequest(json: JsonObject, version: number): DataRequest {
	refuseUnknown(json);
	const { targetName, targetType, dataServiceType, outputType, query, aggregation = {} } = json;
	if (typeof targetName !== 'string' || targetName === '') throw badRequest('targetName is missing');
	if (targetType === 'view')
		throw failed(`Data Browser: ${targetName} is not a business view of this environment`);
	if (targetType !== 'table') throw badRequest(`unknown targetType ${String(targetType)}`);
	if (!isKind(dataServiceType)) throw badRequest(`unknown dataServiceType ${String(dataServiceType)}`);
	if (aggregation === null || typeof aggregation !== 'object')
		throw badRequest('aggregation is not an object');
	return {
		targetName,
		kind: dataServiceType,
		outputType: readOutputType(outputType, version),
		maxPageSize: readPageSize(json.maxPageSize),
		returnControlIDs: json.returnControlIDs,
		query: query as Query | undefined,
		aggregation,
		having: json.having,
		find: isTrue(json.findOnEntry) || isTrue((query as Query | undefined)?.autoFind),
		nextLinks: version > 1 && json.enableNextPageProcessing === true,
	};
}

export function refuseUnknown(json: JsonObject): void {
	const unknown = Object.keys(json).find((name) => !KNOWN.has(name));
	if (unknown !== undefined) throw badRequest(`Unrecognized field "${unknown}"`);
}

function isKind(kind: unknown): kind is DataRequest['kind'] {
	return kind === 'BROWSE' || kind === 'COUNT' || kind === 'AGGREGATION';
}

export function readOutputType(outputType: unknown, version: number): DataRequest['outputType'] {
	if (outputType === undefined) return version === 1 ? 'VERSION1' : 'GRID_DATA';
	if (outputType === 'GRID_DATA' || outputType === 'VERSION1') return outputType;
	if (['VERSION2', 'ORACLE', 'XML', 'XMLSIMPLE'].includes(String(outputType))) {
		throw failed(`Output type ${String(outputType)} is not simulated`);
	}
	throw badRequest(`unknown outputType ${String(outputType)}`);
}

export function readPageSize(maxPageSize: unknown): number | undefined {
	if (maxPageSize === undefined || maxPageSize === '') return DEFAULT_PAGE_ROWS;
	if (typeof maxPageSize !== 'string') throw badRequest('maxPageSize is a text');
	if (/^no max$/i.test(maxPageSize)) return undefined;
	if (!/^[1-9]\d*$/.test(maxPageSize)) throw badRequest(`maxPageSize: ${maxPageSize}`);
	return Number(maxPageSize);
}

function isTrue(flag: unknown): boolean {
	return flag === true || (typeof flag === 'string' && /^true$/i.test(flag));
}
