import type { Clock } from '../../kit/clock.cts';
import type { Ledger } from '../../kit/ledger.cts';
import type { Reply } from '../../kit/server.cts';
import { AisRefusal, failed, forbidden, serviceErrorBody } from '../errors.cts';
import type { JsonObject, Services, SignedOnCall } from '../services.cts';
import type { Tables } from '../tables.cts';
import { wallClock } from '../zone.cts';
import {
	OrchestrationException,
	OrchestrationFile,
	type FailedStep,
	type OrchestrationContext,
	type OrchestrationDefinition,
} from './definition.cts';
import { discovered, mayRun } from './discovery.cts';
import { readInputs } from './inputs.cts';

export interface OrchestrationOptions {
	/** live: tests add definitions while the server runs */
	definitions: OrchestrationDefinition[];
	tables: Tables;
	clock: Clock;
	ledger: Ledger;
	serverZone: string;
}

/** `orchestrator/{name}` in three versions, by GET and POST, and `discover`. */
export function addOrchestrations(services: Services, options: OrchestrationOptions): void {
	const { definitions, clock, ledger } = options;

	async function execute(call: SignedOnCall): Promise<Reply> {
		const { name } = call.names;
		const definition = definitions.find((one) => one.name === name);
		if (!definition) throw failed(`Orchestration ${name} could not be found`);
		if (!mayRun(call.session.user, definition)) {
			throw forbidden(`Authorization Failure: no view security for orchestration ${name}`);
		}
		if (definition.fileOutputs && !acceptsFiles(call)) {
			throw new AisRefusal(406, 'Not Acceptable', 'javax.ws.rs.NotAcceptableException');
		}
		const { inputs, rows } = readInputs(call, definition);
		const startedAt = clock.now();
		const info = (status: string): JsonObject =>
			definition.executionInfo ? executionInfo(status, startedAt, clock.now()) : {};
		try {
			const result = await definition.run(inputs, contextOf(call, rows));
			if (result instanceof OrchestrationFile) return fileReply(result);
			return { status: 200, body: { ...stamped(result, clock.now()), ...info('SUCCESS') } };
		} catch (error) {
			if (!(error instanceof OrchestrationException)) throw error;
			throw refusalOf(error, clock.now(), info('ERROR'));
		}
	}

	function contextOf({ session, version }: SignedOnCall, rows: OrchestrationContext['rows']) {
		const { user, environment, role } = session;
		const { date, time } = wallClock(clock.now(), options.serverZone);
		const effect = (kind: string, key: string, detail?: unknown) =>
			void ledger.effects.push({ at: clock.now().toISOString(), kind, key, detail });
		const { tables } = options;
		return { rows, tables, clock, ledger, effect, local: { date, time }, user, environment, role, version };
	}

	for (const base of ['/jderest', '/jderest/v2', '/jderest/v3']) {
		services.add(`GET ${base}/orchestrator/{name}`, execute);
		services.add(`POST ${base}/orchestrator/{name}`, execute);
	}
	for (const method of ['GET', 'POST']) {
		services.add(`${method} /jderest/discover`, ({ session }) => ({
			status: 200,
			body: discovered(definitions, session.user),
		}));
		services.add(`${method} /jderest/discover/{name}`, ({ session, names: { name } }) => {
			const found = definitions.filter((one) => one.name === name || one.omwObjectName === name);
			return { status: 200, body: discovered(found, session.user) };
		});
	}
}

function acceptsFiles({ request: { headers } }: SignedOnCall): boolean {
	return /application\/(octet-stream|\*)|\*\/\*/i.test(headers.accept ?? '*/*');
}

function refusalOf({ sent, more, message }: OrchestrationException, now: Date, info: JsonObject) {
	const { exception = 'com.oracle.e1.rest.orchestrator.OrchestrationException', ...rest } = more;
	const refusal = new AisRefusal(500, message, exception);
	const body = { ...serviceErrorBody(refusal, now), message: sent, ...rest, ...info };
	return new AisRefusal(500, message, exception, body);
}

/** Steps that failed get what the server adds to them. */
function stamped(outputs: JsonObject, now: Date): JsonObject {
	if (!Array.isArray(outputs.continuedOnError)) return outputs;
	const timeStamp = now.toISOString().replace('Z', '+0000');
	const steps = (outputs.continuedOnError as FailedStep[]).map((step) => ({
		iteration: 0,
		userDefinedErrorText: '',
		type: '',
		timeStamp,
		exceptionProcessResponse: '',
		...step,
	}));
	return { ...outputs, continuedOnError: steps };
}

function executionInfo(status: string, start: Date, end: Date): JsonObject {
	return {
		jde__status: status,
		jde__simpleMessage: status === 'SUCCESS' ? 'Success' : 'Failed',
		jde__startTimestamp: start.toISOString().replace('Z', '+0000'),
		jde__endTimestamp: end.toISOString().replace('Z', '+0000'),
		jde__serverExecutionSeconds: (end.getTime() - start.getTime()) / 1000,
	};
}

function fileReply({ name, content }: OrchestrationFile): Reply {
	const headers = {
		'content-type': 'application/octet-stream',
		'content-disposition': `attachment; filename="${name}"`,
	};
	return { status: 200, body: content, headers };
}
