import { Random } from '../sample/random.cts';
import type { VisibleTable } from './access.cts';
import type { Cell, Column, Row } from './catalogue/index.cts';
import type { DataRequest } from './dataRequest.cts';
import { comparable } from './literal.cts';
import { showUserDate } from './userDates.cts';

/** Numbers of the browser form's grid; every table has its own, clients must not rely on it. */
export const GRID_ID = 146;

export interface Page {
	rows: Row[];
	moreRecords: boolean;
}

export interface PageStyle {
	columns: Column[];
	outputType: DataRequest['outputType'];
	simpleDateFormat: string;
	/** row keys come in no particular order */
	seed: number;
}

/** `fs_DATABROWSE_F0101` without the session's part of the envelope. */
export function browseForm({ table }: VisibleTable, page: Page, style: PageStyle): object {
	const { name, title } = table;
	const summary = { records: page.rows.length, moreRecords: page.moreRecords };
	const titles = Object.fromEntries(style.columns.map((column) => [`${name}_${column.alias}`, column.title]));
	const shuffled = new Random(style.seed).shuffled(style.columns);
	const rowset = page.rows.map((row, index) =>
		style.outputType === 'GRID_DATA'
			? Object.fromEntries(shuffled.map((column) => [`${name}_${column.alias}`, shown(row, column)]))
			: version1Row(row, index, name, style),
	);
	const columns = style.outputType === 'GRID_DATA' ? { columns: titles } : { titles };
	return {
		title: `Data Browser - ${name} [${title}]`,
		data: { gridData: { id: GRID_ID, fullGridId: String(GRID_ID), ...columns, rowset, summary } },
		errors: [],
		warnings: [],
	};
}

/** A cell as GRID_DATA shows it: a blank text is one blank, a business unit keeps its leading blanks. */
export function shown(row: Row, column: Column): Cell {
	if (column.type === 'date') return row[column.alias] ?? null;
	const value = comparable(row[column.alias], column);
	return value === '' ? ' ' : value;
}

function version1Row(row: Row, rowIndex: number, name: string, style: PageStyle): object {
	const cells = style.columns.map((column, id) => {
		const internalValue = shown(row, column);
		const value =
			column.type === 'date'
				? showUserDate(row[column.alias] as string | null, style.simpleDateFormat)
				: String(internalValue);
		const dataType = { string: 2, number: 9, date: 11, time: 9 }[column.type];
		const cell = {
			id,
			internalValue,
			title: column.title,
			dataType,
			staticText: '',
			visible: true,
			bsvw: true,
			longName: `${name}_${column.alias}`,
			value,
			editable: false,
		};
		return [cell.longName, cell];
	});
	return { rowIndex, MOExist: false, ...Object.fromEntries(cells) };
}
