import type { Row } from '../catalogue/index.cts';
import { nextNumber, withoutAudit, type Program } from './books.cts';
import { companyOf, openPeriod } from './checks.cts';
import { FormError } from './formError.cts';
import { decimalsOf, unitsOf, type Currency } from './money.cts';
import { itemOf, moveOpen } from './payments.cts';

/**
 * P0413M, Void Payment: a posted payment gets rows of type PO and its vouchers open with pay status A; one that is not
 * posted disappears.
 * @see https://support.oracle.com/knowledge/JD%20Edwards%20EnterpriseOne/1433338_1.html
 */
export const voidPayment: Program = ({ head, books }) => {
	const { tables, audit } = books;
	const opened: Row[] = [];
	const PST = head.text('PayStatus', 1);
	return [
		() => {
			if (PST === 'P' || PST === '#') throw new FormError(`Pay status ${PST} is set by payments alone`);
			const PYID = head.requiredNumber('PaymentID');
			const payment = tables.find('F0413', { PYID });
			if (!payment) throw new FormError(`Payment ${PYID} does not exist`, '0120');
			if (payment.VDGJ !== null) throw new FormError(`Payment ${PYID} is void`, '0121');
			const details = tables.rows('F0414').filter((row) => row.PYID === PYID);
			const posted = payment.POST !== '';
			const date = head.date('GLDate') ?? String(details[0]?.DGJ ?? payment.DMTJ);
			if (posted) openPeriod(tables, companyOf(tables, String(payment.CO)), date);
			const BatchNumber = posted ? nextNumber(books, 'batch') : Number(payment.ICU);
			for (const detail of details) {
				const item = itemOf(tables, detail);
				if (!item) continue;
				moveOpen(books, item, takenBy(detail, item), 1);
				opened.push(item);
			}
			if (posted) {
				insertVoid(details, date);
				tables.update('F0413', { PYID }, { VDGJ: date, PAAP: 0, PFAP: 0, POST: '', ICU: BatchNumber }, audit);
			} else {
				tables.remove('F0414', { PYID });
				tables.remove('F0413', { PYID });
			}
			const Outcome = posted ? 'voided' : 'deleted';
			books.effect(`payment.${Outcome}`, String(PYID), { stamp: payment.EXR });
			return { PaymentID: PYID, Outcome, BatchNumber, BatchType: 'M', Warnings: '' };
		},
		() => {
			for (const item of opened) {
				if (PST !== '')
					tables.update('F0411', (row) => row === item, { PST }, { ...audit, program: 'EP0411S' });
			}
			return {};
		},
	];

	function insertVoid(details: readonly Row[], date: string): void {
		const last = Math.max(...details.map(({ RC5 }) => Number(RC5)));
		for (const [index, detail] of details.entries()) {
			const reversed = Object.fromEntries(
				['PAAP', 'PFAP', 'ADSA', 'CDSA'].map((alias) => [alias, -Number(detail[alias]) || 0]),
			);
			tables.insert(
				'F0414',
				{ ...withoutAudit(detail), ...reversed, RC5: last + index + 1, DCTM: 'PO', DGJ: date, POST: '' },
				audit,
			);
		}
	}
};

/** What a row of F0414 took off its pay item. Rows are negative, discounts have the sign of their row or none. */
function takenBy(detail: Row, item: Row) {
	const [code, base] = [String(item.CRCD), String(item.BCRC)];
	const currency = {
		...{ code, base, decimals: decimalsOf(code), baseDecimals: decimalsOf(base) },
		isForeign: item.CRRM === 'F',
	} as Currency;
	const signed = (discount: number, amount: number) => Math.sign(amount || 1) * Math.abs(discount);
	const baseAmount = -unitsOf(detail.PAAP, currency.baseDecimals);
	const amount = currency.isForeign ? -unitsOf(detail.PFAP, currency.decimals) : baseAmount;
	return {
		currency,
		amount,
		baseAmount,
		discount: signed(unitsOf(currency.isForeign ? detail.CDSA : detail.ADSA, currency.decimals), amount),
		baseDiscount: signed(unitsOf(detail.ADSA, currency.baseDecimals), baseAmount),
	};
}
