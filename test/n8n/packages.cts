import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

export interface InstalledPackage {
	name: string;
	/** How many node types n8n must know below this name once it is up. */
	nodes: number;
}

interface Manifest {
	name: string;
	n8n?: { nodes?: string[] };
}

/** `npm pack` without scripts; answers the tarball's path. */
export async function pack(projectFolder: string, into: string): Promise<string> {
	await mkdir(into, { recursive: true });
	const args = [
		'pack',
		projectFolder,
		'--pack-destination',
		into,
		'--ignore-scripts',
		'--json',
		'--loglevel=error',
	];
	const { stdout } = await exec('npm', args, { cwd: into, maxBuffer: 32 * 1024 ** 2 });
	const [{ filename }] = JSON.parse(stdout) as Array<{ filename: string }>;
	return join(into, filename);
}

/**
 * Puts a community package where n8n's own installer leaves it: unpacked below `.n8n/nodes/node_modules`. The package
 * has no run-time dependency, so there is nothing to install beside it. A folder is packed first, so that a test never
 * sees a file that the published package lacks.
 */
export async function addPackage(userFolder: string, source: string): Promise<InstalledPackage> {
	const isFolder = (await stat(source)).isDirectory();
	const packFolder = join(userFolder, 'packed');
	const tarball = isFolder ? await pack(source, packFolder) : source;

	const unpacked = join(userFolder, 'unpacked');
	await rm(unpacked, { recursive: true, force: true });
	await mkdir(unpacked, { recursive: true });
	await exec('tar', ['-xzf', tarball, '-C', unpacked]);
	const manifest = JSON.parse(await readFile(join(unpacked, 'package', 'package.json'), 'utf8')) as Manifest;

	const target = join(userFolder, '.n8n', 'nodes', 'node_modules', manifest.name);
	await rm(target, { recursive: true, force: true });
	await cp(join(unpacked, 'package'), target, { recursive: true });
	await rm(unpacked, { recursive: true, force: true });
	return { name: manifest.name, nodes: manifest.n8n?.nodes?.length ?? 0 };
}
