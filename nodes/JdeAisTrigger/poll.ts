import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { fail } from '../../lib/failure';
import { fingerprint } from '../../lib/hash';
import { pollAlone } from '../../lib/node/pollMemory';
import { surroundingsOf } from '../../lib/node/surroundings';
import { paymentResource } from '../JdeAis/actions/payment';
import { purchaseOrderResource } from '../JdeAis/actions/purchaseOrder';
import { dayOf } from '../JdeAis/actions/shared/manyFields';
import type { SupplierOptions } from '../JdeAis/actions/supplier/fields';
import { targetOf } from '../JdeAis/actions/table/fields';
import type { RowOptions } from '../JdeAis/actions/table/rows';
import { voucherResource } from '../JdeAis/actions/voucher';
import { connect } from '../JdeAis/transport/connection';
import type { Ais, ConnectionOptions } from '../JdeAis/transport/connection';
import { documentSource, supplierSource } from './documentSources';
import { DEFAULT_LIMIT } from './fields';
import type { TriggerEvent } from './fields';
import { scanOn } from './scan';
import type { ChangedSource } from './source';
import { loadState, saveState } from './state';
import { tableSource } from './tableSource';

interface Options extends ConnectionOptions, RowOptions, SupplierOptions {
	maxDocuments?: number;
	overlapDays?: number;
	startFrom?: string;
}

/** How many documents a test by hand shows. */
const NEWEST = 3;
/** n8n abandons a poll that takes longer than it grants; the chunk under way must still fit. */
const SHARE_OF_BUDGET = 0.6;
const FALLBACK_BUDGET_MS = 300_000;

/** The documents that changed since the last poll; nothing while an earlier poll of this node is still at work. */
export async function changedDocuments(context: IPollFunctions): Promise<IDataObject[]> {
	return await pollAlone(context, async () => await readOn(context));
}

async function readOn(context: IPollFunctions): Promise<IDataObject[]> {
	const surroundings = surroundingsOf(context);
	const started = surroundings.now();
	const options = optionsOf(context);
	const { source, identity } = await sourceOf(context);
	const startFrom = (options.startFrom ?? '').trim();
	// `getPollBudgetMs` is younger than the oldest n8n that this package runs in.
	const budget = SHARE_OF_BUDGET * (context.getPollBudgetMs?.() ?? FALLBACK_BUDGET_MS);
	const { state, changed } = await scanOn(source, loadState(context, identity), {
		overlapDays: options.overlapDays ?? 1,
		startFrom: startFrom === '' ? '' : dayOf(startFrom, 'Start From'),
		limit: options.maxDocuments ?? DEFAULT_LIMIT,
		isTimeUp: () => surroundings.now() - started > budget,
	});
	// Last of all: what failed before is read again by the next poll.
	saveState(context, state);
	return changed;
}

/** For a test by hand: the newest few, whatever was given before; nothing is remembered. */
export async function newestDocuments(context: IPollFunctions): Promise<IDataObject[]> {
	const { source } = await sourceOf(context);
	const newest = await source.newest(NEWEST);
	return newest.length > 0 ? newest : nothingThere(source);
}

async function sourceOf(context: IPollFunctions): Promise<{ source: ChangedSource; identity: string }> {
	const event = context.getNodeParameter('event') as TriggerEvent;
	const ais = await connect(context, optionsOf(context));
	const read = (name: string, _itemIndex: number, fallback?: unknown) =>
		context.getNodeParameter(name, fallback);
	const target = event === 'tableRowChanged' ? targetOf(read, 0) : undefined;
	const identity = fingerprint([ais.connectedTo, event, target?.targetType, target?.table]).slice(0, 16);
	const options = optionsOf(context);
	const source = target ? tableSource(ais, target, options) : sourceFor(event, ais, options);
	return { source, identity };
}

function sourceFor(event: TriggerEvent, ais: Ais, given: Options): ChangedSource {
	if (event === 'supplierChanged') return supplierSource(ais, given);
	const options = given as IDataObject;
	if (event === 'purchaseOrderChanged') return documentSource(ais, purchaseOrderResource, options);
	if (event === 'paymentChanged') return documentSource(ais, paymentResource, options);
	return documentSource(ais, voucherResource, options);
}

function optionsOf(context: IPollFunctions): Options {
	return context.getNodeParameter('options', {}) as Options;
}

function nothingThere({ plural }: ChangedSource): never {
	fail({
		code: 'JDE_NOTHING_TO_SHOW',
		category: 'reference',
		message: `There are no ${plural} to show`,
		description:
			'Check the options of this trigger; row security may hide them from the user of the credential',
	});
}
