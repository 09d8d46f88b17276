import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import type { Settled } from '../../../lib/failure';
import { keyText } from '../model/document';
import { PAGE_SIZE, listAll } from '../transport/lookUp';
import type { Coupa } from '../transport/types';
import { chosenModel, isBelowAnother } from './chosen';
import { readForEditor } from './editor';
import { searchRemitTo } from './remitTo';

/** A list to choose from. */
interface Choice {
	path: string;
	scope?: string;
	/** natural key, which stands first in the texts */
	key: string;
	/** attribute that becomes the value */
	value: string;
}

/** What tells records apart besides their key; a record of another system is named by its own name. */
const NAMES: Readonly<Record<string, string>> = {
	accounts: 'name',
	addresses: 'name',
	currencies: 'name',
	invoices: 'supplier',
	lookup_values: 'name',
	payment_terms: 'description',
	purchase_orders: 'supplier',
	suppliers: 'name',
	uoms: 'name',
	users: 'email',
};

/** Records of the chosen resource; the value is Coupa's ID. */
export async function searchRecords(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const model = chosenModel(this);
	if (isBelowAnother(model)) return await searchRemitTo(this, filter);
	const { path, scope, key } = model;
	return await search(this, { path, scope, key, value: 'id' }, filter, token);
}

export async function searchSuppliers(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const suppliers = { path: 'suppliers', scope: 'core.supplier', key: 'number', value: 'id' };
	return await search(this, suppliers, filter, token);
}

/** What the key of the chosen resource is unique within, such as its chart of accounts; the value is the natural key. */
export async function searchWithin(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const { keyParts = [], references } = chosenModel(this);
	const [part] = keyParts;
	if (part === undefined) return { results: [] };
	const { path, scope, keys } = references[part];
	return await search(this, { path, scope, key: keys[0], value: keys[0] }, filter, token);
}

async function search(
	context: ILoadOptionsFunctions,
	choice: Choice,
	filter = '',
	token = '',
): Promise<INodeListSearchResult> {
	const rows = await readForEditor(
		context,
		async (coupa) => await found(coupa, choice, filter.trim(), token),
	);
	const results = rows
		.map((row) => ({ name: textOf(row, choice), value: keyText(row[choice.value]) }))
		.filter(({ value }) => value !== '');
	const isFull = rows.length === PAGE_SIZE;
	return { results, paginationToken: isFull ? keyText(rows[rows.length - 1].id) : undefined };
}

/** One page behind the id where the last one ended. Coupa joins conditions by AND, so each attribute is searched alone. */
async function found(
	coupa: Coupa,
	{ path, scope, key }: Choice,
	filter: string,
	afterId: string,
): Promise<Settled<IDataObject[]>> {
	const about = path.replace(/_/g, ' ');
	const after: Record<string, string> = afterId === '' ? {} : { 'id[gt]': afterId };
	const name = NAMES[path];
	const searched = [key, ...(name === undefined ? [] : [name === 'supplier' ? 'supplier[name]' : name])];
	const conditions = filter === '' ? [{}] : searched.map((one) => ({ [`${one}[contains]`]: filter }));
	const byId = new Map<number, IDataObject>();
	for (const condition of conditions) {
		const query = { ...condition, ...after, fields: fieldsOf(path, key) };
		const page = await listAll(coupa, { path, query, about, scope, afterId: true }, PAGE_SIZE);
		if (!page.ok) return page;
		for (const row of page.value) byId.set(Number(row.id), row);
	}
	const sorted = [...byId].sort(([a], [b]) => a - b).map(([, row]) => row);
	return { ok: true, value: sorted.slice(0, PAGE_SIZE) };
}

function fieldsOf(path: string, key: string): string {
	const name = NAMES[path];
	const shown = name === 'supplier' ? { supplier: ['id', 'name'] } : name;
	const status = ['invoices', 'purchase_orders', 'suppliers'].includes(path) ? ['status'] : [];
	return JSON.stringify(['id', key.replace(/-/g, '_'), ...(shown ? [shown] : []), ...status]);
}

/** `4343: Parts Emporium (inactive)` */
function textOf(row: IDataObject, { path, key }: Choice): string {
	const named = row[NAMES[path] ?? ''];
	const name = isRecord(named) ? keyText(named.name) : keyText(named);
	const text = [keyText(row[key]), name].filter((one) => one !== '').join(': ');
	const status = keyText(row.status);
	return (text || `ID ${keyText(row.id)}`) + (status === '' || status === 'active' ? '' : ` (${status})`);
}
