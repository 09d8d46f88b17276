import type { Clock } from '../kit/clock.cts';
import type { Reply, Request } from '../kit/server.cts';
import { rubbish } from './random.cts';

export interface Client {
	id: string;
	secret: string;
	scopes: string[];
}

export interface IssuedToken {
	token: string;
	clientId: string;
	scopes: string[];
	issuedAtMs: number;
	expiresAtMs: number;
	expired: boolean;
}

export const TOKEN_LIFETIME_SECONDS = 86_399;

// Real tokens are of unbounded length; these outgrow any column or header limit somebody might think generous.
const TOKEN_BASE_LENGTH = 2000;

const refused = (status: number, error: string, description: string): Reply => ({
	status,
	body: { error, error_description: description },
	headers: { 'cache-control': 'no-store' },
});

/** Client credentials only: the one grant a system-to-system client has. */
export class Tokens {
	/** every token ever issued, oldest first */
	readonly issued: IssuedToken[] = [];

	constructor(
		private readonly clients: Client[],
		private readonly clock: Clock,
		private readonly usableAfterMs: number,
		private readonly seed: number,
	) {}

	expireAll(): void {
		for (const token of this.issued) token.expired = true;
	}

	/** `POST /oauth2/token` */
	issue(request: Request): Reply {
		const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
		if (type !== 'application/x-www-form-urlencoded') {
			return refused(400, 'invalid_request', 'The body must be form-urlencoded');
		}
		const form = new URLSearchParams(request.body);
		if (form.get('grant_type') !== 'client_credentials') {
			return refused(400, 'unsupported_grant_type', 'The grant type must be client_credentials');
		}
		const client = this.clientOf(request, form);
		if (client === undefined) return refused(401, 'invalid_client', 'Client authentication failed');

		const scopes = form.has('scope') ? requestedScopes(form.get('scope') ?? '') : client.scopes;
		if (scopes === undefined || scopes.some((scope) => !client.scopes.includes(scope))) {
			return refused(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed');
		}
		const { token } = this.mint(client, scopes);
		return {
			status: 200,
			body: {
				access_token: token,
				token_type: 'bearer',
				expires_in: TOKEN_LIFETIME_SECONDS,
				scope: scopes.join(' '),
			},
			headers: { 'cache-control': 'no-store' },
		};
	}

	/** The token a request carries, or why it is not good for anything. */
	check(request: Request): IssuedToken | { refusal: string } {
		const [, sent] = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
		if (sent === undefined) {
			return {
				refusal: request.headers['x-coupa-api-key']
					? 'API keys are no longer supported'
					: 'The access token is missing',
			};
		}
		const known = this.issued.find(({ token }) => token === sent);
		const now = this.clock.now().getTime();
		if (known === undefined) return { refusal: 'The access token is invalid' };
		if (known.expired || now >= known.expiresAtMs) return { refusal: 'The access token expired' };
		if (now < known.issuedAtMs + this.usableAfterMs) return { refusal: 'The access token is invalid' };
		return known;
	}

	private clientOf(request: Request, form: URLSearchParams): Client | undefined {
		const [, basic] = /^basic (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
		let [id, secret] = [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
		if (basic !== undefined) {
			const pair = Buffer.from(basic, 'base64').toString('utf8');
			const colon = pair.indexOf(':');
			[id, secret] = [pair.slice(0, colon), pair.slice(colon + 1)];
		}
		return this.clients.find((client) => client.id === id && client.secret === secret);
	}

	private mint(client: Client, scopes: string[]): IssuedToken {
		const issuedAtMs = this.clock.now().getTime();
		const expiresAtMs = issuedAtMs + TOKEN_LIFETIME_SECONDS * 1000;
		const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
		const serial = this.issued.length + 1;
		const claims = {
			iss: 'coupa-simulator',
			sub: client.id,
			jti: `${this.seed}-${serial}`,
			iat: Math.floor(issuedAtMs / 1000),
			exp: Math.floor(expiresAtMs / 1000),
			scope: scopes.map((scope) => ({ name: scope, permissions: `${scope}:api` })),
		};
		const token = [
			base64url({ alg: 'RS256', typ: 'JWT' }),
			base64url(claims),
			rubbish(`${this.seed}/${serial}/${issuedAtMs}`, TOKEN_BASE_LENGTH),
		].join('.');
		const issued = { token, clientId: client.id, scopes, issuedAtMs, expiresAtMs, expired: false };
		this.issued.push(issued);
		return issued;
	}
}

/** Single spaces between names, nothing else: the comma list that Coupa's own screen shows is refused. */
function requestedScopes(scope: string): string[] | undefined {
	const names = scope.split(' ');
	return names.every((name) => /^[a-z0-9_.]+$/.test(name)) ? names : undefined;
}
