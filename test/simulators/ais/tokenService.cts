import { randomBytes } from 'node:crypto';

import type { Reply } from '../kit/server.cts';
import { forbidden } from './errors.cts';
import type { Logins } from './login.cts';
import type { Call, OpenService, Services } from './services.cts';
import type { Sessions } from './session.cts';
import { userInfo } from './users.cts';

/** Token, device and address of a call, from the places where AIS looks for them. */
export function presented(call: Pick<Call, 'request' | 'json'>): {
	token?: string;
	device?: string;
	address: string;
} {
	const { headers, search, remoteAddress } = call.request;
	const text = (name: string) =>
		typeof call.json[name] === 'string' ? (call.json[name] as string) : undefined;
	// `token` without a dollar sign is what the server itself writes into next-links.
	const token = headers['jde-ais-auth'] ?? text('token') ?? search.get('$token') ?? search.get('token');
	const device = headers['jde-ais-auth-device'] ?? text('deviceName') ?? search.get('$device');
	return { token: token || undefined, device: device || undefined, address: remoteAddress };
}

/** Sign-on, validation and sign-off, under their own names and below the orchestrator. */
export function addTokenServices(services: Services, logins: Logins, sessions: Sessions): void {
	const tokenRequest: OpenService = (call) => {
		const wanted = logins.requested(call.request, call.json);
		if (!wanted) throw forbidden('Authorization Failure: no credentials');
		const session = sessions.start(logins.signOn(wanted), call.request.remoteAddress, false);
		const { user, environment, role, jasserver, token } = session;
		const body = {
			username: user.username,
			environment,
			role,
			jasserver,
			userInfo: userInfo(user, token),
			userAuthorized: true,
			version: null,
			poStringJSON: null,
			altPoStringJSON: null,
			aisSessionCookie: `${randomBytes(12).toString('base64url')}!-1`,
			adminAuthorized: false,
			passwordAboutToExpire: false,
			envColor: '',
			machineName: '',
			currencyEnvironment: true,
			...(call.version === 1 ? { deprecated: true } : {}),
		};
		return { status: 200, body };
	};

	const validate: OpenService = (call) => {
		const { token = '', device, address } = presented(call);
		const touch = call.json.touch === true || call.request.search.get('touch') === 'true';
		sessions.use(token, device, address, touch);
		return { status: 200, body: { isValidSession: true } };
	};

	const logout: OpenService = (call): Reply => {
		const { token = '', device, address } = presented(call);
		sessions.logout(token, device, address);
		return { status: 200, body: { status: 'Success' } };
	};

	services.addOpen('POST /jderest/tokenrequest', tokenRequest);
	services.addOpen('POST /jderest/v2/tokenrequest', tokenRequest);
	services.addOpen('POST /jderest/v2/tokenrequest/validate', validate);
	services.addOpen('POST /jderest/tokenrequest/logout', logout);
	services.addOpen('POST /jderest/v2/tokenrequest/logout', logout);
	for (const base of ['/jderest', '/jderest/v2', '/jderest/v3']) {
		for (const method of ['GET', 'POST']) {
			services.addOpen(`${method} ${base}/orchestrator/jde-login`, tokenRequest);
			services.addOpen(`${method} ${base}/orchestrator/jde-logout`, logout);
			services.addOpen(`${method} ${base}/orchestrator/jde-validate-session`, validate);
		}
	}
}
