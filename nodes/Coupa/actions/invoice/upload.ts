import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import { multipart } from '../../../../lib/multipart';
import type { FormPart } from '../../../../lib/multipart';
import { keyText } from '../../model/document';
import { invoiceModel } from '../../model/invoice';
import { listAll } from '../../transport/lookUp';
import type { Coupa, CoupaRequest } from '../../transport/types';
import { actOnce } from '../../upsert/actOnce';
import { createOnce } from '../../upsert/createOnce';
import type { Acts, Deed, Read } from '../shared/act';

export const FILE_PARAMETER: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryField',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the input field that holds the file',
	description: 'Name of the field of the input item with the file',
};

interface File {
	fileName: string;
	mimeType: string;
	content: Buffer;
}

async function fileOf(context: IExecuteFunctions, read: Read, itemIndex: number): Promise<Settled<File>> {
	const field = keyText(read('binaryField', itemIndex, 'data'));
	const { binary } = context.getInputData()[itemIndex];
	const file = binary?.[field];
	if (file === undefined || keyText(file.fileName) === '') {
		return {
			ok: false,
			failure: failure({
				code: 'COUPA_NO_FILE',
				category: 'validation',
				message: file ? `The file in '${field}' has no name` : `The item has no file in '${field}'`,
				description: file
					? 'Give the file a name: by it an attachment is recognised'
					: "Check 'Input Binary Field', or filter out the items without a file",
			}),
		};
	}
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, field);
	return { ok: true, value: { fileName: keyText(file.fileName), mimeType: file.mimeType, content } };
}

const SCAN = 'image-scan-file-name';

/** The scan of the paper invoice, which replaces the one before. */
export const imageScan: Acts = {
	model: invoiceModel,
	shows: [SCAN],
	isDone: () => false,
	messageOf: async (read, itemIndex, context) => {
		const file = await fileOf(context, read, itemIndex);
		if (!file.ok) return file;
		const form = multipart([{ name: 'file', ...file.value }]);
		return { ok: true, value: { form, body: { name: file.value.fileName } } };
	},
	deed:
		(coupa, fields) =>
		async (invoice, { form, body }, tally, before) => {
			const name = keyText(body?.name);
			// After a lost answer only another name than before tells that the scan was replaced.
			const isTold = keyText(invoice[SCAN]) !== name;
			const isDone = (record: IDataObject) => keyText(record[SCAN]) === name;
			const action = { path: 'image_scan', done: 'scanned', ...(isTold ? { isDone } : {}) };
			return await actOnce({ coupa, model: invoiceModel, action, fields, before }, invoice, { form }, tally);
		},
};

/** A file below an invoice. One that has a file of the same name already is left as it is. */
export const attachment: Acts = {
	model: invoiceModel,
	shows: ['attachment'],
	reads: [],
	isDone: () => false,
	mayComeAgain: true,
	messageOf: async (read, itemIndex, context) => {
		const url = keyText(read('url', itemIndex, ''));
		if (keyText(read('source', itemIndex, 'binary')) === 'url') return linkOf(url);
		const file = await fileOf(context, read, itemIndex);
		if (!file.ok) return file;
		const parts: FormPart[] = [
			{ name: 'attachment[file]', ...file.value },
			{ name: 'attachment[type]', text: 'file' },
		];
		return { ok: true, value: { form: multipart(parts), body: { name: file.value.fileName } } };
	},
	deed: (coupa) => attach(coupa),
};

function linkOf(url: string): ReturnType<NonNullable<Acts['messageOf']>> {
	if (!/^https?:\/\/\S+$/.test(url)) {
		return {
			ok: false,
			failure: failure({
				code: 'COUPA_NO_URL',
				category: 'validation',
				message: url === '' ? "'URL' is empty" : `'URL' is no web address: '${url}'`,
				description: 'Give the whole address, such as https://example.com/invoice.pdf',
			}),
		};
	}
	return {
		ok: true,
		value: { form: multipart([{ name: 'attachment[url]', text: url }]), body: { name: url } },
	};
}

function attach(coupa: Coupa): Deed {
	return async (invoice, { form, body }, tally, before) => {
		const name = keyText(body?.name);
		const path = `${invoiceModel.path}/${encodeURIComponent(String(invoice.id))}/attachments`;
		const about = `attachment '${name}' of invoice '${keyText(invoice['invoice-number'])}'`;
		const find = async (): Promise<Settled<IDataObject | undefined>> => {
			const all = await listAll(coupa, { path, query: {}, about, scope: invoiceModel.scope });
			return all.ok ? { ok: true, value: all.value.find((one) => isNamed(one, name)) } : all;
		};
		const present = await find();
		if (!present.ok) return present;
		if (present.value) return { ok: true, value: { ...invoice } };
		const request: CoupaRequest = {
			method: 'POST',
			path,
			form,
			effect: 'once',
			about,
			scope: invoiceModel.scope,
			before,
		};
		const created = await createOnce(coupa, request, find, tally);
		return created.ok ? { ok: true, value: { ...invoice, attachment: name } } : created;
	};
}

/** Coupa shows the name of the file, its address, or both. */
function isNamed(attached: IDataObject, name: string): boolean {
	const { file, url, 'file-file-name': fileName, 'file-url': fileUrl } = attached;
	const ends = (value: unknown) => keyText(value).split('?')[0].split('/').pop() ?? '';
	return (
		[fileName, url].some((value) => keyText(value) === name) ||
		[file, fileUrl].some((value) => [name, encodeURIComponent(name)].includes(ends(value)))
	);
}
