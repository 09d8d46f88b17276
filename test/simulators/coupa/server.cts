import { Clock } from '../kit/clock.cts';
import type { Faults } from '../kit/faults.cts';
import type { Ledger } from '../kit/ledger.cts';
import { SimulatorServer, type Reply, type Request } from '../kit/server.cts';
import { Api } from './api.cts';
import { Desk, type DeskOptions } from './controls.cts';
import type { Values } from './attributes.cts';
import { notFound, proxyPage } from './errors.cts';
import { asAsked } from './media.cts';
import { Tokens, type Client } from './oauth.cts';
import { resources } from './resources/index.cts';
import { CUSTOM_FIELDS, DEMO_CLIENT, SEED } from './seed.cts';
import { Store } from './store.cts';
import { Tables } from './tables.cts';
import { DOCUMENTED_RATE, Throttle, type Rate } from './throttle.cts';
import { Writer } from './write.cts';

export interface CoupaOptions extends DeskOptions {
	/** marking a record as exported moves its `updated-at` (default off) */
	markingMovesUpdatedAt?: boolean;
	/** decides every disorder and every token (default 1) */
	seed?: number;
	clock?: Clock;
	port?: number;
	tls?: { key: string; cert: string };
	/** default: one client with every scope this simulator knows, `DEMO_CLIENT` */
	clients?: Client[];
	rate?: Partial<Rate>;
	/** a new token is refused for this long (default 0) */
	tokenUsableAfterMs?: number;
	/** records by table; a table named here starts with these instead of the seed's */
	data?: Record<string, Values[]>;
	/** names of the custom fields open to the API, by table; a table named here replaces the seed's */
	customFields?: Record<string, readonly string[]>;
}

export interface CoupaSimulator {
	readonly url: string;
	readonly ledger: Ledger;
	readonly faults: Faults;
	readonly clock: Clock;
	readonly store: Store;
	/** what people do on Coupa's own screens */
	readonly desk: Desk;
	readonly tokens: Tokens;
	stop(): Promise<void>;
}

// nginx's usual limit for a request line: long `[in]` lists meet it before anything else.
const REQUEST_LINE_LIMIT = 8190;

export async function startCoupaSimulator(options: CoupaOptions = {}): Promise<CoupaSimulator> {
	const { seed = 1, clock = new Clock(), port, tls } = options;
	const rate = { ...DOCUMENTED_RATE, ...options.rate };
	const throttle = new Throttle(rate, clock);
	const tokens = new Tokens(options.clients ?? [DEMO_CLIENT], clock, options.tokenUsableAfterMs ?? 0, seed);
	const customFields = { ...CUSTOM_FIELDS, ...options.customFields };
	const tables = new Tables(resources, clock);

	const handle = (request: Request): Reply => {
		if (lineLength(request) > REQUEST_LINE_LIMIT) return proxyPage(414, 'Request-URI Too Large');
		if (request.path === '/oauth2/token' && request.method === 'POST') return tokens.issue(request);
		if (!request.path.startsWith('/api/')) return notFound();
		const throttled = throttle.refuse();
		if (throttled) return throttled;
		const { reply, resource } = api.handle(request);
		return asAsked(request, reply, resource);
	};
	const server = new SimulatorServer(handle, { clock, port, tls });
	const store = new Store(tables, server.ledger, customFields, options.markingMovesUpdatedAt);
	const api = new Api(tables, store, new Writer(tables, { customFields }), tokens, seed);

	// In the order of the resource table, so that what is referred to is there first.
	const records: Record<string, Values[]> = { ...SEED, ...options.data };
	for (const table of tables.registry.keys()) {
		for (const record of records[table] ?? []) store.insert(table, record);
	}
	await server.start();
	return {
		url: server.url,
		ledger: server.ledger,
		faults: server.faults,
		clock,
		store,
		desk: new Desk(store, options),
		tokens,
		stop: () => server.stop(),
	};
}

const lineLength = ({ method, path, search }: Request): number =>
	`${method} ${encodeURI(path)}?${search.toString()} HTTP/1.1`.length;
