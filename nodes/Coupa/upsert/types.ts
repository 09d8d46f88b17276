import type { IDataObject } from 'n8n-workflow';

import type { Change } from '../../../lib/diff';
import type { RefusedPart } from '../../../lib/outcome';
import type { RecordAction } from '../model/actions';
import type { ChildCollection } from '../model/resource';

/** `create` refuses what exists, `update` what does not. */
export type WriteMode = 'create' | 'update' | 'upsert';

/** One record as it shall be. */
export interface Wanted {
	/** attribute and value by which it is looked up in Coupa */
	by: string;
	value: string;
	/** what the key is unique within: the supplier of an invoice number */
	within?: IDataObject;
	document: IDataObject;
	/** `updated-at` of the record that the document was made from; blank where it does not matter */
	expectedUpdatedAt?: string;
	/** how the source calls the record, where that is not Coupa's key */
	recordKey?: string;
	/** @default write */
	content?: Content;
	/** what follows the write, by the names of the model's actions, and `markExported` */
	afterwards?: readonly string[];
}

/** `write` creates and changes, `create` changes nothing, `change` creates nothing, `keep` leaves all as it is. */
export type Content = 'write' | 'create' | 'change' | 'keep';

/** `deleteOrSoftClose` closes the lines that Coupa keeps. */
export type MissingLines = 'delete' | 'deleteOrSoftClose' | 'keep';

export interface WriteSettings {
	mode: WriteMode;
	dryRun: boolean;
	/** attributes that are written when the record is created, and left alone afterwards */
	createOnly: readonly string[];
	whenNameIsTaken: 'appendNumber' | 'fail';
	/** planned writes above which nothing is written; 0 for no limit */
	maximumWrites: number;
	/** amount of a currency above which nothing is written, as decimal text; blank for no limit */
	maximumAmount: string;
	/** what becomes of lines that Coupa has and the document has not */
	missingLines: MissingLines;
	/** dotted attribute by which a record is known to be the copy of its document; blank takes any */
	ownMark: string;
	/** whether what is referred to is looked up before anything is written */
	checkReferences: boolean;
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

/** One line of a document that differs. */
export interface LineWrite {
	key: string;
	what: 'add' | 'change' | 'delete';
	body: IDataObject;
	changes: Change[];
	/** as it is in Coupa, or as it is to be added */
	line: IDataObject;
}

/** A line that is not wanted any more, and that Coupa keeps. */
export interface LineClose {
	key: string;
	action: RecordAction;
	/** as it is in Coupa */
	line: IDataObject;
}

/** What has to be done to one record. */
export interface Plan {
	action: 'create' | 'update' | 'unchanged' | 'skipped';
	wanted: Wanted;
	/** natural key of the record */
	key: string;
	/** what Coupa holds, if it holds anything */
	existing?: IDataObject;
	/** attributes to send, none if only children differ */
	body: IDataObject;
	changes: Change[];
	children: ChildWrite[];
	/** lines that differ; in a creation they are part of the body */
	lines: LineWrite[];
	/** lines to be closed softly */
	closes: LineClose[];
	/** what is known beforehand to be refused */
	refused: RefusedPart[];
}
