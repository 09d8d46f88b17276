// Stands between the test run and n8n. It leads a process group of its own; when its standard input ends, because
// stop() closed it or because the test run died in whatever way, n8n and its task runners end with it.
import { spawn } from 'node:child_process';

const [graceMs, command, ...args] = process.argv.slice(2);

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
	console.error(error.message);
	process.exit(127);
});
child.on('exit', (code, signal) => {
	// n8n is gone; a task runner that outlives it goes with the group, and so does this process.
	if (signal) console.error(`n8n ended by ${signal}`);
	process.exitCode = code ?? 1;
	killGroup();
});

let ending = false;
function end() {
	if (ending) return;
	ending = true;
	child.kill('SIGTERM');
	setTimeout(killGroup, Number(graceMs));
}

function killGroup() {
	process.kill(-process.pid, 'SIGKILL');
}

process.stdin.resume();
process.stdin.on('end', end);
process.stdin.on('error', end);
process.on('SIGTERM', end);
process.on('SIGINT', end);
