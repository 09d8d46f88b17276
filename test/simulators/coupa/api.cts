import { readMultipart, type Part } from '../kit/multipart.cts';
import type { Reply, Request } from '../kit/server.cts';
import { hyphenated, isObject, type Json, type Values } from './attributes.cts';
import { badRequest, forbidden, invalid, notFound, Refusal, unauthorized } from './errors.cts';
import { mediaRefusal } from './media.cts';
import type { Tokens } from './oauth.cts';
import { page, shapeOf } from './query.cts';
import { type Resource, type Verb } from './resource.cts';
import type { Store } from './store.cts';
import type { Row, Tables } from './tables.cts';
import { unknownFields, View, type Shape } from './view.cts';
import type { Writer } from './write.cts';

/** A request that found its place in the resource table. */
interface Call {
	resource: Resource;
	verb: Verb;
	/** the record the address names; none on a list */
	id?: string;
	parentId?: number;
	/** `/purchase_orders/7/<action>` */
	action?: string;
	request: Request;
}

/** Everything below `/api`: who may, what is meant, and what comes of it. Answers are JSON; `asAsked` turns them to XML. */
export class Api {
	private readonly view: View;

	constructor(
		private readonly tables: Tables,
		private readonly store: Store,
		private readonly writer: Writer,
		private readonly tokens: Tokens,
		private readonly seed: number,
	) {
		this.view = new View(tables);
	}

	handle(request: Request): { reply: Reply; resource?: Resource } {
		const token = this.tokens.check(request);
		if ('refusal' in token) return { reply: unauthorized(token.refusal) };
		const refused = mediaRefusal(request);
		if (refused) return { reply: refused };
		const call = this.route(request);
		if (call === undefined) return { reply: notFound() };
		const { resource } = call;
		const scope = scopeOf(call);
		if (scope === undefined) return { reply: notFound(), resource };
		if (!token.scopes.includes(scope)) return { reply: forbidden(scope), resource };
		try {
			return { reply: this.serve(call), resource };
		} catch (error) {
			if (error instanceof Refusal) return { reply: error.reply, resource };
			throw error;
		}
	}

	/** `/api/suppliers`, `…/7`, `…/7/addresses`, `…/7/addresses/9`; `/api/purchase_orders/7/issue`; `/api/coupa_pay/payments` */
	private route(request: Request): Call | undefined {
		const verb = (request.method === 'PATCH' ? 'PUT' : request.method) as Verb;
		const segments = request.path.split('/').slice(2);
		const top = [...this.tables.registry.values()].find((one) => {
			const path = pathOf(one)?.split('/');
			return path?.every((part, index) => part === segments[index]);
		});
		if (top === undefined || Object.keys(top.verbs).length === 0) return undefined;
		const [id, segment, childId, ...more] = segments.slice(pathOf(top)!.split('/').length);
		if (more.length > 0) return undefined;
		if (segment === undefined) return { resource: top, verb, id, request };
		if (top.actions?.[segment]) return { resource: top, verb, id, action: segment, request };
		const child = [...this.tables.registry.values()].find(
			({ parent }) => parent?.table === top.table && parent.segment === segment,
		);
		const parent = this.numbered(top.table, id);
		return child && parent && { resource: child, verb, id: childId, parentId: parent.id, request };
	}

	private numbered(table: string, id: string | undefined, parentId?: number): Row | undefined {
		return id !== undefined && /^\d+$/.test(id) ? this.tables.row(table, id, parentId) : undefined;
	}

	private serve(call: Call): Reply {
		const { resource, verb, id, parentId, request } = call;
		if (id === undefined) {
			if (verb === 'GET') return this.list(call);
			if (verb === 'POST') return this.create(call);
			return notFound();
		}
		const post = verb === 'POST' ? resource.posts?.[id] : undefined;
		if (post !== undefined) return this.create(call, post);
		const row = this.numbered(resource.table, id, parentId);
		if (call.action !== undefined)
			return row === undefined || verb !== 'PUT' ? notFound() : this.act(call, row);
		if (row === undefined || verb === 'POST') return notFound();
		if (verb === 'GET') return { status: 200, body: this.view.of(resource.table, row, this.shape(call)) };
		if (verb === 'DELETE') {
			const refusal = resource.removable?.(row.values);
			if (refusal !== undefined) return invalid(resource.noun, [refusal]);
			this.store.remove(resource, row);
			return { status: 200 };
		}
		return request.search.has('exported') ? this.mark(call, row) : this.update(call, row);
	}

	private list(call: Call): Reply {
		const { resource, parentId, request } = call;
		const rows =
			parentId === undefined
				? this.tables.rows(resource.table)
				: this.tables.childrenOf(resource.table, parentId);
		const shape = this.shape(call);
		if (resource.blindTo && [...request.search.keys()].some((key) => resource.blindTo!.test(key)))
			return { status: 200, body: [] };
		const found = page(this.tables, resource.table, rows, request.search, this.seed);
		return { status: 200, body: found.map((row) => this.view.of(resource.table, row, shape)) };
	}

	private create(call: Call, post?: string): Reply {
		const { resource, parentId, request } = call;
		const body = resource.form ? formBody(resource, request) : requestBody(request);
		const shape = this.shapeOfWrite(call);
		const draft = this.writer.draft(resource, body, undefined, parentId);
		this.store.noteIgnored(resource, draft.values, draft.ignored);
		if (draft.errors.length > 0) return invalid(resource.noun, draft.errors);
		if (post === 'check') return { status: 201, body: draft.values };
		const row = this.store.commit(draft);
		if (post !== undefined) this.store.act(resource, row, {}, [post]);
		return this.written(201, resource, row, shape);
	}

	private update(call: Call, row: Row): Reply {
		const { resource, request } = call;
		const body = requestBody(request);
		const shape = this.shapeOfWrite(call);
		if (resource.isFixed) {
			const dropped = Object.entries(body).filter(([name]) => name !== 'id');
			this.store.noteIgnored(
				resource,
				row.values,
				dropped.map(([attribute, value]) => ({ attribute, reason: 'fixed', value })),
			);
			return this.written(200, resource, row, shape);
		}
		const draft = this.writer.draft(resource, body, row);
		this.store.noteIgnored(resource, row.values, draft.ignored);
		if (draft.errors.length > 0) return invalid(resource.noun, draft.errors);
		return this.written(200, resource, this.store.commit(draft), shape);
	}

	private act(call: Call, row: Row): Reply {
		const { resource, request } = call;
		const { act, takes = [], isForm } = resource.actions![call.action!]!;
		const parts = isForm ? partsOf(request) : {};
		const sent = isForm || request.body.trim() === '' ? {} : requestBody(request);
		const body = Object.fromEntries(Object.entries(sent).map(([name, value]) => [hyphenated(name), value]));
		const shape = this.shapeOfWrite(call);
		const dropped = Object.entries(body).filter(([name]) => !takes.includes(name));
		this.store.noteIgnored(
			resource,
			row.values,
			dropped.map(([attribute, value]) => ({ attribute, reason: 'action-call', value })),
		);
		const done = act({ row, body, parts, search: request.search, tables: this.tables });
		if ('refusal' in done) return invalid(resource.noun, [done.refusal]);
		this.store.act(resource, row, done.changes, done.effects);
		return this.written(200, resource, row, shape);
	}

	/** `PUT …?exported=true`: the mark and nothing else, whatever the body says. */
	private mark(call: Call, row: Row): Reply {
		const { resource, request } = call;
		const exported = request.search.get('exported');
		if (!resource.exportable || (exported !== 'true' && exported !== 'false')) {
			throw badRequest('Invalid exported');
		}
		const shape = this.shapeOfWrite(call);
		const body = request.body.trim() === '' ? {} : requestBody(request);
		const dropped = Object.entries(body).filter(([name]) => name !== 'exported' && name !== 'id');
		this.store.noteIgnored(
			resource,
			row.values,
			dropped.map(([attribute, value]) => ({ attribute, reason: 'export-call', value })),
		);
		this.store.markExported(resource, row, exported === 'true');
		return this.written(200, resource, row, shape);
	}

	private written(status: number, resource: Resource, row: Row, shape: Shape | 'none'): Reply {
		return shape === 'none' ? { status } : { status, body: this.view.of(resource.table, row, shape) };
	}

	private shape(call: Call): Shape {
		return this.shapeOfWrite(call, false) as Shape;
	}

	/** Read before anything is written, so that a bad parameter leaves no trace. */
	private shapeOfWrite({ resource, request }: Call, writing = true): Shape | 'none' {
		const shape = shapeOf(request.search, writing);
		if (Array.isArray(shape)) {
			const unknown = unknownFields(this.tables, resource.table, shape);
			this.store.noteUnknownFields(resource, unknown);
		}
		return shape;
	}
}

/** Below `/api`; records that belong to others have none of their own unless they say so. */
const pathOf = ({ table, path, parent }: Resource): string | undefined =>
	path ?? (parent ? undefined : table);

const scopeOf = ({ resource, verb, action }: Call): string | undefined =>
	(action === undefined ? undefined : resource.actions?.[action]?.scope) ?? resource.verbs[verb];

function partsOf({ headers, bytes }: Request): Record<string, Part> {
	const parts = readMultipart(headers['content-type'] ?? '', bytes);
	if (typeof parts.why === 'string') throw badRequest(`Invalid form: ${parts.why}`);
	return parts as Record<string, Part>;
}

function formBody({ form, noun }: Resource, request: Request): Values {
	const values = form!(partsOf(request));
	if (typeof values.refusal === 'string') throw new Refusal(invalid(noun, [values.refusal]));
	return values as Values;
}

function requestBody(request: Request): Values {
	let body: Json;
	try {
		body = JSON.parse(request.body) as Json;
	} catch {
		throw badRequest('The body is not valid JSON');
	}
	if (Array.isArray(body)) throw badRequest('One record for each request: arrays are not accepted');
	if (!isObject(body)) throw badRequest('The body must be an object');
	return body;
}
