import type { IDataObject } from 'n8n-workflow';

import { FREE } from './planStep';
import type { FlowState } from './planStep';

export interface Pair {
	jdeConnection: string;
	coupaHost: string;
	/** currencies in which documents may be posted, as set-up has proved */
	currencies: readonly string[];
}

/**
 * State rows that tie flows to a pair of systems. A flow that belongs to the pair already keeps its state; of a new
 * pair nothing is known, so its flows start from the beginning, with a dry run.
 * @param now ISO 8601, UTC
 */
export function pinPair(
	flows: readonly string[],
	rows: readonly FlowState[],
	{ jdeConnection, coupaHost, currencies }: Pair,
	now: string,
): IDataObject[] {
	return flows.map((flow) => {
		const row = rows.find((one) => one.flow === flow);
		const isSame = row?.jde_connection === jdeConnection && row.coupa_host === coupaHost;
		const proved = currencies.join(', ');
		const pair = { flow, jde_connection: jdeConnection, coupa_host: coupaHost, currencies: proved };
		if (isSame) return { ...pair, confirmation: row.confirmation ?? '' };
		return {
			...pair,
			watermark: '',
			window_until: '',
			cursor: '',
			totals: '{}',
			watched: '[]',
			last_run_at: '',
			confirmation: '',
			next_attempt_at: '',
			failures: 0,
			stop_category: '',
			stop_message: '',
			open_count: 0,
			lease_owner: FREE,
			lease_until: now,
		};
	});
}
