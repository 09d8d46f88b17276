import { createRequire } from 'node:module';

/**
 * For packages that are loaded when a test runs. A script that imports these files through tsx makes Node 20 load them
 * as ES modules do, and there every `require` of a JSON file inside a package fails; a require of one's own does not.
 */
export const plainRequire = createRequire(__filename);
