import { ORDER_LINE_ACTIONS, orderLineModel } from '../../model/orderLine';
import { deletion, pathAction } from '../shared/act';
import { actionEntry } from '../shared/actionEntry';
import { menuOf, standardEntries } from '../shared/standard';
import type { MenuEntry } from '../shared/standard';
import { LINE_LOCATOR, lineTargets } from './fields';

const spec = { resource: 'orderLine', noun: 'purchase order line', plural: 'purchase order lines' };

function act(value: keyof typeof ORDER_LINE_ACTIONS, name: string, description: string): MenuEntry {
	const verb = name.startsWith('Reopen') ? 'Reopen' : 'Close';
	const what = name.endsWith('Receiving') ? 'receiving' : 'invoicing';
	return actionEntry(
		{ value, name, action: `${verb} purchase order line for ${what}`, description },
		LINE_LOCATOR,
		pathAction(orderLineModel, ORDER_LINE_ACTIONS[value], { targets: lineTargets }),
	);
}

export const { operations, description } = menuOf(spec, [
	...standardEntries({
		...spec,
		model: orderLineModel,
		locator: LINE_LOCATOR,
		targets: lineTargets,
		offers: ['get', 'getAll'],
	}),
	actionEntry(
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete purchase order line',
			description: 'Take a line away that is neither received nor invoiced',
		},
		LINE_LOCATOR,
		deletion(orderLineModel, { targets: lineTargets }),
	),
	act('reopenForInvoicing', 'Reopen for Invoicing', 'Let a softly closed line be invoiced again'),
	act('reopenForReceiving', 'Reopen for Receiving', 'Let a softly closed line be received again'),
	act('softCloseForInvoicing', 'Soft Close for Invoicing', 'Let no more be invoiced of a line'),
	act('softCloseForReceiving', 'Soft Close for Receiving', 'Let no more be received of a line'),
]);
