import type { IDataObject } from 'n8n-workflow';

import type { Change } from '../../../lib/diff';
import type { ChildCollection } from '../model/resource';

/** `create` refuses what exists, `update` what does not. */
export type WriteMode = 'create' | 'update' | 'upsert';

/** One record as it shall be. */
export interface Wanted {
	/** attribute and value by which it is looked up in Coupa */
	by: string;
	value: string;
	document: IDataObject;
}

export interface WriteSettings {
	mode: WriteMode;
	dryRun: boolean;
	/** attributes that are written when the record is created, and left alone afterwards */
	createOnly: readonly string[];
	whenNameIsTaken: 'appendNumber' | 'fail';
	/** planned writes above which nothing is written; 0 for no limit */
	maximumWrites: number;
	/** the one host that may be written to; undefined when the option is not set */
	onlyAtHost?: string;
	/** milliseconds since 1970, after which nothing more is written */
	doNotWriteAfter?: number;
}

export interface ChildWrite {
	attribute: string;
	collection: ChildCollection;
	key: string;
	/** of the child to change; undefined to create one */
	id?: string;
	body: IDataObject;
	changes: Change[];
}

/** What has to be done to one record. */
export interface Plan {
	action: 'create' | 'update' | 'unchanged';
	/** natural key of the record */
	key: string;
	/** what Coupa holds, if it holds anything */
	existing?: IDataObject;
	/** attributes to send, none if only children differ */
	body: IDataObject;
	changes: Change[];
	children: ChildWrite[];
}
