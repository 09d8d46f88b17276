import type { Clock } from '../kit/clock.cts';
import type { Faults } from '../kit/faults.cts';
import type { Ledger } from '../kit/ledger.cts';
import { SimulatorServer, type Reply, type Request } from '../kit/server.cts';
import { Clerk, type Accounting } from './accounting/index.cts';
import { addDataServices } from './dataService.cts';
import { addDefaultConfig } from './defaultConfig.cts';
import { AisRefusal, badRequest, forbidden, serviceErrorBody, weblogicHtmlError } from './errors.cts';
import { addFormServices, type FormDefinition } from './forms.cts';
import { Logins } from './login.cts';
import { addMediaServices, MediaObjects } from './mediaObjects.cts';
import { settled, type AisOptions } from './options.cts';
import { addOrchestrations, type OrchestrationDefinition } from './orchestrations/index.cts';
import { addReportServices, type ReportDefinition } from './reports.cts';
import { Services, type Call, type Found, type JsonObject } from './services.cts';
import { Sessions } from './session.cts';
import { Tables } from './tables.cts';
import { addTokenServices, presented } from './tokenService.cts';
import type { AisUser } from './users.cts';

export interface AisSimulator {
	/** address of the AIS server; the services stand below /jderest */
	url: string;
	clock: Clock;
	ledger: Ledger;
	faults: Faults;
	tables: Tables;
	sessions: Sessions;
	logins: Logins;
	/** live: a changed password or date format counts from the next call on */
	users: AisUser[];
	services: Services;
	/** live: what the orchestrator knows */
	orchestrations: OrchestrationDefinition[];
	/** live: the batch programs */
	reports: ReportDefinition[];
	/** live: the forms of the form service */
	forms: FormDefinition[];
	mediaObjects: MediaObjects;
	/** the orchestrations into the AP ledger: their rules, and interruptions between their steps */
	accounting: Accounting;
	/** accounts payable at work inside JD Edwards */
	clerk: Clerk;
	stop(): Promise<void>;
}

/** A JD Edwards AIS server on loopback that refuses what the real one refuses. See README.md for what is assumed. */
export async function startAisSimulator(given: AisOptions): Promise<AisSimulator> {
	const options = settled(given);
	const { clock, users } = options;
	const services = new Services();
	const server = new SimulatorServer((request) => answer(request), {
		clock,
		port: options.port,
		...(options.tls ? { tls: options.tls } : {}),
	});
	const logins = new Logins(options);
	const tables = new Tables(options.company.tables, clock, options.serverZone);
	const sessions = new Sessions(clock, options.sessionLimits, options.deadTokenStatus, (kind, session) =>
		server.ledger.effects.push({
			at: clock.now().toISOString(),
			kind,
			key: `${session.user.username}@${session.device ?? session.address}`,
		}),
	);

	addDefaultConfig(services, options);
	addDataServices(services, { ...options, tables, baseUrl: () => options.advertisedUrl ?? server.url });
	const { orchestrations, reports, forms, serverZone } = options;
	const mediaObjects = new MediaObjects();
	const common = { tables, clock, ledger: server.ledger, serverZone };
	addOrchestrations(services, { ...common, definitions: orchestrations });
	addReportServices(services, { ...common, reports });
	addFormServices(services, { ...common, forms });
	addMediaServices(services, { ...common, mediaObjects });
	// After `{name}`, so that jde-login and its like win over it.
	addTokenServices(services, logins, sessions);

	async function answer(request: Request): Promise<Reply> {
		const found = services.find(request.method, request.path);
		if (!found) return weblogicHtmlError(services.knows(request.path) ? 405 : 404);
		try {
			return await run(request, found);
		} catch (error) {
			if (!(error instanceof AisRefusal)) throw error;
			return { status: error.status, body: error.body ?? serviceErrorBody(error, clock.now()) };
		}
	}

	async function run(request: Request, { needsSession, handle, names }: Found): Promise<Reply> {
		const version = Number(/^\/jderest\/v(\d)\//.exec(request.path)?.[1] ?? 1);
		const call: Call = { request, json: readJson(request), names, version };
		const session = needsSession ? sessionOf(call) : undefined;
		try {
			// An open service does not look at the session.
			return await handle({ ...call, session: session as never });
		} finally {
			if (session?.temporary) sessions.close(session.token);
		}
	}

	function sessionOf(call: Call) {
		const { token, device, address } = presented(call);
		if (token !== undefined) return sessions.use(token, device, address);
		const wanted = logins.requested(call.request, call.json);
		if (!wanted) throw forbidden('Authorization Failure: no token and no credentials');
		return sessions.start(logins.signOn(wanted), address, true);
	}

	await server.start();
	const { url, ledger, faults } = server;
	const { accounting } = options;
	return {
		url,
		clock,
		ledger,
		faults,
		tables,
		sessions,
		logins,
		users,
		services,
		orchestrations,
		reports,
		forms,
		mediaObjects,
		accounting,
		clerk: new Clerk({ tables, clock, ledger, serverZone, accounting }),
		stop: () => server.stop(),
	};
}

function readJson({ method, path, headers, body }: Request): JsonObject {
	if (method === 'GET') return {};
	// The next-link is followed by a POST without a body; every other one must say that it is JSON.
	if (body === '' && path.endsWith('/dataservice/next')) return {};
	// Its parts are the service's to read.
	if (path.endsWith('/file/upload')) return {};
	if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
		throw new AisRefusal(415, 'Unsupported Media Type', 'javax.ws.rs.NotSupportedException');
	}
	if (path.includes('/orchestrator/') && !acceptsJson(headers.accept)) {
		throw new AisRefusal(406, 'Not Acceptable', 'javax.ws.rs.NotAcceptableException');
	}
	if (body.trim() === '') return {};
	try {
		const json: unknown = JSON.parse(body);
		if (json !== null && typeof json === 'object' && !Array.isArray(json)) return json as JsonObject;
	} catch {
		// falls through to the refusal: the reason would quote the body
	}
	throw badRequest('Bad Request: invalid JSON input');
}

function acceptsJson(accept = '*/*'): boolean {
	return /application\/(json|\*)|\*\/\*/i.test(accept);
}
