import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { textOf } from '../text';

/** What one check of set-up came to, in a person's words. Only what failed keeps the set-up from going on. */
export interface Finding extends IDataObject {
	check: string;
	result: 'passed' | 'not proved' | 'failed';
	says: string;
}

export const passed = (check: string, says: string): Finding => ({ check, result: 'passed', says });
export const notProved = (check: string, says: string): Finding => ({ check, result: 'not proved', says });
export const failed = (check: string, says: string): Finding => ({ check, result: 'failed', says });

/** What a node that may go on put in the place of its items, undefined where it read something. */
export function refusalIn(items: readonly IDataObject[]): string | undefined {
	const error = items.map((item) => item.error).find((one) => one !== undefined && one !== null);
	if (error === undefined) return undefined;
	return isRecord(error)
		? [error.message, error.description].map(textOf).filter(Boolean).join('. ')
		: textOf(error);
}
