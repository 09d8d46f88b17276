import type { Assignment } from './nodes.cts';
import { settings } from './flow.cts';
import type { BuildStep } from './flow.cts';

/** What the flows of documents have in common: companies with their charts, go-live, scope. */

const SEMICOLON =
	"split(';').map((entry) => entry.split('=')[0].trim()).filter((entry) => entry !== '').join(',')";

/** The companies of the Settings, which name the chart of each. */
export const COMPANIES = `={{ $('Settings').first().json.companyCharts.${SEMICOLON} }}`;

/** A document flow does not run before these are filled. */
export const REQUIRED = ['companyCharts', 'goLive'];

export const documentSettings = (flow: string): Assignment[] => [
	{ name: 'flow', value: flow },
	{ name: 'owner', value: 'JD Edwards' },
	{ name: 'companyCharts', value: '' },
	{ name: 'goLive', value: '' },
];

export const sizes = (chunkSize: number): Assignment[] => [
	{ name: 'chunkSize', value: chunkSize, type: 'number' },
	{ name: 'overlapDays', value: 1, type: 'number' },
	{ name: 'maximumWritesPerRun', value: 500, type: 'number' },
];

/** One row of the mapping table: target, source, transform, argument, default, and what a blank source does. */
export const row = (target: string, source: string, more: Record<string, unknown> = {}) => ({
	target,
	source,
	transform: 'none',
	...more,
});

/** The chart of accounts that a company belongs to, wherever an account is named. */
export const chart = (target: string) =>
	row(`${target}.account-type.name`, 'company', {
		transform: 'translate',
		argument: settings('companyCharts'),
	});

/** While all is frozen the flow compares and parks; a company that is held alone is left out of that. */
export const HELD =
	"={{ $('Check Close Calendar').first().json.verdict === 'frozen' ? [] : $('Check Close Calendar').first().json.held }}";

/** Documents in a currency whose decimals set-up has not proved are parked. */
export const PROVED = {
	currencyField: 'currency',
	provedCurrencies: "={{ $('Read State').first().json.currencies ?? '' }}",
};

export function checkScope(fields: Record<string, unknown>): BuildStep {
	return {
		name: 'Check Scope',
		parameters: {
			resource: 'document',
			operation: 'checkScope',
			keyField: 'key',
			companyField: 'company',
			companies: COMPANIES,
			goLive: settings('goLive'),
			held: HELD,
			...fields,
		},
		onward: 1,
	};
}

/** What every document's write is told: its key in JD Edwards, how much of it to write, and what follows. */
export const DOCUMENT_OPTIONS = {
	ignoreFields: 'key, content, afterwards',
	recordKey: '={{ $json.key }}',
	content: '={{ $json.content }}',
	afterwards: '={{ $json.afterwards }}',
};

export const COMPANY_WORDS =
	'**companyCharts**: the JD Edwards companies of this flow, each with its Coupa chart of accounts: `00001 = Financial Distribution Co; 00070 = …`. **goLive**: documents before this day are never posted.';
