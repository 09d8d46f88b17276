import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { fail, upstreamText, withoutSecretsIn } from '../../../lib/failure';
import { multipart } from '../../../lib/multipart';
import type { Effect, Try } from '../../../lib/request/types';
import { errorsIn } from '../model/answerErrors';
import { targetBody, targetName } from '../model/mediaObject';
import type { MediaTarget } from '../model/mediaObject';
import { fileNameIn } from './body';
import type { Ais, AisRequest } from './connection';

export interface UploadedFile {
	name: string;
	/** what the attachment is called in JD Edwards */
	itemName: string;
	mimeType: string;
	content: Buffer;
}

/** @throws Failed */
export async function listMediaObjects(
	ais: Ais,
	target: MediaTarget,
	more: IDataObject,
): Promise<IDataObject[]> {
	const body = await call(ais, 'list', target, 'repeatable', more);
	return Array.isArray(body.mediaObjects) ? body.mediaObjects.filter(isRecord) : [];
}

/** The first text, or as `more` says all or one of them. @throws Failed */
export async function textOf(ais: Ais, target: MediaTarget, more: IDataObject): Promise<IDataObject> {
	return await call(ais, 'gettext', target, 'repeatable', more);
}

/** Adds a text beside those that are there. @throws Failed */
export async function addText(ais: Ais, target: MediaTarget, more: IDataObject): Promise<IDataObject> {
	const body = await call(ais, 'addtext', target, 'once', more);
	const { addTextStatus } = body;
	if (addTextStatus !== undefined && !/success/i.test(String(addTextStatus))) {
		refused(target, [String(addTextStatus)]);
	}
	return body;
}

/**
 * Attaches a file: part `file` is the file, part `moAdd` says as JSON where it belongs.
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-file-upload-post.html
 * @throws Failed
 */
export async function uploadFile(ais: Ais, target: MediaTarget, file: UploadedFile): Promise<IDataObject> {
	const moAdd = { ...targetBody(target), file: { fileName: file.name, itemName: file.itemName } };
	const body = await ais.call({
		...request('upload', target, 'once'),
		upload: multipart([
			{ name: 'file', fileName: file.name, mimeType: file.mimeType, content: file.content },
			{ name: 'moAdd', text: asciiJson(moAdd) },
		]),
	});
	return checked(ais, target, body);
}

/** A part that names no character set may be read in any: escaped, the JSON is the same in all of them. */
function asciiJson(value: IDataObject): string {
	return JSON.stringify(value).replace(
		/[\u0080-\uffff]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

/** @throws Failed */
export async function downloadFile(
	ais: Ais,
	target: MediaTarget,
	sequence: number,
): Promise<{ content: Buffer; fileName: string | undefined }> {
	const answer = await ais.exchange({
		...request('download', target, 'repeatable'),
		body: { ...targetBody(target), sequence },
		acceptsFile: true,
	});
	return { content: fileIn(ais, target, answer), fileName: fileNameIn(answer.headers) };
}

/** A file may come with another content type than documented; a JSON object that tells of errors is none. */
function fileIn(ais: Ais, target: MediaTarget, { body }: Try): Buffer {
	if (Buffer.isBuffer(body)) return body;
	if (isRecord(body)) checked(ais, target, body);
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''), 'utf8');
}

async function call(
	ais: Ais,
	service: string,
	target: MediaTarget,
	effect: Effect,
	more: IDataObject,
): Promise<IDataObject> {
	const body = { ...targetBody(target), ...more };
	return checked(ais, target, await ais.call({ ...request(service, target, effect), body }));
}

function request(service: string, target: MediaTarget, effect: Effect): AisRequest {
	const what = `media object ${targetName(target)}`;
	return { method: 'POST', path: `/v2/file/${service}`, effect, what };
}

/** Download URLs carry the token. */
function checked(ais: Ais, target: MediaTarget, body: IDataObject): IDataObject {
	const said = withoutSecretsIn(body, ais.session.secrets()) as IDataObject;
	const errors = errorsIn(said);
	if (errors.length > 0) refused(target, errors);
	return said;
}

function refused(target: MediaTarget, errors: string[]): never {
	fail({
		code: 'JDE_MEDIA_REFUSED',
		category: 'validation',
		message: `JD Edwards did not accept the request for media object ${targetName(target)}`,
		description: `Check structure, key and form. JD Edwards says: ${upstreamText(errors.join(' · '))}`,
		httpStatus: 200,
	});
}
