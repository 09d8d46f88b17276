// Everything that must hold, in one command: `npm test`. Does the whole set-up on a fresh clone.
import { must, prepare } from './prepare.mjs';

const startedAt = Date.now();
const step = (title) => console.log(`\n=== ${title} (${Math.round((Date.now() - startedAt) / 1000)} s)`);

step('Packages and build');
prepare({ build: true });
step('Lint, types and format');
must('node', ['scripts/lint.mjs']);
step('Unit tests and simulators');
must('npx', ['--no-install', 'jest', '--selectProjects', 'unit', 'simulators']);
step('n8n itself (installed once, into your cache: about 4 minutes and 2.4 GB)');
must('node', ['test/n8n/install.mjs']);
step('Templates in the real n8n');
must('npx', ['--no-install', 'jest', '--selectProjects', 'workflows', '--runInBand']);
step('All passed');
