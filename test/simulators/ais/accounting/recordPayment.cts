import type { Row } from '../catalogue/index.cts';
import { nextNumber, type Books, type Program } from './books.cts';
import { companyOf, currencyOf, openPeriod, supplierOf } from './checks.cts';
import { FormError } from './formError.cts';
import { paidPart, payOff, type Paid } from './payments.cts';
import { sumOf, toCell } from './money.cts';
import { voucherNamed } from './voucher.cts';

/**
 * P0413M: a payment of vouchers that are there, type PN in a batch of type M. Nothing is in F0911 before it is posted.
 * @see https://docs.oracle.com/cd/E16582_01/doc.91/e15084/prcss_manual_pymnts.htm
 */
export const recordPayment: Program = ({ head, rows, books }) => [
	() => {
		const { tables } = books;
		const GLBA = bankAccountOf(books, head.required('BankAccount', 8));
		const payee = Number(supplierOf(tables, head.requiredNumber('Payee')).AN8);
		if (rows.Vouchers.length === 0) throw new FormError('A manual payment with voucher match pays a voucher');
		const vouchers = rows.Vouchers.map((row) => ({ row, voucher: voucherNamed(tables, row) }));
		const company = companyOf(tables, String(vouchers[0].voucher.first.CO));
		const currency = currencyOf(company, head);
		const DMTJ = head.requiredDate('PaymentDate');
		const DGJ = head.date('GLDate') ?? DMTJ;
		openPeriod(tables, company, DGJ);
		const parts = vouchers.map(({ row, voucher }) => {
			const SFX = row.required('PayItem', 3);
			const item = voucher.items.find((one) => one.SFX === SFX);
			if (!item) throw new FormError(`Pay item ${SFX} does not exist`, '0110');
			const amount = row.requiredUnits('Amount', currency.decimals);
			return paidPart(item, {
				amount,
				discount: row.units('DiscountTaken', currency.decimals),
				payee,
				currency,
			});
		});
		if (new Set(parts.map(({ item }) => item)).size < parts.length)
			throw new FormError('A pay item stands twice', '0111');
		if (sumOf(parts.map(({ amount }) => amount)) !== head.requiredUnits('Amount', currency.decimals)) {
			throw new FormError(`The vouchers do not add up to ${head.text('Amount')}`, '0112');
		}
		const DOCM = head.has('PaymentNumber') ? head.number('PaymentNumber') : nextNumber(books, 'check');
		if (tables.find('F0413', { GLBA, DOCM }))
			throw new FormError(`Payment number ${DOCM} is on this bank account`, '0113');
		const EXR = head.text('OriginStamp', 30);

		const PYID = nextNumber(books, 'payment');
		const ICU = nextNumber(books, 'batch');
		const shared: Row = { DCTM: 'PN', PYE: payee, CO: company.CO, CRCD: currency.code, CRR: currency.rate };
		tables.insert(
			'F0413',
			{
				...shared,
				...{ PYID, DOCM, GLBA, DMTJ, VLDT: DMTJ, ICU, ICUT: 'M', EXR },
				...headerAmounts(parts),
				CRRM: currency.isForeign ? 'F' : 'D',
				BCRC: currency.base,
				PYIN: head.text('PaymentInstrument', 1) || 'C',
			},
			books.audit,
		);
		payOff(books, parts, { ...shared, PYID, DGJ, CRRM: currency.isForeign ? 'F' : 'D' });
		books.effect('payment.recorded', String(PYID), { stamp: EXR, number: DOCM, amount: head.text('Amount') });
		return {
			PaymentID: PYID,
			PaymentType: 'PN',
			PaymentNumber: DOCM,
			BatchNumber: ICU,
			BatchType: 'M',
			Warnings: '',
		};
	},
];

/** Payments are negative in F0413. */
export function headerAmounts(parts: readonly Paid[]): Row {
	const [{ currency }] = parts;
	const foreign = sumOf(parts.map(({ amount }) => amount));
	return {
		PAAP: -toCell(sumOf(parts.map(({ baseAmount }) => baseAmount)), currency.baseDecimals) || 0,
		PFAP: currency.isForeign ? -toCell(foreign, currency.decimals) || 0 : 0,
	};
}

function bankAccountOf({ tables, rules }: Books, GLBA: string): string {
	const known =
		rules.bankAccounts.includes(GLBA) ||
		tables.find('F0901', { AID: GLBA }) ||
		tables.find('F0413', { GLBA });
	if (!known) throw new FormError(`Bank account ${GLBA} does not exist`, '0114');
	return GLBA;
}
