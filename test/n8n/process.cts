import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** n8n closes its database and its runners within a second or two; a hanging execution may hold it longer. */
const GRACE_MS = 10_000;
const KEPT_LOG_CHARACTERS = 5_000_000;

export interface RunningProcess {
	pid: number;
	logs(): string;
	/** undefined while it runs. */
	exitCode(): number | null | undefined;
	stop(): Promise<void>;
}

/** Starts n8n behind the guard, in a process group of its own. */
export function run(
	command: string,
	args: string[],
	options: { env: NodeJS.ProcessEnv; logFile: string; log?: (line: string) => void },
): RunningProcess {
	const child = spawn(process.execPath, [join(__dirname, 'guard.mjs'), String(GRACE_MS), command, ...args], {
		env: options.env,
		stdio: ['pipe', 'pipe', 'pipe'],
		detached: true,
	});
	if (child.pid === undefined) throw new Error(`${command} could not be started`);
	const { pid } = child;

	let kept = '';
	let exitCode: number | null | undefined;
	const file = createWriteStream(options.logFile, { flags: 'a' });
	const keep = (text: string) => {
		kept = (kept + text).slice(-KEPT_LOG_CHARACTERS);
		file.write(text);
		if (options.log) for (const line of text.split('\n')) if (line.trim()) options.log(line);
	};
	child.stdout?.setEncoding('utf8').on('data', keep);
	child.stderr?.setEncoding('utf8').on('data', keep);
	// The guard may be gone when its input is closed; that is what was wanted.
	child.stdin?.on('error', () => {});

	// A killed test run is noticed by the guard; an ordinary exit should not even wait for that.
	const killGroup = () => {
		try {
			process.kill(-pid, 'SIGKILL');
		} catch {
			// Already gone.
		}
	};
	process.once('exit', killGroup);
	const closed = new Promise<void>((resolve) => {
		child.once('close', (code) => {
			exitCode = code;
			process.removeListener('exit', killGroup);
			file.end(resolve);
		});
	});

	return {
		pid,
		logs: () => kept,
		exitCode: () => exitCode,
		async stop() {
			if (exitCode === undefined) await end(child, closed, killGroup);
		},
	};
}

async function end(child: ChildProcess, closed: Promise<void>, killGroup: () => void): Promise<void> {
	child.stdin?.end();
	// The guard kills its group itself; this is for a guard that cannot.
	const late = setTimeout(killGroup, GRACE_MS + 5_000);
	await closed;
	clearTimeout(late);
}

/** Ports that were free a moment ago, all different. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () => createServer());
	const ports = await Promise.all(
		servers.map(
			async (server) =>
				await new Promise<number>((resolve, reject) => {
					server.once('error', reject);
					server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
				}),
		),
	);
	await Promise.all(servers.map(async (server) => await new Promise((resolve) => server.close(resolve))));
	return ports;
}
