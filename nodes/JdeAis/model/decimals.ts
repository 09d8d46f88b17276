import { columnType } from './columns';
import type { Match } from './query';

/**
 * Conditions with their decimals as the signed-on user writes them. Whoever has a comma has the point between
 * thousands: `1000.50` could be read as a hundred times as much.
 * @param sign `userInfo.decimalFormat`
 */
export function inUsersDecimals(where: readonly Match[], sign: string): readonly Match[] {
	if (sign !== ',') return where;
	return where.map((match) => ({
		...match,
		conditions: match.conditions.map((condition) =>
			columnType(condition.column) === 'number'
				? { ...condition, values: condition.values.map((value) => withSign(value, sign)) }
				: condition,
		),
		groups: inUsersDecimals(match.groups ?? [], sign),
	}));
}

export function withSign(value: string, sign: string): string {
	return sign === ',' ? value.replace(/^(-?\d*)\.(\d+)$/, `$1${sign}$2`) : value;
}
