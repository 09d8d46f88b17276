import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import type { Settled } from '../../../lib/failure';
import { fieldsOf, keyText } from '../model/document';
import type { ResourceModel } from '../model/resource';
import { lookUp, newest } from '../transport/lookUp';
import type { Coupa } from '../transport/types';

/** How a record that a document would create is known to be there already. */
export interface Recognition {
	/** blank where nothing tells it apart */
	keyOf(document: IDataObject): string;
	/** in the order of the documents; undefined for what Coupa does not have */
	find(coupa: Coupa, documents: readonly IDataObject[]): Promise<Array<Settled<IDataObject | undefined>>>;
}

/** By a key that the document may give, 50 a call. */
export function byOwnKey(model: ResourceModel, attribute: string): Recognition {
	const keyOf = (document: IDataObject) => keyText(document[attribute]);
	return {
		keyOf,
		async find(coupa, documents) {
			const keys = documents.map(keyOf).filter((key) => key !== '');
			if (keys.length === 0) return documents.map(() => ({ ok: true, value: undefined }));
			const { path, scope } = model;
			const about = path.replace(/_/g, ' ');
			const fields = fieldsOf(model, documents, [attribute, 'resolved']);
			const query = { path, by: attribute, isUnique: false, fields, about, scope };
			const found = await lookUp(coupa, query, keys);
			return documents.map((document) => {
				const rows = found.get(keyOf(document));
				if (rows === undefined) return { ok: true, value: undefined };
				return rows.ok ? { ok: true, value: rows.value[0] } : rows;
			});
		},
	};
}

/** Runs of one integration that are looked through: what was left open by a crash is among the newest. */
const NEWEST_RUNS = 10;
/** Coupa's documentation names the states in words. */
const NOT_ENDED = /^(pending|running)/i;
const NAMES = ['id', 'code', 'name'];

/** By its integration: the newest run of it that has not ended. */
export function byOpenRun(model: ResourceModel): Recognition {
	const named = ({ integration }: IDataObject): [name: string, value: string] => {
		const names = isRecord(integration) ? integration : {};
		const name = NAMES.find((each) => keyText(names[each]) !== '');
		return name === undefined ? ['', ''] : [name, keyText(names[name])];
	};
	const find = async (coupa: Coupa, document: IDataObject): Promise<Settled<IDataObject | undefined>> => {
		const [name, value] = named(document);
		if (name === '') return { ok: true, value: undefined };
		const { path, scope } = model;
		const query = { [`integration[${name}]`]: value, fields: fieldsOf(model, [document], ['status']) };
		const rows = await newest(coupa, { path, query, about: 'integration runs', scope }, NEWEST_RUNS);
		if (!rows.ok) return rows;
		const isOf = ({ integration }: IDataObject) =>
			isRecord(integration) && keyText(integration[name]) === value;
		return { ok: true, value: rows.value.find((row) => isOf(row) && NOT_ENDED.test(keyText(row.status))) };
	};
	return {
		keyOf: (document) => named(document)[1],
		find: async (coupa, documents) =>
			await Promise.all(documents.map(async (document) => await find(coupa, document))),
	};
}
