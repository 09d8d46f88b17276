import type { IDataObject } from 'n8n-workflow';

import type { ChangeWindow } from '../JdeAis/model/changedKeys';

/** A document as it was found, with the key it is known by. */
export interface Found {
	key: string;
	document: IDataObject;
}

export interface FoundChunk {
	found: Found[];
	/** where the next chunk starts, null at the end */
	next: string | null;
}

/** What a poll reads: documents of one kind, changed in a window of whole days. */
export interface ChangedSource {
	/** in messages: `vouchers` */
	plural: string;
	/** the JDE server's own clock: `2026-11-22T10:56:18` */
	clock(): Promise<string>;
	read(window: ChangeWindow, range: { after?: string; limit: number }): Promise<FoundChunk>;
	/** the documents that were changed last, for a test by hand */
	newest(count: number): Promise<IDataObject[]>;
}
