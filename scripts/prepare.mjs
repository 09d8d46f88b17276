// What a fresh clone needs before anything runs: dependencies as locked, and a build of the present sources.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a command in the project. A quiet one is heard only when it fails. */
export function run(command, args, { quiet = false } = {}) {
	const stdio = ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'];
	const { status, stdout, stderr } = spawnSync(command, args, { cwd: PROJECT, stdio });
	// What a quiet command said matters only when it failed.
	if (quiet && status !== 0) process.stderr.write(`${stdout}${stderr}`);
	return status ?? 1;
}

export function must(command, args, options) {
	const status = run(command, args, options);
	if (status === 0) return;
	console.error(`'${command} ${args.join(' ')}' failed`);
	process.exit(status);
}

export function prepare({ build }) {
	if (!isInstalled()) {
		console.error('Installing the development packages (about a minute) …');
		must('npm', ['ci'], { quiet: true });
	}
	if (build) {
		console.error('Building the package …');
		must('npm', ['run', '--silent', 'build'], { quiet: true });
	}
}

/** npm keeps a copy of the lock file it installed from. */
function isInstalled() {
	const installed = path.join(PROJECT, 'node_modules', '.package-lock.json');
	if (!existsSync(installed)) return false;
	const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
	const wanted = packages(path.join(PROJECT, 'package-lock.json'));
	const found = packages(installed);
	return Object.entries(wanted).every(
		([name, { version, optional, extraneous }]) =>
			name === '' || optional || extraneous || found[name]?.version === version,
	);
}
