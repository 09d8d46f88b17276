import type { IDataObject } from 'n8n-workflow';

import { diff } from '../../../lib/diff';
import { inSameTerms } from '../../../nodes/Coupa/model/customFields';
import { TestCoupa, acme, usesNock } from './coupaNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

usesNock();

const region = {
	id: 7,
	active: true,
	name: 'Europe',
	'external-ref-num': 'EMEA',
	'external-ref-code': 'REGION-EMEA',
};
const inCoupa = (more: IDataObject): IDataObject => ({ id: 83, ...acme(), ...more });

/** The supplier as it is wanted, against what Coupa has; gives the outcome and what was sent. */
async function upsert(wanted: IDataObject, existing: IDataObject) {
	const coupa = new TestCoupa().finds('suppliers', [inCoupa(existing)]);
	coupa.nock.put('/api/suppliers/83').query(true).optionally().reply(200, {});
	const [outcome] = await coupa.upsert([acme(wanted)]);
	return { outcome: outcome!, sent: coupa.bodies[0], asked: coupa.log[0]! };
}

describe('custom fields', () => {
	it('are read and compared in their container, and the names stay as the instance has them', async () => {
		const { outcome, sent, asked } = await upsert(
			{ 'custom-fields': { cf_erp_number: '2', 'cf-other': 'same' } },
			{ 'custom-fields': { 'cf-erp-number': '1', 'cf-other': 'same' } },
		);
		expect(asked).toContain('{"custom_fields":{}}');
		expect(outcome.changes).toEqual([{ path: 'custom-fields.cf-erp-number', before: '1', after: '2' }]);
		expect(sent).toEqual({ 'custom-fields': { 'cf-erp-number': '2', 'cf-other': 'same' } });
	});

	it.each([
		[
			'in the container',
			{ 'custom-fields': { cf_erp_number: '1' } },
			{ 'custom-fields': { 'cf-erp-number': '1' } },
		],
		['beside the attributes', { cf_erp_number: '1' }, { 'cf-erp-number': '1' }],
		['of a lookup, by number', { 'custom-fields': { region: 'EMEA' } }, { 'custom-fields': { region } }],
		['of a lookup, by name', { region: 'Europe' }, { region }],
		['of a lookup, by ID', { region: 7 }, { region }],
		[
			'of a lookup, by part',
			{ 'custom-fields': { region: { name: 'Europe' } } },
			{ 'custom-fields': { region } },
		],
		[
			'of a date',
			{ 'custom-fields': { day: '2026-01-31' } },
			{ 'custom-fields': { day: '2026-01-31T00:00:00-07:00' } },
		],
		['of an amount', { 'custom-fields': { amount: '10.5' } }, { 'custom-fields': { amount: '10.50' } }],
	])('that say the same are not written: %s', async (_where, wanted, existing) => {
		const { outcome } = await upsert(wanted as IDataObject, existing as IDataObject);
		expect(outcome).toMatchObject({ action: 'unchanged' });
	});

	it('of a lookup that differs are written as they are wanted, and shown by name', async () => {
		const { outcome, sent } = await upsert({ region: 'APAC' }, { region });
		expect([outcome.changes, sent]).toEqual([
			[{ path: 'region', before: 'Europe', after: 'APAC' }],
			{ region: 'APAC' },
		]);
	});

	it('of lines are treated alike', () => {
		const same = inSameTerms(
			{ 'order-lines': [{ 'line-num': '1', 'custom-fields': { cost_code: 'EMEA' } }] },
			{ 'order-lines': [{ 'line-num': 1, 'custom-fields': { 'cost-code': region } }] },
		);
		expect(diff(same.wanted, same.existing)).toEqual([]);
	});
});
