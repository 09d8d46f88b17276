import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { Failed, fail, settle, withoutSecretsIn } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import type { Try } from '../../../lib/request/types';
import { undone } from '../model/orchestrationAnswer';
import { inputFormatIn, requestBody } from '../model/orchestrationInputs';
import type { InputFormat } from '../model/orchestrationInputs';
import { fileNameIn } from './body';
import type { Ais } from './connection';

export type AisVersion = 'v1' | 'v2' | 'v3';

export interface OrchestrationCall {
	name: string;
	version: AisVersion;
	format: InputFormat;
	inputs: IDataObject;
	/** false where discovery was asked and does not show it */
	isShown?: boolean;
	/** hands out what went wrong as data */
	errorsAsData: boolean;
}

export type OrchestrationAnswer = { outputs: IDataObject } | { file: Buffer; fileName: string };

const PATHS: Record<AisVersion, string> = {
	v1: '/orchestrator',
	v2: '/v2/orchestrator',
	v3: '/v3/orchestrator',
};

/**
 * Runs an orchestration once: whatever it may do is never done twice, and where no answer came the failure says that
 * the outcome is not known.
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-orchestrator-orchestration-post.html
 * @throws Failed
 */
export async function runOrchestration(ais: Ais, call: OrchestrationCall): Promise<OrchestrationAnswer> {
	const { name, version, format, inputs, isShown, errorsAsData } = call;
	const exchanged = await settle(
		async () =>
			await ais.exchange({
				method: 'POST',
				path: `${PATHS[version]}/${encodeURIComponent(name)}`,
				body: requestBody(format, inputs),
				effect: 'once',
				acceptsFile: true,
				takes: ({ status, body }) => status === 404 || (status === 500 && isRecord(body)),
				what: `orchestration '${name}'`,
			}),
	);
	if (!exchanged.ok) throw new Failed(ofThisOne(exchanged.failure));
	const answer = exchanged.value;
	if (answer.status === 404) notDeployed(name, version);
	if (Buffer.isBuffer(answer.body)) {
		return { file: answer.body, fileName: fileNameIn(answer.headers) ?? name };
	}
	const outputs = withoutSecretsIn(outputsIn(answer), ais.session.secrets()) as IDataObject;
	const found = undone(name, answer.status, outputs);
	if (found && !errorsAsData) throw new Failed(isShown === false ? perhapsMisspelt(name, found) : found);
	return { outputs };
}

/** View security is by orchestration: the user may well run the others. */
function ofThisOne(failure: Failure): Failure {
	if (failure.category !== 'permission') return failure;
	return { ...failure, details: { ...failure.details, ofRecord: true } };
}

/** Outputs are an object; a list is put into one, and a text, which no documentation knows, is kept. */
function outputsIn({ body }: Try): IDataObject {
	if (isRecord(body)) return body;
	if (body === undefined || body === null || body === '') return {};
	return { outputs: body as IDataObject[] };
}

/**
 * What the signed-on user may run: definitions with `name`, `inputs`, `inputFormat` and more.
 * @param name of one orchestration, or its object name
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-discover-get.html
 * @throws Failed
 */
export async function discover(ais: Ais, name?: string): Promise<IDataObject[]> {
	const body = await ais.call({
		method: 'GET',
		path: name === undefined ? '/discover' : `/discover/${encodeURIComponent(name)}`,
		effect: 'repeatable',
		what: name === undefined ? 'discovery of orchestrations' : `definition of orchestration '${name}'`,
	});
	// One definition may come without the list around it.
	const found = body.orchestrations ?? ('name' in body ? [body] : []);
	return [found].flat().filter(isRecord);
}

type Discovered = Pick<OrchestrationCall, 'format' | 'isShown'>;

/**
 * Asks discovery for the format of an orchestration, once each. One that discovery does not show takes the generic
 * format; a server that is down stays a failure.
 */
export function inputFormats(ais: Ais): (name: string) => Promise<Discovered> {
	const known = new Map<string, Discovered>();
	return async (name) => {
		const asked = known.get(name) ?? (await discovered(ais, name));
		known.set(name, asked);
		return asked;
	};
}

async function discovered(ais: Ais, name: string): Promise<Discovered> {
	const found = await settle(async () => await discover(ais, name));
	if (found.ok) {
		const definition = found.value.find((one) => one.name === name || one.omwObjectName === name);
		if (String(definition?.fileInputsRequired) === 'true') needsFiles(name);
		if (definition?.inputFormat === 'Oracle Cloud IoT') otherFormat(name);
		return { format: inputFormatIn(definition), isShown: definition !== undefined };
	}
	if (['unavailable', 'throttled', 'authentication'].includes(found.failure.category)) {
		throw new Failed(found.failure);
	}
	return { format: 'generic' };
}

/** Some servers answer a name they do not know like an orchestration that failed. */
function perhapsMisspelt(name: string, found: Failure): Failure {
	const first = `Check the name '${name}', in which upper and lower case count: discovery does not show it.`;
	return { ...found, description: `${first} ${found.description}` };
}

/** The names of the multipart parts are not public, and a guess could run it without its file. */
function needsFiles(name: string): never {
	fail({
		code: 'JDE_ORCHESTRATION_FILES',
		category: 'validation',
		message: `Orchestration '${name}' needs a file as input, which this node cannot send`,
		description:
			"Let its designer take the file from elsewhere, such as a media object that 'Media Object: Upload' has attached",
	});
}

function otherFormat(name: string): never {
	fail({
		code: 'JDE_ORCHESTRATION_FORMAT',
		category: 'validation',
		message: `Orchestration '${name}' takes the Oracle Cloud IoT format, which this node does not write`,
		description: "Let its designer change its input format, or send the message with 'Custom API Call'",
	});
}

function notDeployed(name: string, version: AisVersion): never {
	fail({
		code: 'JDE_ORCHESTRATION_UNKNOWN',
		category: 'reference',
		message: `The AIS Server has no orchestration '${name}' at API version ${version}`,
		description:
			"Check its name, in which upper and lower case count, and 'API Version' in the options: version 3 needs a newer AIS Server",
		httpStatus: 404,
	});
}
