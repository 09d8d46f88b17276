import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** Documented by Coupa: 25 requests a second. */
const MAX_PER_SECOND = 25;
const MAX_CONCURRENCY = 20;
/** Also shown below, where n8n's lint wants literals. */
const DEFAULTS = {
	requestsPerSecond: 20,
	concurrency: 10,
	timeout: 60,
	maximumTries: 5,
	retryBudget: 20,
};

/** Entries of every Options collection, in alphabetical order with the operation's own. */
export const LIMIT_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY },
		default: 10,
		description: 'How many calls may be under way at once, all executions together',
	},
	{
		displayName: 'Maximum Tries',
		name: 'maximumTries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: 5,
		description: 'How often a call is tried in all when Coupa is busy or does not answer',
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_PER_SECOND },
		default: 20,
		description: 'Calls a second that are never exceeded, all executions together. Coupa allows 25.',
	},
	{
		displayName: 'Retry Budget',
		name: 'retryBudget',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 20,
		description:
			'How many repetitions a run may make, besides one for every five calls, so that a half-broken server is not flooded. At 0 nothing is repeated.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description: 'Seconds to wait for an answer',
	},
];

export interface Limits {
	ceilingPerSecond: number;
	concurrency: number;
	timeoutMs: number;
	maximumTries: number;
	/** repetitions that a run may make besides those that its calls earn */
	retryBudget: number;
}

export function limitsOf(context: Pick<IExecuteFunctions, 'getNodeParameter'>): Limits {
	const options = context.getNodeParameter('options', 0, {}) as Record<string, unknown>;
	const between = (name: keyof typeof DEFAULTS, least: number, most: number): number => {
		const value = Number(options[name] ?? DEFAULTS[name]);
		return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : DEFAULTS[name];
	};
	return {
		ceilingPerSecond: between('requestsPerSecond', 0.1, MAX_PER_SECOND),
		concurrency: Math.floor(between('concurrency', 1, MAX_CONCURRENCY)),
		timeoutMs: between('timeout', 0.1, 600) * 1000,
		maximumTries: Math.floor(between('maximumTries', 1, 20)),
		retryBudget: Math.floor(between('retryBudget', 0, 10_000)),
	};
}

/** For lists in the editor: a person waits, so that giving up soon is better than patience. */
export const EDITOR_LIMITS: Limits = {
	ceilingPerSecond: DEFAULTS.requestsPerSecond,
	concurrency: DEFAULTS.concurrency,
	timeoutMs: 20_000,
	maximumTries: 2,
	retryBudget: DEFAULTS.retryBudget,
};
