import type { Reply, Request } from '../kit/server.cts';
import { isObject, type Json } from './attributes.cts';
import type { Resource } from './resource.cts';
import { toXml, xmlErrors } from './xml.cts';

const JSON_TYPE = 'application/json';
const mediaType = (header: string | undefined): string =>
	(header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

export const wantsJson = (request: Request): boolean =>
	(request.headers.accept ?? '').split(',').some((accepted) => mediaType(accepted) === JSON_TYPE);

/** Content-Type and Accept must name the same type, and this simulator reads JSON only. */
export function mediaRefusal(request: Request): Reply | undefined {
	const writes = ['POST', 'PUT', 'PATCH'].includes(request.method);
	if (!writes) return undefined;
	const sendsJson = isForm(request)
		? mediaType(request.headers['content-type']) === 'multipart/form-data'
		: mediaType(request.headers['content-type']) === JSON_TYPE;
	// Marking as exported needs no body, hence no type of it.
	if ((sendsJson || request.body === '') && wantsJson(request)) return undefined;
	return {
		status: 400,
		body: {
			errors: {
				base: [
					isForm(request)
						? 'Content-Type must be multipart/form-data'
						: 'Content-Type and Accept must both be application/json',
				],
			},
		},
	};
}

/** Files come as forms, whatever the type of the answer. */
const isForm = ({ path }: Request): boolean => /\/(attachments|image_scan)$/.test(path);

/** XML is what a caller gets who does not ask for JSON; there an empty list is a 404. */
export function asAsked(request: Request, reply: Reply, resource: Resource | undefined): Reply {
	if (wantsJson(request)) {
		return { ...reply, headers: { 'content-type': 'application/json; charset=utf-8', ...reply.headers } };
	}
	const xml = (status: number, body: string): Reply => ({
		status,
		body,
		headers: { ...reply.headers, 'content-type': 'application/xml; charset=utf-8' },
	});
	const body = (reply.body ?? null) as Json;
	if (reply.status >= 400) return xml(reply.status, xmlErrors(messagesOf(body)));
	if (Array.isArray(body) && body.length === 0) {
		return xml(404, xmlErrors(['No results match your search criteria.']));
	}
	if (body === null || resource === undefined) return xml(reply.status, '');
	const plural = resource.table.replaceAll('_', '-');
	return xml(reply.status, toXml(resource.noun.replaceAll('_', '-'), plural, body));
}

function messagesOf(body: Json): string[] {
	if (!isObject(body)) return [];
	if (isObject(body.errors)) return Object.values(body.errors).flat().map(String);
	return [String(body.error ?? '')];
}
