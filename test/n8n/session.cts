import { randomUUID } from 'node:crypto';

/** Who is signed in where. Plain text, so that one process can hand it to another. */
export interface SessionInfo {
	url: string;
	cookie: string;
	browserId: string;
}

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export class RestError extends Error {
	constructor(
		readonly status: number,
		readonly call: string,
		message: string,
		readonly body: unknown,
	) {
		super(`${call} answered ${status}: ${message}`);
	}
}

/** n8n's internal REST interface, spoken as the editor speaks it: cookie and browser id in every call. */
export class Session {
	private projectId: string | undefined;

	constructor(readonly info: SessionInfo) {}

	/** The very first call to a new instance; n8n signs the owner in with the answer. */
	static async setUpOwner(url: string, owner: Owner): Promise<Session> {
		return await Session.signIn(url, '/rest/owner/setup', owner);
	}

	/** n8n allows five sign-ins a minute per user: hand a session on (`info`) instead of signing in again. */
	static async login(url: string, owner: Pick<Owner, 'email' | 'password'>): Promise<Session> {
		const { email, password } = owner;
		return await Session.signIn(url, '/rest/login', { emailOrLdapLoginId: email, password });
	}

	private static async signIn(url: string, path: string, body: object): Promise<Session> {
		const browserId = randomUUID();
		const response = await fetch(url + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'browser-id': browserId },
			body: JSON.stringify(body),
		});
		const cookie = (response.headers.getSetCookie() ?? [])
			.map((line) => line.split(';')[0])
			.find((pair) => pair.startsWith('n8n-auth='));
		if (!response.ok || cookie === undefined) {
			throw new RestError(response.status, `POST ${path}`, await response.text(), undefined);
		}
		return new Session({ url, cookie, browserId });
	}

	get url(): string {
		return this.info.url;
	}

	async get<T>(path: string, query: Record<string, unknown> = {}): Promise<T> {
		return await this.call<T>('GET', path + queryString(query));
	}

	async post<T>(path: string, body: unknown = {}): Promise<T> {
		return await this.call<T>('POST', path, body);
	}

	async patch<T>(path: string, body: unknown): Promise<T> {
		return await this.call<T>('PATCH', path, body);
	}

	async delete<T>(path: string, query: Record<string, unknown> = {}): Promise<T> {
		return await this.call<T>('DELETE', path + queryString(query));
	}

	/** Answers what is below `data`, where n8n puts the result of nearly every call. */
	private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				'browser-id': this.info.browserId,
				cookie: this.info.cookie,
				// n8n closes an idle connection at the moment when a busy machine sends the next call over it.
				connection: 'close',
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		const answer = parsed(text);
		if (!response.ok) {
			const said =
				isRecord(answer) && typeof answer.message === 'string' ? answer.message : text.slice(0, 500);
			throw new RestError(response.status, `${method} ${path.split('?')[0]}`, said, answer);
		}
		return (isRecord(answer) && 'data' in answer ? answer.data : answer) as T;
	}

	/** Everything of the harness lives in the owner's personal project, as in the editor of a single user. */
	async personalProject(): Promise<string> {
		this.projectId ??= (await this.get<{ id: string }>('/rest/projects/personal')).id;
		return this.projectId;
	}
}

function queryString(query: Record<string, unknown>): string {
	const pairs = Object.entries(query)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
	return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
