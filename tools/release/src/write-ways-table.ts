/** `npm run ways` installs psyrun in each way, measures it, and writes the table in the README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOWNLOADS, writeDownloads } from './downloads/downloads.ts';
import { LoopbackRegistry } from './loopback-registry.ts';
import { packWorkspace, WORKSPACE } from './pack.ts';
import { measureWays, waysTable, writeWays } from './downloads/ways.ts';

const registry = await LoopbackRegistry.open();
try {
  for (const { manifest, tarball } of await packWorkspace()) registry.add(manifest, tarball);
  const ways = await measureWays(registry, await writeDownloads(DOWNLOADS));
  const readme = join(WORKSPACE, 'README.md');
  writeFileSync(readme, writeWays(readFileSync(readme, 'utf8'), ways));
  console.log(waysTable(ways));
} finally {
  await registry.close();
}
