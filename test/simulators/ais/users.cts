import type { Row } from './catalogue/index.cts';
import { dateFormatCode, dateSeparator } from './userDates.cts';

/** What an E1 user is and may see. Tests change users in place; the next call obeys. */
export interface AisUser {
	username: string;
	password: string;
	/** the first is what the user gets where the request and the server name none */
	environments: string[];
	roles: string[];
	/** display format of the user profile: filters must be written in it */
	simpleDateFormat: string;
	timeFormat: '12' | '24';
	decimalFormat: '.' | ',';
	addressNumber: number;
	alphaName: string;
	timeZoneOffset: string;
	dstRuleKey: string;
	security: {
		/** only these tables may be read; undefined is all */
		tables?: string[];
		/** UDO view security: only these orchestrations may be seen and run; undefined is all */
		orchestrations?: string[];
		/** row security: rows that fail the test are silently absent */
		rows?: Record<string, (row: Row) => boolean>;
		/** column security, as `F0101.TAX`: the column is silently absent */
		hiddenColumns?: string[];
	};
}

export function aisUser(given: Partial<AisUser> & Pick<AisUser, 'username'>): AisUser {
	return {
		password: 'sesame-one',
		environments: ['JDV920', 'JPY920'],
		roles: ['*ALL', 'N8NROLE'],
		simpleDateFormat: 'MM/dd/yyyy',
		timeFormat: '24',
		decimalFormat: '.',
		addressNumber: 7500,
		alphaName: 'Integration User',
		timeZoneOffset: 'UTC-07:00',
		dstRuleKey: 'USA',
		security: {},
		...given,
	};
}

/** One user for each date format that sites use, all with the password `sesame-one`. */
export function standardUsers(): AisUser[] {
	return [
		aisUser({ username: 'N8N' }),
		aisUser({ username: 'N8NEURO', simpleDateFormat: 'dd/MM/yyyy', decimalFormat: ',' }),
		aisUser({ username: 'N8NSHORT', simpleDateFormat: 'dd/MM/yy' }),
		aisUser({ username: 'N8NISO', simpleDateFormat: 'yyyy-MM-dd' }),
	];
}

/** The `userInfo` of a token response, in the newer shape. `dateSeperator` is spelt so by the server. */
export function userInfo(user: AisUser, token: string): object {
	return {
		token,
		langPref: '  ',
		locale: 'en',
		dateFormat: dateFormatCode(user.simpleDateFormat),
		dateSeperator: dateSeparator(user.simpleDateFormat),
		simpleDateFormat: user.simpleDateFormat,
		timeFormat: user.timeFormat,
		decimalFormat: user.decimalFormat,
		addressNumber: user.addressNumber,
		alphaName: user.alphaName,
		appsRelease: 'E920',
		country: '  ',
		username: user.username,
		longUserId: ' ',
		timeZoneOffset: user.timeZoneOffset,
		dstRuleKey: user.dstRuleKey,
		dstRule: { startDate: 0, endDate: 0, startDayOfWeek: 1, dstSavings: 3600000, endDay: 1, endDayOfWeek: 1 },
	};
}
