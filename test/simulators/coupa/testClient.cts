import { startCoupaSimulator, type CoupaOptions, type CoupaSimulator } from './index.cts';
import { DEMO_CLIENT } from './seed.cts';
import type { Json, Values } from './attributes.cts';

export interface Answer<Body = Values> {
	status: number;
	headers: Headers;
	text: string;
	body: Body;
}

export interface CallOptions {
	body?: Json;
	headers?: Record<string, string>;
	token?: string;
}

/** The least a caller must do: sign on once, ask for JSON. */
export class TestClient {
	token = '';

	constructor(readonly coupa: CoupaSimulator) {}

	async askToken(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
		const response = await fetch(`${this.coupa.url}/oauth2/token`, {
			method: 'POST',
			headers,
			body: new URLSearchParams(form),
		});
		return answerOf(response);
	}

	async signOn(scope?: string): Promise<void> {
		const { body } = await this.askToken({
			grant_type: 'client_credentials',
			client_id: DEMO_CLIENT.id,
			client_secret: DEMO_CLIENT.secret,
			...(scope === undefined ? {} : { scope }),
		});
		this.token = String(body.access_token);
	}

	async call<Body = Values>(
		method: string,
		path: string,
		{ body, headers, token = this.token }: CallOptions = {},
	): Promise<Answer<Body>> {
		const response = await fetch(`${this.coupa.url}/api/${path}`, {
			method,
			headers: {
				accept: 'application/json',
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				authorization: `Bearer ${token}`,
				...headers,
			},
			...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		return answerOf<Body>(response);
	}

	/** @param query as `{ 'number[in]': '1,2' }` */
	async list(path: string, query: Record<string, string> = {}): Promise<Answer<Values[]>> {
		return this.call<Values[]>('GET', `${path}?${new URLSearchParams(query).toString()}`);
	}
}

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
	const text = await response.text();
	const isJson = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
	return {
		status: response.status,
		headers: response.headers,
		text,
		body: (isJson ? JSON.parse(text) : undefined) as Body,
	};
}

/** A signed-on client of a simulator without a rate limit, unless the test sets one. */
export async function startedClient(options: CoupaOptions = {}): Promise<TestClient> {
	const coupa = await startCoupaSimulator({ rate: { perSecond: Infinity }, ...options });
	const client = new TestClient(coupa);
	await client.signOn();
	return client;
}
