import type { IDataObject } from 'n8n-workflow';

import { templates } from '../../../workflows/source/index.cts';

/** What a run decides, in expressions, about invoices that were approved in Coupa. */

interface Node {
	name: string;
	parameters: IDataObject;
}
const { nodes } = JSON.parse(templates()['ap-invoices.json']!) as { nodes: Node[] };
const expressionIn = (name: string, pattern: RegExp): string => {
	const text = JSON.stringify(nodes.find((node) => node.name === name)!.parameters);
	return JSON.parse(`"${pattern.exec(text)![1]}"`) as string;
};

type Executed = Record<string, IDataObject[][]>;
/** As n8n does: nodes by their names, each with the items of its outputs. */
function evaluated(expression: string, executed: Executed, $json: IDataObject = {}): unknown {
	const $ = (name: string) => ({
		isExecuted: name in executed,
		first: () => ({ json: executed[name]![0]![0]! }),
		all: (output: number) => (executed[name]![output] ?? []).map((json) => ({ json })),
	});
	return (new Function('$', '$json', `return (${expression});`) as (...given: unknown[]) => unknown)(
		$,
		$json,
	);
}

const SETTINGS = {
	companyCharts: '00001 = Acme, Inc.; 00070 = A = B',
	invoiceStampField: 'cf-erp-invoice-number',
	markExported: true,
};

describe('an approved invoice that is not marked', () => {
	const isOurs = expressionIn('Is It Ours', /"leftValue":"=\{\{(.*?)\}\}","rightValue"/);
	const judged = (more: IDataObject = {}, settings: IDataObject = {}, dryRun = false) =>
		evaluated(
			isOurs,
			{ Settings: [[{ ...SETTINGS, ...settings }]], 'Plan Step': [[{ dryRun }]] },
			{
				'account-type': { name: 'Acme, Inc.' },
				'custom-fields': { 'cf-erp-invoice-number': '00001-PV-123456' },
				...more,
			},
		);

	it('is marked where it bears the key of a voucher and the chart of one of the companies', () => {
		expect([judged(), judged({ 'account-type': { name: 'A = B' } })]).toEqual([true, true]);
	});

	it.each([
		['no custom fields', { 'custom-fields': null }],
		['no stamp', { 'custom-fields': { 'cf-erp-invoice-number': null } }],
		['the number of another system', { 'custom-fields': { 'cf-erp-invoice-number': '5100-2026-000123' } }],
		['the chart of another company', { 'account-type': { name: 'Acme' } }],
		['no chart', { 'account-type': null }],
	])('is left alone with %s', (_, more) => {
		expect(judged(more as IDataObject)).toBe(false);
	});

	it('is left alone in a dry run, and where another system needs the flag', () => {
		expect([judged({}, {}, true), judged({}, { markExported: false })]).toEqual([false, false]);
	});
});

describe('the end of a run', () => {
	const lastRun = expressionIn('Move Watermark', /"last_run_at":"=\{\{(.*?)\}\}"/);
	const before = '2026-01-01T00:00:00.000Z';
	const failed = (category: string) => [[], [{ error: { category } }]];
	const isKept = (executed: Executed) =>
		evaluated(lastRun, { 'Read State': [[{ last_run_at: before }]], ...executed }) === before;

	it('counts from now on where all was marked, or nothing was to be', () => {
		expect(isKept({ 'Find Approved': [[], []] })).toBe(false);
		expect(isKept({ 'Find Approved': [[{}]], 'Mark Exported': [[{}]] })).toBe(false);
	});

	it.each(['unavailable', 'throttled', 'authentication', 'permission', 'conflict', 'unknown-outcome'])(
		'looks back as far once more after a failure of the kind %s',
		(category) => {
			expect(isKept({ 'Find Approved': failed(category) })).toBe(true);
			expect(isKept({ 'Find Approved': [[{}], []], 'Mark Exported': failed(category) })).toBe(true);
		},
	);

	it('does not ask for ever about an invoice whose mark Coupa refuses', () => {
		expect(isKept({ 'Find Approved': [[{}], []], 'Mark Exported': failed('validation') })).toBe(false);
	});
});

describe('the setting markExported', () => {
	const steps = expressionIn('Map Fields', /"argument":"=\{\{( 'true = void.*?)\}\}"/);
	const taken = (settings: IDataObject) => evaluated(steps, { Settings: [[{ ...SETTINGS, ...settings }]] });

	it.each([
		['draft', true, 'true = void; false = markExported'],
		['submitted', true, 'true = void; false = submit, markExported'],
		['approved', true, 'true = void; false = submit, bypassApprovals, markExported'],
		['approved', false, 'true = void; false = submit, bypassApprovals'],
		['draft', false, 'true = void; false = '],
	])('decides what follows the write: %s, %p', (invoiceBecomes, markExported, expected) => {
		expect(taken({ invoiceBecomes, markExported })).toBe(expected);
	});
});
