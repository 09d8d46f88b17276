import { fail, settle } from '../../../../lib/failure';
import type { FailureCategory } from '../../../../lib/failure';
import type { Ais } from '../../transport/connection';
import { grouped, rowsOf } from '../readRows';
import { readable } from '../rows';
import type { Row } from '../rows';
import { text } from '../words';
import { payablesCalendar } from './fiscal';
import { equal } from './kind';
import type { MasterKind } from './kind';

export interface CompanyRules {
	/** ISO date to be checked against the open A/P periods; blank checks none */
	date: string;
}

const PATTERN = ['DTPN'];

/** F0010 with its open A/P periods from F0008, as far as F0008 can be read. */
export const companyKind: MasterKind<CompanyRules> = {
	name: 'company',
	table: 'F0010',
	column: 'CO',
	required: ['CO'],
	find: (written) => (/^\w{1,5}$/.test(written) ? [equal('CO', written.padStart(5, '0'))] : undefined),
	async documents(ais, rows, { date }) {
		const patterns = await patternsOf(ais, rows);
		return rows.map((row) => {
			const company = readable(row);
			const known = patterns.rows.get(text(row.DTPN)) ?? [];
			return {
				company: company.CO,
				name: company.NAME ?? '',
				currency: company.CRCD ?? '',
				...payablesCalendar(row, known, date, patterns.missing),
				F0010: company,
			};
		});
	},
};

interface Patterns {
	rows: ReadonlyMap<string, Row[]>;
	/** why there are none */
	missing: string;
}

/** What says that this table or column is not for this user; an outage says no such thing. */
const NOT_FOR_US: readonly FailureCategory[] = ['validation', 'permission', 'configuration'];

async function patternsOf(ais: Ais, companies: readonly Row[]): Promise<Patterns> {
	const keys = companies.map(({ DTPN }) => text(DTPN)).filter((pattern) => pattern !== '');
	const read = await settle(async () => await rowsOf(ais, { table: 'F0008', columns: PATTERN, keys }));
	if (read.ok) return { rows: grouped(read.value, PATTERN), missing: '' };
	if (!NOT_FOR_US.includes(read.failure.category)) fail(read.failure);
	return { rows: new Map<string, Row[]>(), missing: read.failure.message };
}
