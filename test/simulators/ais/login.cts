import type { Request } from '../kit/server.cts';
import { AisRefusal, forbidden } from './errors.cts';
import type { AisUser } from './users.cts';

/** Switches of Server Manager; JWT and PS tokens are not simulated and always refused. */
export interface LoginTypes {
	/** Allow Basic Authentication Login */
	basic: boolean;
	/** Allow Username and Password Login */
	credentials: boolean;
}

export interface SignOnRequest {
	username: string;
	password: string;
	environment?: string;
	role?: string;
	jasserver?: string;
	device?: string;
}

export interface SignOn {
	user: AisUser;
	environment: string;
	role: string;
	jasserver: string;
	device?: string;
}

export interface LoginOptions {
	users: AisUser[];
	loginTypes: LoginTypes;
	defaultEnvironment: string;
	defaultRole: string;
	jasserver: string;
	/** wrong passwords until the user is disabled (F98OWSEC) */
	failedLoginsUntilLock: number;
}

/** Who may sign on. Counts what failed, because a client that loops on a wrong password disables the user. */
export class Logins {
	private readonly failures = new Map<string, number>();
	private readonly locked = new Set<string>();

	constructor(private readonly options: LoginOptions) {}

	/** Wrong passwords since the last good sign-on of this user. */
	failedCount(username: string): number {
		return this.failures.get(username.toUpperCase()) ?? 0;
	}

	isLocked(username: string): boolean {
		return this.locked.has(username.toUpperCase());
	}

	unlock(username: string): void {
		this.locked.delete(username.toUpperCase());
		this.failures.delete(username.toUpperCase());
	}

	/** Credentials of a request: Basic header, body or query string; undefined where it carries none. */
	requested(request: Request, json: Record<string, unknown>): SignOnRequest | undefined {
		const { headers, search } = request;
		const text = (name: string) => (typeof json[name] === 'string' ? (json[name] as string) : undefined);
		const authorization = headers.authorization ?? '';
		if (/^basic /i.test(authorization)) {
			if (!this.options.loginTypes.basic) throw forbidden('Basic authentication login is not allowed');
			const [username, ...rest] = Buffer.from(authorization.slice(6), 'base64').toString('utf8').split(':');
			return {
				username,
				password: rest.join(':'),
				environment: headers['jde-ais-auth-environment'] ?? text('environment'),
				role: headers['jde-ais-auth-role'] ?? text('role'),
				jasserver: text('jasserver'),
				device: headers['jde-ais-auth-device'] ?? text('deviceName'),
			};
		}
		if (/^bearer /i.test(authorization)) throw forbidden('JWT token login is not allowed');
		if (text('psToken') !== undefined) throw forbidden('PS token login is not allowed');
		const username = text('username') ?? search.get('$username') ?? undefined;
		if (username === undefined) return undefined;
		if (!this.options.loginTypes.credentials) throw forbidden('Username and password login is not allowed');
		return {
			username,
			password: text('password') ?? search.get('$password') ?? '',
			environment: text('environment') ?? search.get('$environment') ?? undefined,
			role: text('role') ?? search.get('$role') ?? undefined,
			jasserver: text('jasserver'),
			device: text('deviceName') ?? search.get('$device') ?? undefined,
		};
	}

	signOn(wanted: SignOnRequest): SignOn {
		const name = wanted.username.trim().toUpperCase();
		const user = this.options.users.find(({ username }) => username.toUpperCase() === name);
		if (this.locked.has(name)) throw forbidden(`Sign on of ${name} refused: the user is disabled`);
		if (!user || user.password !== wanted.password) {
			const count = this.failedCount(name) + 1;
			this.failures.set(name, count);
			if (user && count >= this.options.failedLoginsUntilLock) this.locked.add(name);
			throw new AisRefusal(
				403,
				'Authorization Failure: Invalid User Name or Password',
				'com.oracle.e1.rest.session.AuthorizationException',
			);
		}
		const environment = wanted.environment || this.options.defaultEnvironment;
		const role = wanted.role || this.options.defaultRole;
		if (!user.environments.includes(environment)) {
			throw forbidden(`Authorization Failure: environment ${environment} is not valid for this user`);
		}
		if (!user.roles.includes(role)) {
			throw forbidden(`Authorization Failure: role ${role} is not valid for this user`);
		}
		this.failures.delete(name);
		const jasserver = wanted.jasserver || this.options.jasserver;
		return { user, environment, role, jasserver, device: wanted.device || undefined };
	}
}
