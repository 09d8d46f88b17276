import { badRequest } from '../errors.cts';
import type { JsonObject, SignedOnCall } from '../services.cts';
import type { InputRow, OrchestrationDefinition, OrchestrationInput } from './definition.cts';

/** Attributes of the request that belong to signing on. */
const SESSION_ATTRIBUTES =
	'token deviceName username password environment role jasserver psToken applicationName'.split(' ');
const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)$/;

export interface ReadInputs {
	inputs: InputRow;
	rows: Record<string, InputRow[]>;
}

/** The inputs of a call, in the one format that the orchestration was designed for. */
export function readInputs(call: SignedOnCall, definition: OrchestrationDefinition): ReadInputs {
	const { inputFormat = 'Generic' } = definition;
	const given =
		call.request.method === 'GET'
			? fromUrl(call.request.search, definition)
			: inputFormat === 'Generic'
				? Object.entries(call.json).filter(([name]) => !SESSION_ATTRIBUTES.includes(name))
				: fromStandard(call.json);
	const read: ReadInputs = { inputs: {}, rows: {} };
	for (const [name, value] of given) {
		const input = inputNamed(name, definition.inputs);
		if (value === null || value === undefined) continue;
		if (input.type === 'Array') read.rows[name] = readRows(input, value);
		else read.inputs[name] = readScalar(input, value);
	}
	for (const { name, type } of definition.inputs) if (type === 'Array') read.rows[name] ??= [];
	return read;
}

function fromUrl(search: URLSearchParams, { inputs }: OrchestrationDefinition): Array<[string, unknown]> {
	if (inputs.some(({ type }) => type === 'Array')) {
		throw badRequest('an orchestration with array inputs is called by POST');
	}
	return [...search].filter(([name]) => !name.startsWith('$') && !['role', 'token'].includes(name));
}

/** `{ inputs: [{ name, value }], detailInputs: [{ name, repeatingInputs: [{ inputs: [...] }] }] }` */
function fromStandard(json: JsonObject): Array<[string, unknown]> {
	const known = [...SESSION_ATTRIBUTES, 'inputs', 'detailInputs'];
	const unknown = Object.keys(json).find((name) => !known.includes(name));
	if (unknown !== undefined) throw badRequest(`JDE Standard format: unknown attribute ${unknown}`);
	const details = listOf(json.detailInputs, 'detailInputs').map((entry): [string, unknown] => [
		String(entry.name),
		listOf(entry.repeatingInputs, 'repeatingInputs').map((row) => Object.fromEntries(pairs(row.inputs))),
	]);
	return [...pairs(json.inputs), ...details];
}

function pairs(inputs: unknown): Array<[string, unknown]> {
	return listOf(inputs, 'inputs').map(({ name, value }) => {
		if (typeof name !== 'string') throw badRequest('inputs: an entry without name');
		return [name, value];
	});
}

function listOf(value: unknown, name: string): JsonObject[] {
	if (value === undefined) return [];
	const isList = Array.isArray(value) && value.every((entry) => entry !== null && typeof entry === 'object');
	if (!isList) throw badRequest(`JDE Standard format: ${name} is a list of objects`);
	return value as JsonObject[];
}

function inputNamed(name: string, inputs: OrchestrationInput[]): OrchestrationInput {
	const input = inputs.find((one) => one.name === name);
	if (!input) throw badRequest(`${name} is not an input of this orchestration`);
	return input;
}

function readRows({ name, columns = [] }: OrchestrationInput, value: unknown): InputRow[] {
	return listOf(value, name).map((row) => {
		const filled = Object.entries(row).filter(([, cell]) => cell !== null && cell !== undefined);
		return Object.fromEntries(
			filled.map(([column, cell]) => [column, readScalar(inputNamed(column, columns), cell)]),
		);
	});
}

function readScalar({ name, type }: OrchestrationInput, value: unknown): string {
	if (typeof value === 'object') throw badRequest(`input ${name} takes a single value`);
	const text = String(value);
	if (type === 'Numeric' && text.trim() !== '' && !NUMBER.test(text.trim())) {
		throw badRequest(`input ${name} is not numeric`);
	}
	return text;
}
