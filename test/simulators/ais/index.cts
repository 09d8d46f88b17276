export { startAisSimulator, type AisSimulator } from './server.cts';
export type { AisOptions } from './options.cts';
export { weblogicHtmlError } from './errors.cts';
export {
	continuedOnError,
	OrchestrationException,
	OrchestrationFile,
	type OrchestrationContext,
	type OrchestrationDefinition,
} from './orchestrations/index.cts';
export { aisUser, standardUsers, type AisUser } from './users.cts';
export type { Row } from './catalogue/index.cts';
