import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeDownloads } from '../src/downloads/downloads.ts';
import { measureWays, NAMED_NODES, waysTable } from '../src/downloads/ways.ts';
import { packedRegistry } from './fixtures/packed-registry.ts';

test('the example runs on each named Node, from the packages, the one file and the wheel', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-downloads-'));
  const registry = await packedRegistry();
  try {
    const ways = await measureWays(registry, await writeDownloads(folder));
    process.stdout.write(`\n${waysTable(ways)}\n\n`);
    expect(ways.map(({ name }) => name)).toEqual(['packages', 'one file', 'wheel']);
    for (const { runs } of ways) {
      const expected = NAMED_NODES.map((node) => ({ node, rows: { done: 5000, total: 5000 } }));
      expect(runs).toMatchObject(expected);
    }
  } finally {
    await registry.close();
    rmSync(folder, { recursive: true });
  }
});
