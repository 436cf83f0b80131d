/** Writes what each package exports now to its record: `npm run api`. Review the difference. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicApi, recordedApi } from './public-api.ts';

const packages = join(import.meta.dirname, '../../packages');
for (const name of readdirSync(packages)) {
  const folder = join(packages, name);
  writeFileSync(recordedApi(folder), publicApi(folder));
}
