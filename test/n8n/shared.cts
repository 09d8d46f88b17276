import { connectN8n, type N8nClient } from './n8n.cts';
import type { SessionInfo } from './session.cts';

/** How globalSetup tells the test files what it started; environment variables reach every worker of jest. */
export const SHARED_ENV = 'JDE_COUPA_TEST_N8N';
export const TARBALL_ENV = 'JDE_COUPA_TEST_TARBALL';

export interface SharedN8n extends SessionInfo {
	logFile: string;
	/** False while `dist` is not built: then the instance knows stock nodes only. */
	hasPackage: boolean;
}

/** The instance that all test files of one run share. Name workflows and tables after the test file. */
export function sharedN8n(): N8nClient & { logFile: string; hasPackage: boolean } {
	const text = process.env[SHARED_ENV];
	if (!text) throw new Error('No shared n8n runs: start these tests with jest --selectProjects workflows');
	const { logFile, hasPackage, ...session } = JSON.parse(text) as SharedN8n;
	return { ...connectN8n(session), logFile, hasPackage };
}

/** What to give `startN8n` in a test that needs an instance of its own. */
export function builtPackages(): string[] {
	const tarball = process.env[TARBALL_ENV];
	return tarball ? [tarball] : [];
}
