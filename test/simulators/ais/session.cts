import { randomBytes } from 'node:crypto';

import type { Clock } from '../kit/clock.cts';
import { AisRefusal } from './errors.cts';
import type { SignOn } from './login.cts';

export interface SessionLimits {
	idleMs: number;
	lifetimeMs: number;
}

export interface Session extends SignOn {
	token: string;
	/** address of the caller: stands in for the device where none was named */
	address: string;
	openedAt: number;
	usedAt: number;
	/** made for one call by Basic header or credentials in the body, and dropped after it */
	temporary: boolean;
	/** number of the last form or data request on the HTML server's stack */
	stackId: number;
}

/** The AIS sessions that are open, by the simulator's clock. */
export class Sessions {
	/** the most sessions, temporary ones included, that were ever open together */
	maxOpenAtOnce = 0;
	/** successful token requests */
	tokensIssued = 0;
	/** calls that signed on for themselves */
	temporarySignOns = 0;
	private open = new Map<string, Session>();

	constructor(
		private readonly clock: Clock,
		readonly limits: SessionLimits,
		private readonly deadTokenStatus: 444 | 403,
		private readonly changed: (kind: string, session: Session) => void,
	) {}

	list(): Session[] {
		this.dropExpired();
		return [...this.open.values()];
	}

	/** Open sessions of a user, on one device where it is given. */
	count(username?: string, device?: string): number {
		return this.list().filter(
			(session) =>
				(username === undefined || session.user.username === username.toUpperCase()) &&
				(device === undefined || session.device === device),
		).length;
	}

	expire(token: string): void {
		this.close(token, 'session-expired');
	}

	expireAll(): void {
		for (const token of [...this.open.keys()]) this.expire(token);
	}

	start(signOn: SignOn, address: string, temporary: boolean): Session {
		this.dropExpired();
		const now = this.clock.now().getTime();
		const session: Session = {
			...signOn,
			token: newToken(),
			address,
			openedAt: now,
			usedAt: now,
			temporary,
			stackId: 0,
		};
		this.open.set(session.token, session);
		this.maxOpenAtOnce = Math.max(this.maxOpenAtOnce, this.open.size);
		if (temporary) this.temporarySignOns += 1;
		else this.tokensIssued += 1;
		this.changed('session-opened', session);
		return session;
	}

	/** The session behind a token, if this caller may use it. */
	use(token: string, device: string | undefined, address: string, touch = true): Session {
		this.dropExpired();
		const session = this.open.get(token);
		if (!session || session.temporary || !mayUse(session, device, address)) throw this.invalidToken();
		if (touch) session.usedAt = this.clock.now().getTime();
		return session;
	}

	/** Oracle's logout example carries the token alone, so a missing device is accepted here and a wrong one is not. */
	logout(token: string, device: string | undefined, address: string): void {
		this.dropExpired();
		const session = this.open.get(token);
		if (!session || !mayUse(session, device ?? session.device, address)) throw this.invalidToken();
		this.close(token, 'session-closed');
	}

	close(token: string, kind = 'session-closed'): void {
		const session = this.open.get(token);
		if (!session) return;
		this.open.delete(token);
		this.changed(kind, session);
	}

	private dropExpired(): void {
		const now = this.clock.now().getTime();
		for (const session of this.open.values()) {
			const idle = now - session.usedAt >= this.limits.idleMs;
			const old = now - session.openedAt >= this.limits.lifetimeMs;
			if (!session.temporary && (idle || old)) this.close(session.token, 'session-expired');
		}
	}

	private invalidToken(): AisRefusal {
		return new AisRefusal(this.deadTokenStatus, 'Invalid Token', 'Exception');
	}
}

function mayUse(session: Session, device: string | undefined, address: string): boolean {
	return session.device === undefined ? session.address === address : session.device === device;
}

/** Real tokens are long base64 texts with plus, slash and equals signs, which a query string must escape. */
function newToken(): string {
	return `044+${randomBytes(90).toString('base64')}/A==`;
}
