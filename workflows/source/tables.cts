type ColumnType = 'string' | 'number' | 'boolean' | 'date';

/**
 * The Data Tables of all flows. Times are ISO 8601 text: the lease compares them as text, and a person reads them.
 * Column names are part of the contract with sites that report on them.
 */
export const TABLES = {
	jde_coupa_state: {
		flow: 'string',
		watermark: 'string',
		window_until: 'string',
		cursor: 'string',
		totals: 'string',
		stop_category: 'string',
		stop_message: 'string',
		open_count: 'number',
		watched: 'string',
		last_run_at: 'string',
		lease_owner: 'string',
		lease_until: 'string',
		next_attempt_at: 'string',
		failures: 'number',
		confirmation: 'string',
		jde_connection: 'string',
		coupa_host: 'string',
	},
	jde_coupa_crosswalk: {
		kind: 'string',
		source: 'string',
		target: 'string',
		valid_from: 'string',
		valid_to: 'string',
		note: 'string',
	},
	jde_coupa_audit: {
		flow: 'string',
		key: 'string',
		run_id: 'string',
		execution_id: 'string',
		at: 'string',
		action: 'string',
		category: 'string',
		message: 'string',
		changes: 'string',
		target_id: 'string',
		attempts: 'number',
		waited_ms: 'number',
		fingerprint: 'string',
	},
	jde_coupa_parked: {
		flow: 'string',
		key: 'string',
		status: 'string',
		reason: 'string',
		category: 'string',
		code: 'string',
		message: 'string',
		description: 'string',
		run_id: 'string',
		execution_id: 'string',
		at: 'string',
		source: 'string',
		wanted: 'string',
		first_at: 'string',
		attempts: 'number',
		company: 'string',
		amount: 'string',
		currency: 'string',
		replay: 'string',
		closed_at: 'string',
		closed_by: 'string',
		note: 'string',
	},
} satisfies Record<string, Record<string, ColumnType>>;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];
