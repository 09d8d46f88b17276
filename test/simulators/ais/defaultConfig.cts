import type { OpenService, Services } from './services.cts';

/** [name, release since which the capability exists, version of it] */
const CAPABILITIES: Array<[string, string, string]> = [
	['grid', '9.1.4.4', '1.0'],
	['processingOption', '9.1.4.4', '1.0'],
	['query', '9.1.5', '1.0'],
	['dataService', '9.1.5.2', '1.0'],
	['dataServiceAggregation', '9.2.0.2', '1.0'],
	['orchestration', '9.1.4.6', '1.0'],
	['validate', '9.2.1.2', '2.0'],
	['messageService', '9.2.1.2', '2.0'],
];

export interface ConfigOptions {
	defaultEnvironment: string;
	defaultRole: string;
	aisVersion: string;
	jasserver: string;
}

/** What AIS tells anybody about itself; clients use it as a connection test. */
export function addDefaultConfig(services: Services, options: ConfigOptions): void {
	const config: OpenService = ({ request, json }) => {
		const jas = new URL(options.jasserver);
		const required = request.search.get('requiredCapabilities') ?? String(json.requiredCapabilities ?? '');
		const missing = required
			.split(',')
			.map((name) => name.trim())
			.some((name) => name !== '' && !CAPABILITIES.some(([known]) => known === name));
		return {
			status: 200,
			body: {
				jasHost: jas.hostname,
				jasPort: jas.port,
				jasProtocol: jas.protocol.replace(':', ''),
				defaultEnvironment: options.defaultEnvironment,
				defaultRole: options.defaultRole,
				displayEnvironment: true,
				displayRole: true,
				displayJasServer: false,
				defaultJasServer: options.jasserver,
				aisVersion: options.aisVersion,
				capabilityList: CAPABILITIES.map(([name, asOfRelease, sinceVersion]) => ({
					name,
					shortDescription: name,
					longDescription: `The server offers ${name}`,
					asOfRelease,
					sinceVersion,
				})),
				requiredCapabilityMissing: missing,
			},
		};
	};
	for (const method of ['GET', 'POST']) {
		services.addOpen(`${method} /jderest/defaultconfig`, config);
		services.addOpen(`${method} /jderest/v2/defaultconfig`, config);
	}
}
