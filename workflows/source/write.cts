import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { templates } from './index.cts';

/** Writes the templates to workflows/*.json; a test shows that what is committed is current. */
for (const [file, text] of Object.entries(templates())) {
	writeFileSync(path.join(__dirname, '..', file), text);
	console.log(`workflows/${file}`);
}
