// The pictures of the templates, taken in the real n8n: `npm run pictures`, or `npm run pictures -- suppliers payments`.
import { prepare, run } from './prepare.mjs';

prepare({ build: true });
process.exitCode = run('npx', [
	'--no-install',
	'tsx',
	'test/workflows/pictures.cts',
	...process.argv.slice(2),
]);
