import { rm } from 'node:fs/promises';

import type {} from './globalSetup.cts';

export default async function globalTeardown(): Promise<void> {
	const started = globalThis.jdeCoupaTestRun;
	if (!started) return;
	await started.n8n.stop();
	await rm(started.packFolder, { recursive: true, force: true });
}
