import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../lib/failure';

/**
 * The ids of tables by their exact names. n8n's own look-up by name is a substring match, so that
 * `jde_coupa_state` could find `jde_coupa_state_backup`.
 */
export function tableIds(listed: readonly IDataObject[], names: readonly string[]): Record<string, string> {
	return Object.fromEntries(
		names.map((name) => {
			const matches = listed.filter((table) => table.name === name);
			if (matches.length === 1) return [name, String(matches[0].id)];
			return fail({
				code: matches.length === 0 ? 'TABLE_MISSING' : 'TABLE_TWICE',
				category: 'configuration',
				message:
					matches.length === 0
						? `The Data Table '${name}' is not in this project`
						: `The Data Table '${name}' is in reach ${matches.length} times`,
				description:
					matches.length === 0
						? "Run the 'setup' workflow, imported into the same project, first"
						: 'Keep one and rename or delete the others',
			});
		}),
	);
}

export function missingTables(listed: readonly IDataObject[], names: readonly string[]): string[] {
	return names.filter((name) => !listed.some((table) => table.name === name));
}
