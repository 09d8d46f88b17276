import { Failed } from '../../../lib/failure';
import { missingTables, tableIds } from '../../../nodes/JdeCoupa/model/tables';
import { bridge, failureOf } from './bridgeNode.cts';

const listed = [
	{ id: 1, name: 'jde_coupa_state_backup' },
	{ id: 'b2', name: 'jde_coupa_state' },
	{ id: 'c3', name: 'JDE_COUPA_STATE' },
	{ id: 'd4', name: 'jde_coupa_audit' },
	{ id: 'e5', name: 'jde_coupa_audit' },
	{},
];

describe('tables', () => {
	it('are found by their exact names among look-alikes', () => {
		expect(tableIds(listed, ['jde_coupa_state'])).toEqual({ jde_coupa_state: 'b2' });
	});

	it.each([
		['jde_coupa', 'TABLE_MISSING', "The Data Table 'jde_coupa' is not in this project"],
		['jde_coupa_audit', 'TABLE_TWICE', "The Data Table 'jde_coupa_audit' is in reach 2 times"],
	])('%s is %s', (name, code, message) => {
		const find = () => tableIds(listed, ['jde_coupa_state', name]);
		expect(find).toThrow(Failed);
		expect(find).toThrow(message);
		try {
			find();
		} catch (error) {
			expect((error as Failed).failure).toMatchObject({ code, category: 'configuration' });
		}
		expect.assertions(3);
	});

	it('that are missing are listed by name', () => {
		expect(missingTables(listed, ['jde_coupa_state', 'jde_coupa', 'x'])).toEqual(['jde_coupa', 'x']);
		expect(missingTables([{}], ['x'])).toEqual(['x']);
	});

	it('are picked by the node from what a Data Table node listed', async () => {
		const find = async (tableNames: string, whenMissing = 'fail') =>
			(await bridge('run', 'findTables', { tableNames, whenMissing }, { items: listed }))[0]!;
		expect(await find(' jde_coupa_state ,')).toEqual([{ tables: { jde_coupa_state: 'b2' } }]);
		expect(await find('jde_coupa_state, x, y', 'list')).toEqual([{ missing: 'x' }, { missing: 'y' }]);
		expect(failureOf((await find('x'))[0])).toMatchObject({ code: 'TABLE_MISSING' });
	});
});
