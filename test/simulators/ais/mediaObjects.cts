import type { Clock } from '../kit/clock.cts';
import type { Ledger } from '../kit/ledger.cts';
import type { Reply } from '../kit/server.cts';
import { AisRefusal, badRequest, failed } from './errors.cts';
import { readMultipart } from './multipart.cts';
import type { JsonObject, Services, SignedOnCall } from './services.cts';

/** An attachment of a record (a row of F00165). */
export interface MediaObject {
	sequence: number;
	itemName: string;
	text?: string;
	file?: { name: string; content: Buffer };
	user: string;
}

/** The attachments by structure and bar-delimited key, `ABGT` and `6540|3`. Tests look in and put in. */
export class MediaObjects {
	private readonly stored = new Map<string, MediaObject[]>();

	of(structure: string, key: string): MediaObject[] {
		const name = `${structure} ${key}`;
		const known = this.stored.get(name) ?? [];
		this.stored.set(name, known);
		return known;
	}

	add(structure: string, key: string, given: Omit<MediaObject, 'sequence'>): MediaObject {
		const list = this.of(structure, key);
		const object = { ...given, sequence: 1 + Math.max(0, ...list.map(({ sequence }) => sequence)) };
		list.push(object);
		return object;
	}
}

export interface MediaOptions {
	mediaObjects: MediaObjects;
	clock: Clock;
	ledger: Ledger;
}

/** `file/list`, `gettext`, `addtext`, `updatetext`, `upload` and `download`, versions 1 and 2. */
export function addMediaServices(services: Services, { mediaObjects, clock, ledger }: MediaOptions): void {
	const effect = (kind: string, key: string, detail: unknown) =>
		void ledger.effects.push({ at: clock.now().toISOString(), kind, key, detail });

	const list = ({ json }: SignedOnCall): Reply => {
		const { structure, key } = readKey(json);
		return { status: 200, body: { mediaObjects: mediaObjects.of(structure, key).map(listItem) } };
	};

	const getText = ({ json, version }: SignedOnCall): Reply => {
		const { structure, key } = readKey(json);
		const texts = mediaObjects.of(structure, key).filter(({ text }) => text !== undefined);
		if (version === 1 || json.multipleMode !== true) {
			return { status: 200, body: { text: texts[0]?.text ?? '', isRTF: false } };
		}
		const asked = texts.filter(({ sequence }) => json.sequence === undefined || sequence === json.sequence);
		const shown = asked.map(({ text, sequence, itemName }) => ({ text, sequence, itemName, isRTF: false }));
		return { status: 200, body: { textAttachments: shown } };
	};

	const addText = ({ json, session }: SignedOnCall): Reply => {
		const { structure, key } = readKey(json);
		const text = textOf(json, 'inputText');
		const itemName = String(json.itemName ?? 'Text');
		const { sequence } = mediaObjects.add(structure, key, { itemName, text, user: session.user.username });
		effect('text-added', `${structure} ${key}`, text);
		return { status: 200, body: { addTextStatus: 'Success', sequence } };
	};

	const updateText = ({ json, session }: SignedOnCall): Reply => {
		const { structure, key } = readKey(json);
		const text = textOf(json, 'inputText');
		const first = mediaObjects.of(structure, key).find((one) => one.text !== undefined);
		if (first) first.text = json.appendText === true ? `${first.text}\n${text}` : text;
		else mediaObjects.add(structure, key, { itemName: 'Text1', text, user: session.user.username });
		effect('text-updated', `${structure} ${key}`, text);
		return { status: 200, body: { updateTextStatus: 'Success' } };
	};

	const upload = ({ request, session }: SignedOnCall): Reply => {
		const parts = readMultipart(request.headers['content-type'] ?? '', request.bytes);
		const { file, moAdd } = parts;
		if (file?.fileName === undefined || !moAdd) throw badRequest('upload takes the parts file and moAdd');
		const json = parsed(moAdd.content.toString('utf8'));
		const { structure, key } = readKey(json);
		const given = (json.file ?? {}) as JsonObject;
		const itemName = String(given.itemName ?? file.fileName);
		const added = mediaObjects.add(structure, key, {
			itemName,
			file: { name: file.fileName, content: file.content },
			user: session.user.username,
		});
		effect('file-uploaded', `${structure} ${key}`, itemName);
		return { status: 200, body: { itemName, sequence: added.sequence } };
	};

	const download = ({ request, json }: SignedOnCall): Reply => {
		const { structure, key } = readKey(json);
		if (!/octet-stream|\*\/\*/.test(request.headers.accept ?? '*/*')) {
			throw new AisRefusal(406, 'Not Acceptable', 'javax.ws.rs.NotAcceptableException');
		}
		if (!Number.isInteger(json.sequence)) throw badRequest('sequence is a whole number');
		const object = mediaObjects.of(structure, key).find(({ sequence }) => sequence === json.sequence);
		if (!object?.file) throw failed(`No file with sequence ${String(json.sequence)} at ${structure} ${key}`);
		return {
			status: 200,
			body: object.file.content,
			headers: { 'content-type': 'application/octet-stream' },
		};
	};

	for (const base of ['/jderest', '/jderest/v2']) {
		services.add(`POST ${base}/file/list`, list);
		services.add(`POST ${base}/file/gettext`, getText);
		services.add(`POST ${base}/file/addtext`, addText);
		services.add(`POST ${base}/file/updatetext`, updateText);
		services.add(`POST ${base}/file/upload`, upload);
		services.add(`POST ${base}/file/download`, download);
	}
}

/** Structure and key of a request, and whether its required fields are there. */
function readKey(json: JsonObject): { structure: string; key: string } {
	const structure = textOf(json, 'moStructure');
	textOf(json, 'formName');
	textOf(json, 'version');
	const { moKey } = json;
	const isKey = Array.isArray(moKey) && moKey.length > 0 && moKey.every((part) => typeof part === 'string');
	if (!isKey) throw badRequest('moKey is a list of texts');
	return { structure, key: (moKey as string[]).join('|') };
}

function textOf(json: JsonObject, name: string): string {
	const value = json[name];
	if (typeof value !== 'string' || value === '') throw badRequest(`${name} is missing`);
	return value;
}

function parsed(text: string): JsonObject {
	try {
		return JSON.parse(text) as JsonObject;
	} catch {
		throw badRequest('moAdd is no JSON');
	}
}

function listItem({ sequence, itemName, text, file, user }: MediaObject): JsonObject {
	return {
		itemName,
		sequence,
		moType: text === undefined ? 5 : 0,
		isImage: false,
		file: file?.name ?? '',
		downloadUrl: '',
		queue: '',
		updateUserID: user,
	};
}
