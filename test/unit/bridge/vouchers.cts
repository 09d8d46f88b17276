import type { IDataObject } from 'n8n-workflow';

import type { InvoiceRules } from '../../../nodes/JdeCoupa/model/invoice/types';

export const RULES: InvoiceRules = {
	taxes: [
		{ letter: 'V', treatment: 'beside' },
		{ letter: 'S', treatment: 'takenOut' },
		{ letter: 'U', treatment: 'notSent' },
	],
	credits: 'negativePrice',
	originalNumberField: 'F0411.0.URRF',
	originalDateField: 'F0411.0.URDT',
	linesWithoutOrderLine: 'park',
};

export const payItem = (AG: string | number, more: IDataObject = {}): IDataObject => ({
	...{ KCO: '00001', DCT: 'PV', DOC: 123456, SFX: '001', AG, STAM: 0, EXR1: '', TXA1: '' },
	...more,
});

export const ledgerLine = (JELN: number, AA: string | number, more: IDataObject = {}): IDataObject => ({
	...{ KCO: '00001', DCT: 'PV', DOC: 123456, LT: 'AA', JELN, EXTL: '', AA, CO: '00001' },
	...{ MCU: '         30', OBJ: '8310', SUB: '0210 ', AID: '00001234', EXA: 'Voucher', EXR: '' },
	...more,
});

/** A voucher as the JDE AIS node gives it. */
export const voucher = (
	F0411: IDataObject[],
	F0911: IDataObject[],
	more: IDataObject = {},
): IDataObject & { key: string } => ({
	...{ key: '00001-PV-123456', type: 'PV', invoiceNumber: ' INV-1 ', currency: 'USD' },
	...{ mode: 'domestic', voided: 'no', F0411, F0911, changes: { F0411: [], F0911: [] } },
	...more,
});
