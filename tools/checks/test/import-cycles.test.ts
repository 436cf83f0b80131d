import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { importCycles } from '../import-cycles.ts';
import { checkedWorkspace } from './checked-workspace.ts';

const workspace = join(import.meta.dirname, '../../..');

test('no file imports itself over any number of steps', () => {
  expect(importCycles(workspace)).toEqual([]);
});

const manifest = JSON.stringify({
  exports: {
    '.': { '@psyrun/source': './src/index.ts' },
    './b': { '@psyrun/source': './src/b.ts' },
  },
});

test.each<[string, Record<string, string>, string]>([
  [
    'of values',
    { 'bench/a.ts': "import { b } from './b.ts';", 'bench/b.ts': "export * from './a.ts';" },
    'bench/a.ts → bench/b.ts → bench/a.ts',
  ],
  [
    'of types',
    {
      'tools/site/a.ts': "import type { B } from './b.ts';",
      'tools/site/b.ts': "export type C = import('./c.ts').C;",
      'tools/site/c.ts': "export type { A as C } from './a.ts';",
    },
    'tools/site/a.ts → tools/site/b.ts → tools/site/c.ts → tools/site/a.ts',
  ],
  [
    'with a dynamic import',
    {
      'packages/core/src/rows/a.ts': "await import('../b.ts');",
      'packages/core/src/b.ts': "import './rows/a.ts';",
    },
    'packages/core/src/b.ts → packages/core/src/rows/a.ts → packages/core/src/b.ts',
  ],
  [
    'of a file with itself',
    { 'packages/core/src/a.ts': "import './a.ts';" },
    'packages/core/src/a.ts → packages/core/src/a.ts',
  ],
  [
    'over several packages',
    {
      'packages/core/package.json': manifest,
      'packages/core/src/index.ts': "export * from '@psyrun/files/b';",
      'packages/files/package.json': manifest,
      'packages/files/src/b.ts': "import { c } from '@psyrun/core';",
    },
    'packages/core/src/index.ts → packages/files/src/b.ts → packages/core/src/index.ts',
  ],
])('a cycle %s is found', (_kind, files, cycle) => {
  expect(checkedWorkspace(files, importCycles)).toEqual([cycle]);
  const [first] = Object.keys(files).filter((path) => path.endsWith('.ts'));
  expect(checkedWorkspace({ ...files, [first!]: '' }, importCycles)).toEqual([]);
});
