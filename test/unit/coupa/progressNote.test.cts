import type { IExecuteFunctions } from 'n8n-workflow';

import { Coupa } from '../../../nodes/Coupa/Coupa.node';
import { progressNote } from '../../../nodes/Coupa/actions/progressNote';
import { SimulatedCoupa } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

const results = (action: string, count: number) =>
	Array.from({ length: count }, () => ({ json: { action } }));

it('says in one line what became of many records, and how fast', () => {
	const failed = { json: { error: { code: 'COUPA_400' } } };
	const all = [...results('unchanged', 4_958), ...results('created', 12), ...results('updated', 27), failed];
	expect(progressNote(all, 41_000)).toBe(
		'4,998 records in 41 s (122 a second): 12 created, 1 failed, 4,958 unchanged, 27 updated',
	);
});

it('counts records that were only read', () => {
	const read = Array.from({ length: 250 }, (_, id) => ({ json: { id, status: 'active' } }));
	expect(progressNote(read, 400)).toBe('250 records in 0.4 s');
});

it('says nothing of short work, and something of slow work', () => {
	expect(progressNote(results('created', 3), 900)).toBeUndefined();
	expect(progressNote(results('created', 3), 9_000)).toBe('3 records in 9 s (0.3 a second): 3 created');
	expect(progressNote([], 60_000)).toBeUndefined();
});

it('stands in the output panel of the node', async () => {
	const world = await SimulatedCoupa.start();
	const hints: unknown[] = [];
	const items = Array.from({ length: 120 }, (_, i) => ({ number: String(i), name: `S ${i}` }));
	const context = {
		...world.context('supplier', 'upsert', items, { options: { dryRun: true } }),
		addExecutionHints: (...added: unknown[]) => hints.push(...added),
	} as unknown as IExecuteFunctions;
	const [output] = await new Coupa().execute.call(context);
	await world.coupa.stop();
	expect(output).toHaveLength(120);
	expect(hints).toEqual([
		{
			message: expect.stringMatching(/^120 records in .*: 120 planned-create$/),
			type: 'info',
			location: 'outputPane',
		},
	]);
});
