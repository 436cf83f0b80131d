/**
 * `npm run downloads -- <folder>` writes what people without npm download: `psy.mjs`, psyrun in one file, and
 * the wheel for pip. The packages must be built.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DOWNLOADS, writeDownloads } from './downloads/downloads.ts';

const { psy, wheel } = await writeDownloads(resolve(process.argv[2] ?? DOWNLOADS));
for (const file of [psy, wheel]) {
  console.log(`${file}: ${(statSync(file).size / 1e6).toFixed(1)} MB`);
}
