import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { importsAtRunTime, sourcesBelow } from '../imports.ts';

// In the mapper, only `worker/`, `row/` and `platform/`, which names what rows need of Node, run in
// worker processes. The last two run on both sides. The
// other folders belong to the process of the pool, which takes only types from `worker/`.

const mapper = join(import.meta.dirname, '../../../packages/mapper/src');

/** Returns the imports of `src` that cross the sides, as sentences. */
function crossings(src: string): string[] {
  return sourcesBelow(src).flatMap((file) =>
    importedFiles(file)
      .filter((other) => !isAllowed(roomOf(src, file), roomOf(src, other)))
      .map((other) => `${relative(src, file)} imports ${relative(src, other)}`),
  );
}

function isAllowed(from: string, to: string): boolean {
  if (to === 'platform') return true;
  if (from === 'worker') return to === 'worker' || to === 'row';
  if (from === 'row') return to === 'row';
  return to !== 'worker';
}

function roomOf(src: string, file: string): string {
  return relative(src, file).split('/')[0]!;
}

/** Returns the files of the package that a file imports at run time, without imports of types. */
function importedFiles(file: string): string[] {
  return importsAtRunTime(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => join(dirname(file), specifier));
}

test('worker processes load worker/ and row/ only, and nothing else loads worker/', () => {
  expect(crossings(mapper)).toEqual([]);
});

test('every import that crosses the sides is found', () => {
  const src = mkdtempSync(join(tmpdir(), 'psyrun-sides-'));
  const sources: Record<string, string> = {
    'worker/entry.ts': "import '../row/row.ts';\nimport '../pool/pool.ts';\n",
    'row/row.ts': "import type { A } from '../worker/entry.ts';\nimport '../pool/pool.ts';\n",
    'pool/pool.ts': "export * from '../worker/entry.ts';\nimport '../row/row.ts';\n",
    'index.ts': "export { a } from './worker/entry.ts';\n",
  };
  try {
    for (const [name, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(src, name)), { recursive: true });
      writeFileSync(join(src, name), text);
    }
    expect(crossings(src).sort()).toEqual([
      'index.ts imports worker/entry.ts',
      'pool/pool.ts imports worker/entry.ts',
      'row/row.ts imports pool/pool.ts',
      'worker/entry.ts imports pool/pool.ts',
    ]);
  } finally {
    rmSync(src, { recursive: true });
  }
});
