import { readable } from '../rows';
import { postingEditInWords, text } from '../words';
import { equal } from './kind';
import type { MasterKind } from './kind';

const MCU_WIDTH = 12;

/** F0901: by account ID, or as business unit, object and subsidiary joined by points. */
export const accountKind: MasterKind<void> = {
	name: 'account',
	table: 'F0901',
	column: 'AID',
	required: ['AID', 'MCU', 'OBJ', 'SUB', 'CO', 'PEC'],
	find(written) {
		if (written === '') return undefined;
		const [unit, object, subsidiary, ...more] = written.split('.').map((part) => part.trim());
		if (object === undefined) return [equal('AID', unit)];
		if (unit === '' || object === '' || more.length > 0) return undefined;
		return [equal('MCU', unit), equal('OBJ', object), equal('SUB', subsidiary ?? '')];
	},
	documents: async (_ais, rows) =>
		rows.map((row) => {
			const account = readable(row);
			const parts = [account.MCU, account.OBJ, account.SUB].filter((part) => text(part) !== '');
			return {
				accountId: account.AID,
				account: parts.join('.'),
				description: account.DL01 ?? '',
				company: account.CO,
				postingEdit: postingEditInWords(row.PEC),
				isPostable: !['budget only', 'inactive', 'machine-generated only', 'no posting'].includes(
					postingEditInWords(row.PEC),
				),
				F0901: account,
			};
		}),
};

export const businessUnitKind: MasterKind<void> = {
	name: 'business unit',
	table: 'F0006',
	column: 'MCU',
	required: ['MCU', 'CO'],
	find: (written) => (written === '' || written.length > MCU_WIDTH ? undefined : [equal('MCU', written)]),
	documents: async (_ais, rows) =>
		rows.map((row) => {
			const unit = readable(row);
			return {
				businessUnit: unit.MCU,
				description: unit.DL01 ?? '',
				company: unit.CO,
				type: unit.STYL ?? '',
				F0006: unit,
			};
		}),
};

/** The blank term is a term like any other, and often the usual one. */
export const paymentTermKind: MasterKind<void> = {
	name: 'payment term',
	table: 'F0014',
	column: 'PTC',
	required: ['PTC'],
	find: (written) => (written.length > 3 ? undefined : [equal('PTC', written)]),
	documents: async (_ais, rows) =>
		rows.map((row) => {
			const term = readable(row);
			return {
				paymentTerm: term.PTC,
				description: term.PTD ?? '',
				netDays: term.NDTP ?? null,
				discountPercent: term.DCP === undefined ? '' : String(row.DCP),
				discountDays: term.DCD ?? null,
				F0014: term,
			};
		}),
};
