import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureN8n, startN8n, type N8n } from '../n8n/n8n.cts';
import { pack } from '../n8n/packages.cts';
import { SHARED_ENV, TARBALL_ENV, type SharedN8n } from '../n8n/shared.cts';

const PROJECT = join(__dirname, '..', '..');

/** Kept for the teardown, which jest runs in the same process. */
export interface StartedForRun {
	n8n: N8n;
	packFolder: string;
}

declare global {
	var jdeCoupaTestRun: StartedForRun | undefined;
}

/** Packs what `npm run build` left in dist, once, and starts the instance that the test files share. */
export default async function globalSetup(): Promise<void> {
	await ensureN8n((line) => process.stderr.write(`${line}\n`));
	const packFolder = await mkdtemp(join(tmpdir(), 'jde-coupa-pack-'));
	const isBuilt = existsSync(join(PROJECT, 'dist', 'nodes'));
	if (isBuilt) process.env[TARBALL_ENV] = await pack(PROJECT, packFolder);
	else process.stderr.write('dist/nodes is missing (npm run build): n8n starts without the package.\n');

	const n8n = await startN8n({ packages: isBuilt ? [process.env[TARBALL_ENV] ?? ''] : [] });
	const shared: SharedN8n = { ...n8n.session.info, logFile: n8n.logFile, hasPackage: isBuilt };
	process.env[SHARED_ENV] = JSON.stringify(shared);
	globalThis.jdeCoupaTestRun = { n8n, packFolder };
}
