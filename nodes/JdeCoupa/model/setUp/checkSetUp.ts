import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { textOf } from '../text';
import { proveCurrencies } from './currencies';
import type { CurrencyProof } from './currencies';
import { failed, notProved, passed, refusalIn } from './finding';
import type { Finding } from './finding';
import { orderNumbers } from './orderNumbers';
import { visibilityOf } from './visibility';

/** What set-up read, each as the items of the node that read it; a node that was refused gives one with `error`. */
export interface Readings {
	/** Coupa: what the client may read */
	connection: IDataObject[];
	/** Coupa: whether the custom field keeps what is written */
	stampField: IDataObject[];
	/** F0401 in total; F4301, F0411 and F0911 by company, orders and vouchers by currency too */
	suppliers: IDataObject[];
	orders: IDataObject[];
	vouchers: IDataObject[];
	ledger: IDataObject[];
	/** a few whole documents, which miss no column that the flows need */
	wholeSuppliers: IDataObject[];
	wholeOrders: IDataObject[];
	wholeVouchers: IDataObject[];
	/** pay items of vouchers, a few for each company and currency */
	payItems: IDataObject[];
	companies: IDataObject[];
	/** vouchers that bear something in the origin column */
	stamped: IDataObject[];
	/** F4301: the keys of all orders in scope */
	orderKeys: IDataObject[];
}

export interface SetUpRules {
	/** flows in use */
	flows: readonly string[];
	companies: readonly string[];
	originColumn: string;
	poNumberTemplate: string;
	/** currencies that a person compared with the screens of JD Edwards */
	comparedByEye: readonly string[];
}

export interface SetUpResult {
	checks: Finding[];
	/** those in which documents may be posted */
	currencies: string[];
}

const DOCUMENT_FLOWS = ['purchaseOrders', 'apInvoices', 'payments', 'coupaToJde'];
const VOUCHER_FLOWS = ['apInvoices', 'payments', 'coupaToJde'];
const INVOICE_FLOWS = ['apInvoices', 'payments'];

/** Everything that can be proved before the first document is posted, for the flows in use. */
export async function checkSetUp(readings: Readings, rules: SetUpRules): Promise<SetUpResult> {
	const isUsed = (flows: readonly string[]) => flows.some((flow) => rules.flows.includes(flow));
	const { suppliers, orders, vouchers, ledger } = readings;
	const counts = [
		{ table: 'F0401', neededBy: rules.flows, items: suppliers },
		{ table: 'F4301', neededBy: ['purchaseOrders'], items: orders },
		{ table: 'F0411', neededBy: VOUCHER_FLOWS, items: vouchers },
		{ table: 'F0911', neededBy: VOUCHER_FLOWS, items: ledger },
	];
	const proofs = currencyProofs(readings, rules);
	const checks = [
		coupaReads(readings.connection),
		...counts.filter(({ neededBy }) => isUsed(neededBy)).map((one) => visibilityOf(one, rules.companies)),
		columns('suppliers', readings.wholeSuppliers),
		...(isUsed(['purchaseOrders']) ? [columns('orders', readings.wholeOrders)] : []),
		...(isUsed(VOUCHER_FLOWS)
			? [columns('vouchers', readings.wholeVouchers), originColumn(readings.stamped, rules.originColumn)]
			: []),
		...(isUsed(INVOICE_FLOWS) ? [stampField(readings.stampField)] : []),
		...(isUsed(['purchaseOrders']) ? [await orderNumbers(readings.orderKeys, rules.poNumberTemplate)] : []),
		...(isUsed(DOCUMENT_FLOWS) ? proofs.map(currencyFinding) : []),
	];
	const wrong = checks.filter(({ result }) => result === 'failed');
	if (wrong.length > 0) notReady(wrong);
	return { checks, currencies: proofs.filter(({ isProved }) => isProved).map(({ currency }) => currency) };
}

function coupaReads(connection: readonly IDataObject[]): Finding {
	const check = 'what the Coupa client may read';
	const [{ canReadSuppliers = false, canReadPaymentTerms = false } = {}] = connection;
	if (!canReadSuppliers) {
		return failed(check, 'The Coupa client may not read suppliers: add the scope core.supplier.read');
	}
	return canReadPaymentTerms
		? passed(check, 'suppliers and payment terms')
		: failed(check, 'The Coupa client may not read payment terms: add the scope core.common.read');
}

/** Reading a document fails when one of its columns is missing: column security takes it away without a word. */
function columns(what: string, documents: readonly IDataObject[]): Finding {
	const check = `columns of ${what}`;
	const refused = refusalIn(documents);
	return refused === undefined ? passed(check, 'all are seen') : failed(check, refused);
}

function originColumn(stamped: readonly IDataObject[], column: string): Finding {
	const check = `column ${column} of F0411`;
	const refused = refusalIn(stamped);
	if (refused !== undefined) {
		return failed(check, `It cannot be searched, so invoices from Coupa would come back: ${refused}`);
	}
	return passed(check, `can be searched; ${String(stamped[0]?.rows ?? 0)} pay items have something in it`);
}

function stampField(items: readonly IDataObject[]): Finding {
	const refused = refusalIn(items);
	const [{ field, isKept, says } = {} as IDataObject] = items;
	const check = `custom field ${textOf(field)} of invoices`;
	if (refused !== undefined) return failed('custom field of invoices', refused);
	if (isKept === true) return passed(check, textOf(says));
	return isKept === false ? failed(check, textOf(says)) : notProved(check, textOf(says));
}

function currencyProofs(readings: Readings, { comparedByEye }: SetUpRules): CurrencyProof[] {
	const used = [...readings.orders, ...readings.vouchers].map(({ CRCD }) => textOf(CRCD));
	const baseOf = new Map(
		readings.companies.map(({ company, currency }) => [textOf(company), textOf(currency)]),
	);
	const inUse = [...new Set(used)].filter((currency) => currency !== '');
	return proveCurrencies(inUse, readings.payItems, baseOf, comparedByEye);
}

function currencyFinding({ currency, isProved, says }: CurrencyProof): Finding {
	if (isProved) return passed(`amounts in ${currency}`, says);
	return notProved(
		`amounts in ${currency}`,
		`${says}. Documents in ${currency} wait until it is proved: compare a voucher with its screen in JD Edwards, then put ${currency} into 'currenciesComparedByEye' or have the AIS Server adjust its amounts, and run set-up again`,
	);
}

function notReady(wrong: readonly Finding[]): never {
	const [{ check, says }, ...more] = wrong;
	const others = more.map((one) => `${one.check}: ${one.says}`).join(' · ');
	fail({
		code: 'SETUP_FAILED',
		category: 'configuration',
		message: `${check}: ${says}`,
		description:
			(others === '' ? '' : `Also ${others} · `) +
			'Nothing was set up; correct it and run set-up again. Checks are made for the flows that Settings list',
		details: { failed: wrong },
	});
}
