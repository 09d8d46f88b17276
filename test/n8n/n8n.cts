import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { credentialCalls } from './credentials.cts';
import { instanceEnv } from './env.cts';
import { addPackage, type InstalledPackage } from './packages.cts';
import { until } from './poll.cts';
import { freePorts, run, type RunningProcess } from './process.cts';
import { runCalls } from './runs.cts';
import { Session, type Owner, type SessionInfo } from './session.cts';
import { tableCalls } from './tables.cts';
import { workflowCalls } from './workflows.cts';

export * from './executions.cts';
export type * from './types.cts';

/** The only user of a throw-away instance on loopback. */
export const OWNER: Owner = {
	email: 'owner@n8n.invalid',
	password: 'Harness-Only-1',
	firstName: 'Test',
	lastName: 'Owner',
};

const START_TIMEOUT_MS = 180_000;

export interface StartOptions {
	/** Packed `.tgz` files, or project folders with a finished `dist`, which are packed first. */
	packages?: string[];
	port?: number;
	env?: Record<string, string>;
	/** Receives n8n's own log, line by line, and the progress of a first install. */
	log?: (line: string) => void;
	/** A folder to work in and to leave behind: a later start on the same folder finds everything again. */
	keepData?: string;
}

export interface InstalledN8n {
	node: string;
	n8nBin: string;
	version: string;
}

/** The calls of the editor, on an instance that runs somewhere. */
export function connectN8n(info: SessionInfo) {
	const session = new Session(info);
	const workflows = workflowCalls(session);
	return {
		url: info.url,
		session,
		...credentialCalls(session),
		...workflows,
		...runCalls(session, workflows),
		...tableCalls(session),
	};
}

export type N8nClient = ReturnType<typeof connectN8n>;

export interface N8n extends N8nClient {
	version: string;
	userFolder: string;
	logFile: string;
	pid: number;
	logs(): string;
	stop(): Promise<void>;
}

/** Starts a real n8n of its own, with the packages, and signs its owner in. */
export async function startN8n(options: StartOptions = {}): Promise<N8n> {
	const installed = await ensureN8n(options.log);
	const userFolder = options.keepData ?? (await mkdtemp(join(tmpdir(), 'n8n-harness-')));
	await mkdir(join(userFolder, '.n8n'), { recursive: true });
	const packages: InstalledPackage[] = [];
	for (const source of options.packages ?? []) packages.push(await addPackage(userFolder, source));

	const [free, brokerPort] = await freePorts(2);
	const port = options.port ?? free;
	const logFile = join(userFolder, 'n8n.log');
	const env = { ...instanceEnv({ userFolder, port, brokerPort, node: installed.node }), ...options.env };
	const running = run(installed.node, [installed.n8nBin, 'start'], { env, logFile, log: options.log });

	const removeFolder = () => {
		if (options.keepData === undefined) rmSync(userFolder, { recursive: true, force: true, maxRetries: 5 });
	};
	process.once('exit', removeFolder);
	const stop = async () => {
		await running.stop();
		removeFolder();
		process.removeListener('exit', removeFolder);
	};
	try {
		// The name, not the number: a browser keeps n8n's cookie only there.
		const url = `http://localhost:${port}`;
		await answers(running, `${url}/healthz/readiness`);
		const session = await signIn(url);
		await knows(session, packages);
		const { pid, logs } = running;
		return { ...connectN8n(session.info), version: installed.version, userFolder, logFile, pid, logs, stop };
	} catch (error) {
		const tail = running.logs().split('\n').slice(-30).join('\n');
		await stop();
		throw new Error(`n8n did not start: ${error instanceof Error ? error.message : String(error)}\n${tail}`);
	}
}

async function answers(running: RunningProcess, url: string): Promise<void> {
	await until(
		`n8n to answer at ${url}`,
		async () => {
			if (running.exitCode() !== undefined) throw new Error(`it ended with ${running.exitCode()}`);
			return await fetch(url).then(
				(response) => (response.ok ? true : undefined),
				() => undefined,
			);
		},
		{ timeoutMs: START_TIMEOUT_MS, everyMs: 250 },
	);
}

/** A kept folder has its owner already. */
async function signIn(url: string): Promise<Session> {
	return await Session.setUpOwner(url, OWNER).catch(async () => await Session.login(url, OWNER));
}

/** A package that n8n could not load leaves no trace but a line in the log; so the types are counted. */
async function knows(session: Session, packages: InstalledPackage[]): Promise<void> {
	if (packages.length === 0) return;
	const all = await session.get<Array<{ name: string }>>('/types/nodes.json');
	for (const each of packages) {
		const known = new Set(all.map(({ name }) => name).filter((name) => name.startsWith(`${each.name}.`)));
		if (known.size < each.nodes) {
			throw new Error(`of ${each.nodes} nodes of ${each.name} it knows ${[...known].join(', ') || 'none'}`);
		}
	}
}

/** Runs the installer as a command: it is a module that neither jest nor tsx has to load. */
export async function ensureN8n(log: (line: string) => void = () => {}): Promise<InstalledN8n> {
	const child = spawn(process.execPath, [join(__dirname, 'install.mjs'), '--json'], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let answer = '';
	let said = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (answer += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		said += text;
		for (const line of text.split('\n')) if (line.trim()) log(line);
	});
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	if (code !== 0) throw new Error(said.trim());
	return JSON.parse(answer) as InstalledN8n;
}
