export {
	continuedOnError,
	OrchestrationException,
	OrchestrationFile,
	type OrchestrationContext,
	type OrchestrationDefinition,
} from './definition.cts';
export { sampleOrchestrations } from './samples.cts';
export { addOrchestrations } from './service.cts';
