import type { Reply, Request } from '../kit/server.cts';
import type { Session } from './session.cts';

export type JsonObject = Record<string, unknown>;

export interface Call {
	request: Request;
	/** the request body; empty where none was sent */
	json: JsonObject;
	/** values of the `{names}` in the service's path */
	names: Record<string, string>;
	/** 1 below /jderest, 2 below /jderest/v2, 3 below /jderest/v3 */
	version: number;
}

export interface SignedOnCall extends Call {
	session: Session;
}

export type OpenService = (call: Call) => Reply | Promise<Reply>;
export type Service = (call: SignedOnCall) => Reply | Promise<Reply>;

export interface Found {
	needsSession: boolean;
	handle: Service;
	names: Record<string, string>;
}

interface Entry {
	method: string;
	segments: string[];
	needsSession: boolean;
	handle: Service;
}

/**
 * What is deployed below the AIS address: `services.add('POST /jderest/v2/dataservice', handler)`. A segment in
 * braces matches any text; of two services that match, the one added last answers, so tests can replace one.
 */
export class Services {
	private entries: Entry[] = [];

	/** Called with a live session: by token, Basic header or credentials in the body. */
	add(route: string, handle: Service): void {
		this.entries.unshift({ ...parse(route), needsSession: true, handle });
	}

	/** Called without signing on. */
	addOpen(route: string, handle: OpenService): void {
		this.entries.unshift({ ...parse(route), needsSession: false, handle: handle as Service });
	}

	find(method: string, path: string): Found | undefined {
		const segments = path.split('/');
		for (const entry of this.entries) {
			const names = matched(entry.segments, segments);
			if (entry.method === method && names) return { ...entry, names };
		}
		return undefined;
	}

	/** Whether the path exists for another method. */
	knows(path: string): boolean {
		return this.entries.some((entry) => matched(entry.segments, path.split('/')) !== undefined);
	}
}

function parse(route: string): { method: string; segments: string[] } {
	const [method, path] = route.split(' ');
	return { method, segments: path.split('/') };
}

function matched(pattern: string[], segments: string[]): Record<string, string> | undefined {
	if (pattern.length !== segments.length) return undefined;
	const names: Record<string, string> = {};
	for (const [index, part] of pattern.entries()) {
		if (part.startsWith('{')) names[part.slice(1, -1)] = segments[index];
		else if (part !== segments[index]) return undefined;
	}
	return names;
}
