import type { Values } from '../../coupa/attributes.cts';
import { SEED } from '../../coupa/seed.cts';
import type { Company } from '../company.cts';
import { SAMPLE_SITE } from '../expectations/site.cts';
import { forgottenCrosswalk, sampleCrosswalk } from './crosswalk.cts';

/**
 * What an administrator of the sample's Coupa has set up: charts of accounts, accounts and units of measure. For the
 * `data` of `startCoupaSimulator`.
 */
export function sampleCoupa(company: Company): Record<string, Values[]> {
	const currencies = new Map(company.tables.F0010.map(({ CO, CRCD }) => [CO, String(CRCD)]));
	const charts = Object.entries(SAMPLE_SITE.companies).map(([number, name]): Values => ({
		name,
		currency: { code: currencies.get(number) ?? 'USD' },
	}));
	const seeded = new Set(SEED.account_types.map(({ name }) => name));
	return {
		account_types: [...SEED.account_types, ...charts.filter(({ name }) => !seeded.has(name))],
		accounts: [...SEED.accounts, ...accountsOf(company)],
		uoms: [...SEED.uoms, { code: 'BOX', name: 'Box of twelve', 'allowable-precision': 0 }],
	};
}

function accountsOf(company: Company): Values[] {
	const targets = new Map(
		[...sampleCrosswalk(company), ...forgottenCrosswalk(company)]
			.filter(({ kind }) => kind === 'account')
			.map(({ source, target }) => [source, target]),
	);
	return company.tables.F0901.flatMap(({ CO, MCU, OBJ, SUB, DL01 }): Values[] => {
		const source = [MCU, OBJ, SUB]
			.map((part) => String(part ?? '').trim())
			.filter(Boolean)
			.join('.');
		const chart = SAMPLE_SITE.companies[String(CO)];
		if (chart === undefined) return [];
		const segments = (targets.get(source) ?? '').split('-');
		return [
			{
				name: String(DL01),
				...Object.fromEntries(segments.map((segment, index) => [`segment-${index + 1}`, segment])),
				'account-type': { name: chart },
			},
		];
	});
}
