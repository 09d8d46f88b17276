// The demo in one command: `npm run demo`. Does the whole set-up, then hands over to demo.cts.
//   npm run demo                     runs the supplier flow and leaves n8n open for a look
//   npm run demo -- --once --json    stops afterwards and prints one line of JSON last
//   npm run demo -- --unadjusted     JD Edwards shows yen and dinars without their own decimals
import { prepare, run } from '../scripts/prepare.mjs';

prepare({ build: true });
process.exitCode = run('npx', ['--no-install', 'tsx', 'demo/demo.cts', ...process.argv.slice(2)]);
