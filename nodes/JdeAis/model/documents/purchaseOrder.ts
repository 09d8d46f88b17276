import type { Ais } from '../../transport/connection';
import { keysIn, updatedIn } from '../changedKeys';
import { grouped, partsOf, rowsOf } from '../readRows';
import { readable } from '../rows';
import type { Row } from '../rows';
import { isForeign, text } from '../words';
import type { DocumentKind, Scope } from './kind';
import { lineDocument } from './orderLine';
import type { LineRules } from './orderLine';
import { inList } from './read';

export interface OrderRules extends Scope, LineRules {
	/** add the F0901 row of each line's account */
	includeAccounts: boolean;
	/** add the F43121 rows of each line */
	includeReceipts: boolean;
}

/** An order is known by number, type, company and suffix. */
export const ORDER_COLUMNS = ['DOCO', 'DCTO', 'KCOO', 'SFXO'];

const REQUIRED = {
	F4301: [...ORDER_COLUMNS, 'AN8', 'TRDJ', 'HOLD', 'CRRM', 'CRCD'],
	F4311: [
		...ORDER_COLUMNS,
		...['LNID', 'LTTR', 'NXTR', 'UOM', 'UORG', 'UOM3', 'PRRC', 'AEXP', 'FRRC', 'FEA', 'ANI', 'AID'],
	],
	F43121: [...ORDER_COLUMNS, 'LNID', 'MATC'],
	F0901: ['AID'],
};

/** A purchase order with its lines; with accounts and receipts where they are asked for. */
export const purchaseOrderKind: DocumentKind<OrderRules> = {
	name: 'purchase order',
	table: 'F4301',
	columns: ORDER_COLUMNS,
	required: REQUIRED.F4301,
	typeColumn: 'DCTO',
	companyColumn: 'KCOO',
	dateColumn: 'TRDJ',
	shown: shownOrder,
	read(written) {
		const pattern = /^(\w{1,5})-(\w{1,2})-(\d{1,8})(?:-(\w{1,3}))?$/;
		const [, company, type, number, suffix = '000'] = pattern.exec(written.toUpperCase()) ?? [];
		if (number === undefined) return undefined;
		return [Number(number), type, company.padStart(5, '0'), suffix.padStart(3, '0')].join('|');
	},

	changed(ais, window, start, { types, includeReceipts }) {
		const conditions = [...updatedIn(window), ...inList('DCTO', types)];
		const tables = ['F4301', 'F4311', ...(includeReceipts ? ['F43121'] : [])];
		return tables.map((table) => keysIn(ais, { table, columns: ORDER_COLUMNS, conditions }, start));
	},

	async build(ais, heads, rules) {
		const keys = [...heads.keys()];
		const read = async (table: 'F4311' | 'F43121') => {
			const query = { table, columns: ORDER_COLUMNS, keys, required: REQUIRED[table] };
			return grouped(await rowsOf(ais, query), ORDER_COLUMNS);
		};
		const [lines, receipts] = await Promise.all([
			read('F4311'),
			rules.includeReceipts ? read('F43121') : undefined,
		]);
		const accounts = rules.includeAccounts ? await accountsOf(ais, [...lines.values()].flat()) : undefined;
		return [...heads].map(([key, [header]]) => {
			const ofOrder = (rows: ReadonlyMap<string, Row[]> | undefined) => rows && (rows.get(key) ?? []);
			const documents = (lines.get(key) ?? []).map((row) =>
				lineDocument(row, header, { accounts, receipts: ofOrder(receipts) }, rules),
			);
			return { key, document: orderDocument(key, header, documents) };
		});
	},
};

function orderDocument(key: string, header: Row, lines: Array<ReturnType<typeof lineDocument>>) {
	const [number, type, company, suffix] = partsOf(key);
	const head = readable(header);
	const foreign = isForeign(header);
	const parts = { company: company.replace(/^0+(?=.)/, ''), type, number, suffix };
	return {
		key: shownOrder(key),
		// The suffix stands only where the order has one, so that most numbers stay short and all are unique.
		poNumber: [parts.company, type, number, ...(suffix === '000' || suffix === '' ? [] : [suffix])].join('-'),
		poNumberParts: parts,
		company,
		supplier: String(header.AN8),
		orderDate: head.TRDJ,
		currency: head.CRCD,
		mode: foreign ? 'foreign' : 'domestic',
		hold: text(header.HOLD),
		liveLines: lines.filter(({ isCancelled }) => !isCancelled).length,
		cancelledLines: lines.filter(({ isCancelled }) => isCancelled).length,
		lines,
		F4301: head,
	};
}

/** F0901 by account ID, for all lines at once. */
async function accountsOf(ais: Ais, lines: readonly Row[]): Promise<Map<string, Row[]>> {
	const keys = lines.map(({ AID }) => text(AID)).filter((id) => id !== '');
	const query = { table: 'F0901', columns: ['AID'], keys, required: REQUIRED.F0901 };
	return grouped(await rowsOf(ais, query), ['AID']);
}

/** `00001-OP-4500-000` */
function shownOrder(key: string): string {
	const [number, type, company, suffix] = partsOf(key);
	return [company, type, number, suffix].join('-');
}
