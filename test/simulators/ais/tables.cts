import type { Clock } from '../kit/clock.cts';
import { completeRow, tableNamed, type Row } from './catalogue/index.cts';
import { wallClock } from './zone.cts';

export type Match = Row | ((row: Row) => boolean);

export interface ChangeOptions {
	/** false leaves the audit columns as they are, as SQL fixes and some batch loads do */
	stamp?: boolean;
	user?: string;
	program?: string;
}

/** The simulated database. Tests change it as other users of the ERP would. */
export class Tables {
	private readonly stored = new Map<string, Row[]>();

	constructor(
		company: Record<string, Row[]>,
		private readonly clock: Clock,
		private readonly serverZone: string,
	) {
		for (const [name, rows] of Object.entries(company)) {
			this.stored.set(
				name,
				rows.map((row) => completeRow(tableNamed(name), row)),
			);
		}
	}

	/** The live rows of a table. */
	rows(name: string): Row[] {
		let rows = this.stored.get(name);
		if (!rows) {
			tableNamed(name);
			this.stored.set(name, (rows = []));
		}
		return rows;
	}

	find(name: string, match: Match): Row | undefined {
		return this.rows(name).find(matcher(match));
	}

	/** Changes every matching row and answers how many there were. */
	update(name: string, match: Match, changes: Row, options: ChangeOptions = {}): number {
		const table = tableNamed(name);
		// Only to refuse aliases that the table lacks.
		completeRow(table, changes);
		const hit = this.rows(name).filter(matcher(match));
		for (const row of hit) Object.assign(row, this.stamps(name, options), changes);
		return hit.length;
	}

	/** @throws on a second row with the same key, as the database would */
	insert(name: string, values: Row, options: ChangeOptions = {}): Row {
		const table = tableNamed(name);
		const row = completeRow(table, { ...this.stamps(name, options), ...values });
		const clash = this.rows(name).some((other) => table.key.every((alias) => other[alias] === row[alias]));
		if (clash) throw new Error(`${name} has a row with this key: ${table.key.map((alias) => row[alias])}`);
		this.rows(name).push(row);
		return row;
	}

	remove(name: string, match: Match): number {
		const rows = this.rows(name);
		const stay = rows.filter((row) => !matcher(match)(row));
		const removed = rows.length - stay.length;
		rows.splice(0, rows.length, ...stay);
		return removed;
	}

	private stamps(name: string, { stamp = true, user = 'APCLERK', program = 'EP04012' }: ChangeOptions): Row {
		if (!stamp) return {};
		const { date, time } = wallClock(this.clock.now(), this.serverZone);
		const { timeColumn } = tableNamed(name);
		return { UPMJ: date, [timeColumn]: time, USER: user, PID: program, JOBN: 'SIMULATOR' };
	}
}

function matcher(match: Match): (row: Row) => boolean {
	if (typeof match === 'function') return match;
	return (row) => Object.entries(match).every(([alias, value]) => row[alias] === value);
}
