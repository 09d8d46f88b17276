import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import { bridge, failureOf } from './bridgeNode.cts';

const parameters = {
	fields: { field: [{ field: 'term', kind: 'term', whenMissing: 'park' }] },
	keyField: 'number',
	onDate: '2026-03-01',
};
const items = [
	{ number: '1', term: 'N30' },
	{ number: '2', term: 'X99' },
	{ number: '3', term: '' },
];
const rows = [{ kind: 'term', source: 'N30', target: 'Net 30' }];
const apply = async (crosswalk: IDataObject[] | null | undefined, continueOnFail = true) =>
	await bridge('mapping', 'applyCrosswalk', parameters, {
		items,
		moreInputs: crosswalk === undefined ? [] : [crosswalk],
		continueOnFail,
	});

describe('applying the crosswalk', () => {
	it('sends mapped records to the first output and the others, with the reason, to the second', async () => {
		const [mapped, unmapped] = await apply(rows);
		expect(mapped).toEqual([{ number: '1', term: 'Net 30' }, items[2]]);
		expect(unmapped).toMatchObject([{ number: '2', term: 'X99', error: { code: 'CROSSWALK_MISSING' } }]);
	});

	it('goes by the date of the record, where that is asked for', async () => {
		const dated = [
			{ ...rows[0], target: 'Old', valid_to: '2026-01-31' },
			{ ...rows[0], target: 'New', valid_from: '2026-02-01' },
		];
		const records = [
			{ number: '1', term: 'N30', date: '2026-01-31T00:00:00Z' },
			{ number: '2', term: 'N30', date: '' },
		];
		const given = { ...parameters, dateField: 'date' };
		const [mapped] = await bridge('mapping', 'applyCrosswalk', given, {
			items: records,
			moreInputs: [dated],
		});
		expect(mapped!.map(({ term }) => term)).toEqual(['Old', 'New']);
	});

	it('parks every code where the table is empty', async () => {
		const [mapped, unmapped] = await apply([{}]);
		expect([mapped!.length, unmapped!.length]).toEqual([1, 2]);
	});

	describe.each([
		['was not delivered in this pass', null],
		['delivered no item', []],
		['is not connected', undefined],
	])('when the second input %s', (_what, crosswalk) => {
		it('fails as a matter of configuration that says what to connect', async () => {
			const error = await apply(crosswalk, false).catch((thrown: unknown) => thrown);
			expect(error).toBeInstanceOf(NodeOperationError);
			const { message, description, context } = error as NodeOperationError;
			expect(message).toBe("The second input, 'Crosswalk', delivered nothing");
			expect(description).toContain("'Always Output Data'");
			expect(context.failure).toMatchObject({ code: 'CROSSWALK_NOT_READ', category: 'configuration' });
		});

		it('maps no record where the node may go on: n8n would pass them on untouched', async () => {
			const [mapped, unmapped] = await apply(crosswalk);
			expect(mapped).toEqual([]);
			expect(unmapped!.map(({ number }) => number)).toEqual(['1', '2', '3']);
			expect(failureOf(unmapped![0])).toMatchObject({ category: 'configuration' });
		});
	});
});
