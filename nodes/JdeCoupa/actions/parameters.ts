import type { IExecuteFunctions } from 'n8n-workflow';

import { fail } from '../../../lib/failure';
import { isTimeZone } from '../../../lib/zones';

/** A JSON parameter, whether the editor delivers it as text or an expression as the value itself. */
export function jsonParameter<T>(context: IExecuteFunctions, name: string, fallback: string): T {
	const value = context.getNodeParameter(name, 0, fallback);
	return (typeof value === 'string' ? JSON.parse(value.trim() || fallback) : value) as T;
}

/** A text parameter that lists codes, separated by commas. */
export function listParameter(context: IExecuteFunctions, name: string): string[] {
	return String(context.getNodeParameter(name, 0, ''))
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/** The parameter 'Time Zone'. */
export function zoneParameter(context: IExecuteFunctions): string {
	const zone = String(context.getNodeParameter('timeZone', 0, '')).trim();
	if (isTimeZone(zone)) return zone;
	return fail({
		code: 'TIME_ZONE',
		category: 'configuration',
		message: `'Time Zone' is not the name of a time zone: '${zone}'`,
		description: 'Enter an IANA name, such as Europe/Berlin',
	});
}
