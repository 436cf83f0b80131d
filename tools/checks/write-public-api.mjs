/** Writes down what each package exports now: `npm run api`. The difference is for the reviewer. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicApi, recordedApi } from './public-api.js';

const packages = join(import.meta.dirname, '../../packages');
for (const name of readdirSync(packages)) {
  const folder = join(packages, name);
  writeFileSync(recordedApi(folder), publicApi(folder));
}
