import {
	SAMPLE_SITE,
	expectedInvoices,
	expectedOrders,
	expectedPayments,
	forgottenCrosswalk,
	sampleCrosswalk,
} from '../simulators/sample/index.cts';
import type { CrosswalkRow, Site } from '../simulators/sample/index.cts';
import { shownInvoices, shownPayments } from './shownInvoices.cts';
import type { ShownInvoice } from './shownInvoices.cts';
import { shownOrders } from './shownOrders.cts';
import type { ShownOrder } from './shownOrders.cts';
import type { World } from './world.cts';

/** The two systems, whatever runs between them. */
export type Systems = Pick<World, 'company' | 'coupa'>;

/** What Coupa must show of the sample company's documents, and where it does not. */

/** The sample's site as the templates are set up in it; suppliers that Coupa may not use park what names them. */
export function siteOf(
	{ company, coupa }: Systems,
	crosswalk: readonly CrosswalkRow[] = sampleCrosswalk(company),
): Site {
	const suppliers = coupa.store.all('suppliers').filter(({ status }) => status !== 'inactive');
	return {
		...SAMPLE_SITE,
		closedOrders: 'outOfScope',
		crosswalk,
		suppliersInCoupa: new Set(suppliers.map(({ number }) => String(number))),
	};
}

/**
 * Adds what the sample's crosswalk lacks, as somebody does who was told of it.
 * @returns the site with all of it, and with the suppliers that Coupa has by now
 */
export async function completeCrosswalk(world: World): Promise<Site> {
	const rows = forgottenCrosswalk(world.company).map((row) => ({ ...row }));
	await world.n8n.insertRows('jde_coupa_crosswalk', rows);
	return siteOf(world, [...sampleCrosswalk(world.company), ...rows]);
}

export function wantedOrders({ company }: Systems, site: Site): Map<string, ShownOrder> {
	return new Map(
		[...expectedOrders(company.tables, site).inCoupa.values()].map((order) => [
			order.poNumber,
			{
				supplier: order.supplier,
				currency: order.currency,
				status: 'issued',
				lines: order.lines.map(({ number, type, quantity, price, account }) => ({
					...{ number, type, quantity, price, account },
					chart: order.chart,
				})),
			},
		]),
	);
}

export function wantedInvoices({ company }: Systems, site: Site): Map<string, ShownInvoice> {
	return new Map(
		[...expectedInvoices(company.tables, site).inCoupa].map(([key, voucher]) => [
			key,
			{
				invoiceNumber: voucher.invoiceNumber,
				supplier: voucher.supplier,
				currency: voucher.currency,
				invoiceDate: voucher.invoiceDate,
				chart: voucher.chart,
				gross: voucher.gross,
				status: 'approved',
				exported: true,
				lines: voucher.lines.map(({ account, amount }) => [account, amount]),
				taxes: voucher.taxes.map(({ amount }) => amount),
			},
		]),
	);
}

export function wantedPayments(
	{ company }: Systems,
	site: Site,
): Map<string, Array<[notes: string, amount: string]>> {
	const wanted = new Map<string, Array<[string, string]>>();
	for (const { voucher, notes, amount } of expectedPayments(company.tables, site).inCoupa.values()) {
		wanted.set(voucher, [...(wanted.get(voucher) ?? []), [notes, amount]]);
	}
	for (const list of wanted.values()) list.sort(([a], [b]) => a.localeCompare(b));
	return wanted;
}

/** Keys of documents that are missing in Coupa, or there though they should not be, or differ in anything. */
export function disagreements(world: Systems, site: Site): Record<string, string[]> {
	return {
		purchaseOrders: differing(wantedOrders(world, site), shownOrders(world.coupa)),
		apInvoices: differing(wantedInvoices(world, site), shownInvoices(world.coupa)),
		payments: differing(wantedPayments(world, site), shownPayments(world.coupa)),
	};
}

function differing(wanted: ReadonlyMap<string, unknown>, shown: ReadonlyMap<string, unknown>): string[] {
	const keys = new Set([...wanted.keys(), ...shown.keys()]);
	return [...keys].filter((key) => JSON.stringify(wanted.get(key)) !== JSON.stringify(shown.get(key)));
}
