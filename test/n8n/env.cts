import { dirname, delimiter } from 'node:path';

/** Settings of some other n8n, or of the test run, must not colour this one. */
const NOT_INHERITED =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_|CREDENTIALS_|NODES_|OFFLOAD_|NODE_(OPTIONS|ENV|PATH)|JEST_|npm_)/;

/** An instance on loopback that keeps everything and calls nobody, as far as n8n has a switch for it. */
export function instanceEnv(instance: {
	userFolder: string;
	port: number;
	brokerPort: number;
	node: string;
}) {
	const inherited = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)),
	);
	return {
		...inherited,
		// The task runners start `node` by name.
		PATH: dirname(instance.node) + delimiter + (process.env.PATH ?? ''),
		NODE_ENV: 'production',
		N8N_USER_FOLDER: instance.userFolder,
		N8N_HOST: 'localhost',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(instance.port),
		N8N_RUNNERS_BROKER_PORT: String(instance.brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_LOG_LEVEL: 'info',
		GENERIC_TIMEZONE: 'UTC',
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
		EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		// Asks n8n's own host for a list of MCP servers, at the start and then daily.
		N8N_DISABLED_MODULES: 'mcp-registry',
	} satisfies NodeJS.ProcessEnv;
}
