import type { JsonObject } from '../services.cts';
import type { AisUser } from '../users.cts';
import type { OrchestrationDefinition, OrchestrationInput } from './definition.cts';

/** Whether the UDO view security of a user includes an orchestration. */
export function mayRun({ security }: AisUser, { name }: OrchestrationDefinition): boolean {
	return security.orchestrations === undefined || security.orchestrations.includes(name);
}

/** What `discover` says about the orchestrations that a user may see. */
export function discovered(definitions: OrchestrationDefinition[], user: AisUser): JsonObject {
	const shown = definitions.filter((one) => mayRun(user, one) && one.exposeOrchInDiscovery !== false);
	return { orchestrations: shown.map(entry) };
}

function entry(definition: OrchestrationDefinition): JsonObject {
	const { exposeInputsInDiscovery = true, exposeOrchInDiscovery = true } = definition;
	return {
		name: definition.name,
		description: definition.description,
		longDescription: definition.longDescription ?? '',
		inputFormat: definition.inputFormat ?? 'Generic',
		inputs: exposeInputsInDiscovery ? definition.inputs.map(input) : [],
		outputs: definition.outputs,
		omwObjectName: definition.omwObjectName,
		category: definition.category ?? '',
		udoGroup: definition.udoGroup ?? 'Shared',
		version: 'v3',
		scheduleUDOName: '',
		exampleOutput: '',
		fileInputs: false,
		fileInputsRequired: false,
		fileOutputs: definition.fileOutputs ?? false,
		containsContinueOnError: definition.containsContinueOnError ?? false,
		exposeInputsInDiscovery,
		exposeOrchInDiscovery,
	};
}

function input({ name, type, columns }: OrchestrationInput): JsonObject {
	return { name, type, ...(columns ? { array: columns.map(input) } : {}) };
}
