import { apInvoices } from './apInvoices.cts';
import { coupaMirror } from './coupaMirror.cts';
import { coupaToJde } from './coupaToJde.cts';
import { errorHandler } from './errorHandler.cts';
import { initialLoad } from './initialLoad.cts';
import { dailyChecks } from './dailyChecks.cts';
import { payments } from './payments.cts';
import { parkedRecords } from './parkedRecords.cts';
import { purchaseOrders } from './purchaseOrders.cts';
import { setup } from './setup.cts';
import { suppliers } from './suppliers.cts';

/** All templates as the text of their files. */
export function templates(): Record<string, string> {
	const all = {
		'ap-invoices.json': apInvoices(),
		'coupa-mirror.json': coupaMirror(),
		'coupa-to-jde.json': coupaToJde(),
		'error-handler.json': errorHandler(),
		'initial-load.json': initialLoad(),
		'daily-checks.json': dailyChecks(),
		'payments.json': payments(),
		'parked-records.json': parkedRecords(),
		'purchase-orders.json': purchaseOrders(),
		'setup.json': setup(),
		'suppliers.json': suppliers(),
	};
	return Object.fromEntries(
		Object.entries(all).map(([file, template]) => [file, `${JSON.stringify(template.toJson(), null, 2)}\n`]),
	);
}
