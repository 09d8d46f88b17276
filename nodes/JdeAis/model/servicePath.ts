import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../lib/failure';

const ROOT = 'https://ais.invalid/jderest';

/**
 * The path of a service below `/jderest`, with its query. Whatever is written, it stays on the AIS Server of the
 * credential and below its services.
 * @throws Failed for an address of its own, a way out of `/jderest`, or a service that gives out tokens
 */
export function servicePath(written: string, query: IDataObject): string {
	const path = written
		.trim()
		.replace(/^\/?(?=[^/])/, '/')
		.replace(/^\/jderest(?=\/)/, '');
	const isPlain = /^\/[^?#\\]+$/.test(path) && !path.includes('//');
	const url = isPlain && URL.canParse(ROOT + path) ? new URL(ROOT + path) : undefined;
	const read = url === undefined ? undefined : decoded(url.pathname);
	// The parser itself takes `..` as a way up, and a server may do so with what is left encoded.
	if (url === undefined || read === undefined || !url.href.startsWith(`${ROOT}/`) || /\.\.[/\\]/.test(read)) {
		notAPath(written);
	}
	refuseSessionService(read);
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
	}
	// `%20` is a blank to every server, a plus sign not to all.
	const encoded = search.toString().replace(/\+/g, '%20');
	return url.href.slice(ROOT.length) + (encoded === '' ? '' : `?${encoded}`);
}

/** @param path of a service, or the name of an orchestration @throws Failed where it gives out or ends a token */
export function refuseSessionService(path: string): void {
	if (!/(^|\/)(tokenrequest|jde-(login|logout|validate-session))(\/|$)/i.test(path)) return;
	fail({
		code: 'JDE_SERVICE_SESSION',
		category: 'configuration',
		message: `'${path}' is about the session, which belongs to the credential`,
		description: "Use the resource 'Session', so that no token comes into the data of a workflow",
	});
}

function decoded(path: string): string | undefined {
	try {
		return decodeURIComponent(path);
	} catch {
		return undefined;
	}
}

function notAPath(written: string): never {
	fail({
		code: 'JDE_SERVICE_PATH',
		category: 'configuration',
		message: `'Path' is not the path of a service below /jderest: '${written}'`,
		description:
			"Enter it without server and query, such as /v2/udomanager/getallobjects; the server is the credential's, the query has its own field",
	});
}
