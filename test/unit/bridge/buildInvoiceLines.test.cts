import { bridge, failureOf } from './bridgeNode.cts';
import { ledgerLine, payItem, voucher } from './vouchers.cts';
import { TAX_TREATMENT } from '../../../nodes/JdeCoupa/actions/document/invoiceFields';

const parameters = {
	taxTreatment: TAX_TREATMENT.default,
	credits: 'negativePrice',
	linesWithoutOrderLine: 'park',
};
const build = async (items: Array<ReturnType<typeof voucher> | { chunk: object }>) =>
	(await bridge('document', 'buildInvoiceLines', parameters, { items }))[0]!;

describe('building invoice lines', () => {
	it('adds the invoice to each voucher; one that does not add up is a failure of its own', async () => {
		const good = voucher([payItem(115, { STAM: 15, EXR1: 'V' })], [ledgerLine(1, 100)]);
		const bad = voucher([payItem(100)], [ledgerLine(1, 99)]);
		const [first, second] = await build([good, bad]);
		expect(first).toMatchObject({ ...good, invoice: { gross: '115.00', taxTotal: '15.00' } });
		expect(Object.keys(second!)).toEqual(['error']);
		expect(failureOf(second)).toMatchObject({ code: 'TOTALS_DIFFER' });
	});

	it('passes nothing on for a report on the chunk', async () => {
		expect(await build([{ chunk: { next: null } }])).toEqual([]);
	});
});
