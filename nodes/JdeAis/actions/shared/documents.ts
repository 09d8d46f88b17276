import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { Operation } from '../../../../lib/node/operation';
import type { DocumentKind, Scope } from '../../model/documents/kind';
import { readChunk, readDocuments } from '../../model/documents/read';
import { jdeClock } from '../../model/readSuppliers';
import { optionsOf } from '../options';
import { changedItems } from './changed';
import { eachItemWithAis } from './eachItem';
import { cursorOption, limitFields, limitOf, listed, reportOption, windowFields } from './manyFields';
import { upToLimit } from './upToLimit';

/** What an editor needs to know about one kind of documents. */
export interface DocumentResource<R extends Scope> {
	resource: string;
	kind: DocumentKind<R>;
	/** `vouchers` */
	plural: string;
	/** `Voucher` */
	label: string;
	/** name of the parameter that takes a key; its plural lists several */
	keyName: string;
	/** an example of a key, and how it is made up */
	example: string;
	madeOf: string;
	options: INodeProperties[];
	rulesOf(options: IDataObject): R;
}

/** Get, Get Many and Get Changed: the same contract for every kind of documents. */
export function documentOperations<R extends Scope>(of: DocumentResource<R>): Record<string, Operation> {
	const { resource, kind, plural, label, keyName, options } = of;
	const optionsAt = (context: IExecuteFunctions, i: number) =>
		context.getNodeParameter('options', i, {}) as IDataObject;
	const cursor = (given: IDataObject) => {
		const text = String(given.startAfter ?? '').trim();
		return text === '' ? undefined : keyFrom(of, text, 'Start After');
	};

	const get: Operation = {
		description: [keyField(of), optionsOf(resource, ['get'], options)],
		async execute(items) {
			return await eachItemWithAis(this, items, async (ais, i) => {
				const text = String(this.getNodeParameter(keyName, i)).trim();
				const key = keyFrom(of, text, `${label} Key`);
				const found = await readDocuments(ais, kind, of.rulesOf(optionsAt(this, i)), [key]);
				if (found.documents.length === 0) notFound(of, text, found.outOfScope[0]?.outOfScope);
				return found.documents;
			});
		},
	};

	const getAll: Operation = {
		description: [
			...limitFields(resource, ['getAll']),
			optionsOf(resource, ['getAll'], [...options, cursorOption(`${label} key`)]),
		],
		async execute(items) {
			return await eachItemWithAis(this, items, async (ais, i) => {
				const given = optionsAt(this, i);
				const rules = of.rulesOf(given);
				return await upToLimit(limitOf(this, i), cursor(given), async (range) => {
					const { documents, next } = await readChunk(ais, kind, rules, range);
					return { documents, next: next === null ? null : keyFrom(of, next, 'Start After') };
				});
			});
		},
	};

	const getChanged: Operation = {
		description: [
			...windowFields(resource, plural),
			...limitFields(resource, ['getChanged']),
			optionsOf(
				resource,
				['getChanged'],
				[...options, cursorOption(`${label} key`), keysOption(of), reportOption(plural)],
			),
		],
		async execute(items) {
			return await eachItemWithAis(this, items, async (ais, i) => {
				const clock = async () => await jdeClock(ais, kind.table, kind.columns[0]);
				return await changedItems(this, i, clock, async ({ window }, limit) => {
					const given = optionsAt(this, i);
					const rules = of.rulesOf(given);
					const keys = listed(String(given[`${keyName}s`] ?? '')).map((text) =>
						keyFrom(of, text, `${label} Keys`),
					);
					return keys.length > 0
						? await readDocuments(ais, kind, rules, keys)
						: await readChunk(ais, kind, rules, { after: cursor(given), limit, window });
				});
			});
		},
	};

	return { get, getAll, getChanged };
}

function keyField<R extends Scope>(of: DocumentResource<R>): INodeProperties {
	return {
		displayName: `${of.label} Key`,
		name: of.keyName,
		type: 'string',
		required: true,
		default: '',
		placeholder: `e.g. ${of.example}`,
		displayOptions: { show: { resource: [of.resource], operation: ['get'] } },
		description: `Key of the ${of.kind.name}: ${of.madeOf}`,
	};
}

function keysOption<R extends Scope>(of: DocumentResource<R>): INodeProperties {
	return {
		displayName: `${of.label} Keys`,
		name: `${of.keyName}s`,
		type: 'string',
		default: '',
		placeholder: `e.g. ${of.example}`,
		description: `Read just these ${of.plural}, changed or not, separated by commas`,
	};
}

function keyFrom<R extends Scope>(of: DocumentResource<R>, text: string, parameter: string): string {
	const key = of.kind.read(text);
	if (key !== undefined) return key;
	return fail({
		code: 'JDE_DOCUMENT_KEY',
		category: 'validation',
		message: `'${parameter}' is not the key of a ${of.kind.name}: '${text}'`,
		description: `Write it like ${of.example}: ${of.madeOf}`,
	});
}

function notFound<R extends Scope>(of: DocumentResource<R>, text: string, why: string | undefined): never {
	const { kind } = of;
	const name = `${kind.name[0].toUpperCase()}${kind.name.slice(1)}`;
	return fail({
		code: 'JDE_DOCUMENT_NOT_FOUND',
		category: 'reference',
		message: why ? `${name} ${text} is left out: ${why}` : `${name} ${text} is not in table ${kind.table}`,
		description: why
			? 'Change the options of this node if it belongs to your documents'
			: 'Check the key in JD Edwards; row security may hide it from the user of the credential',
	});
}
