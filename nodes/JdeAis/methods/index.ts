import type { INodeType } from 'n8n-workflow';

import { orchestrationInputs, searchOrchestrations } from './orchestrations';
import { getColumns, searchColumns, searchTables } from './tables';

/** What the editor asks for while a node is set up. */
export const methods: INodeType['methods'] = {
	listSearch: { searchColumns, searchOrchestrations, searchTables },
	loadOptions: { getColumns },
	resourceMapping: { orchestrationInputs },
};
