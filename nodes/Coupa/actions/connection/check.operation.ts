import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { coupaFor } from '../../transport/connection';
import { LIMIT_OPTIONS } from '../../transport/limits';
import type { Coupa } from '../../transport/types';
import { optionsCollection, shownFor } from '../shared/shown';

export const description: INodeProperties[] = shownFor(
	'connection',
	['check'],
	[optionsCollection(LIMIT_OPTIONS)],
);

/** Shows where the credential leads and what it may read. Writes nothing; one check serves all items. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const result = await settle(async () => await coupaFor(this));
	const checked = result.ok ? await check(result.value) : result;
	return items.map((_, itemIndex) => ({ itemIndex, result: checked }));
}

async function check(coupa: Coupa): Promise<Settled<IDataObject[]>> {
	const suppliers = await mayRead(coupa, 'suppliers', 'core.supplier');
	if (!suppliers.ok) return suppliers;
	const paymentTerms = await mayRead(coupa, 'payment_terms', 'core.common');
	if (!paymentTerms.ok) return paymentTerms;
	const found = {
		host: coupa.host,
		instanceUrl: coupa.url,
		canReadSuppliers: suppliers.value,
		canReadPaymentTerms: paymentTerms.value,
		checkedAt: new Date(coupa.surroundings.now()).toISOString(),
	};
	return { ok: true, value: [found] };
}

async function mayRead(coupa: Coupa, path: string, scope: string): Promise<Settled<boolean>> {
	const about = path.replace(/_/g, ' ');
	const query = { limit: '1', fields: '["id"]' };
	const { result } = await coupa.send({ method: 'GET', path, query, effect: 'repeatable', about, scope });
	if (result.ok) return { ok: true, value: true };
	return result.failure.category === 'permission' ? { ok: true, value: false } : result;
}
