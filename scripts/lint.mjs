// Every check that reads code without running it, in one command: `npm run lint`.
import { spawnSync } from 'node:child_process';

const checks = [
	['n8n-node', 'lint'],
	[
		'eslint',
		'--config',
		'eslint.tests.config.mjs',
		'--max-warnings',
		'0',
		'demo',
		'scripts',
		'test',
		'workflows',
		'*.js',
		'*.cjs',
	],
	['tsc', '--noEmit', '--project', 'tsconfig.json'],
	['tsc', '--noEmit', '--project', 'tsconfig.tests.json'],
	['prettier', '--check', '--log-level', 'warn', '.'],
];

for (const [command, ...args] of checks) {
	console.log(`> ${command} ${args.join(' ')}`);
	const { status } = spawnSync('npx', ['--no-install', command, ...args], { stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}
