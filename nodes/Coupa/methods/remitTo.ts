import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { failure } from '../../../lib/failure';
import type { Settled } from '../../../lib/failure';
import { keyText } from '../model/document';
import { remitToModel } from '../model/setup';
import { supplierModel } from '../model/supplier';
import { listAll } from '../transport/lookUp';
import type { Coupa } from '../transport/types';
import { readForEditor } from './editor';

/** The addresses of the supplier that is chosen at this moment. Their list takes no filters, so it is read whole. */
export async function searchRemitTo(
	context: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const rows = await readForEditor(context, async (coupa) => {
		const supplier = await chosenSupplier(coupa, context.getCurrentNodeParameter('supplier'));
		if (!supplier.ok) return supplier;
		const { path, scope } = remitToModel(supplier.value);
		return await listAll(coupa, { path, query: {}, about: 'remit-to addresses', scope });
	});
	const results = rows.map((row) => {
		const code = keyText(row['remit-to-code']);
		const where = [row.street1, row.city].map(keyText).filter((part) => part !== '');
		return { name: [code, ...where].join(', '), value: keyText(row.id) };
	});
	const wanted = filter.trim().toLowerCase();
	return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

async function chosenSupplier(coupa: Coupa, locator: unknown): Promise<Settled<string>> {
	const { mode, value } = (locator ?? {}) as { mode?: string; value?: unknown };
	const text = keyText(value);
	// An expression has no value before the node runs.
	if (text === '' || text.startsWith('=')) return noSupplier();
	if (mode === 'id' || mode === 'list') return { ok: true, value: text };
	const { path, scope, key } = supplierModel;
	const query = { [mode === 'name' ? 'name' : key]: text, fields: '["id"]' };
	const found = await listAll(coupa, { path, query, about: 'suppliers', scope }, 1);
	if (!found.ok) return found;
	const [supplier] = found.value;
	return supplier ? { ok: true, value: keyText(supplier.id) } : noSupplier();
}

function noSupplier(): Settled<never> {
	return {
		ok: false,
		failure: failure({
			code: 'COUPA_NO_SUPPLIER_CHOSEN',
			category: 'configuration',
			message: 'The list needs a supplier that is known now',
			description: "Choose one in 'Supplier' that Coupa has, or give the address by its code",
		}),
	};
}
