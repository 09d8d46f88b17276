import type { IDataObject } from 'n8n-workflow';

import type { Ais } from '../../transport/connection';
import type { ChangeWindow, KeyStart } from '../changedKeys';
import type { Row } from '../rows';

/** Which documents are read; empty lists and texts take all. */
export interface Scope {
	types: readonly string[];
	/** other types that are looked at only to be counted as left out, and what they are called */
	counted?: ReadonlyMap<string, string>;
	companies: readonly string[];
	/** ISO date: documents before it are left out */
	since: string;
}

/** What a key came to: the document, or why it is left out. */
export interface Built {
	key: string;
	document?: IDataObject;
	leftOut?: string;
}

/** What the reading of documents needs to know about one kind of them. */
export interface DocumentKind<R extends Scope> {
	/** in messages: `voucher` */
	name: string;
	/** the table that has every document, in one or more rows */
	table: string;
	/** columns that identify a document, the number first */
	columns: readonly string[];
	/** columns of that table without which its rows would be misread */
	required: readonly string[];
	/** document type; part of the key where there is one */
	typeColumn?: string;
	companyColumn?: string;
	dateColumn: string;
	/** how people write the key: `00001-PV-123456` */
	shown(key: string): string;
	/** the key of what a person wrote, undefined when it is none */
	read(text: string): string | undefined;
	/** the keys of documents of which a part changed; each source ascending by number */
	changed(ais: Ais, window: ChangeWindow, start: KeyStart, rules: R): Array<AsyncGenerator<string>>;
	build(ais: Ais, heads: ReadonlyMap<string, Row[]>, rules: R): Promise<Built[]>;
}
