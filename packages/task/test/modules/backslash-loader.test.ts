import { realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { importsOf } from '../../src/modules/imports-of.ts';
import { loadModule } from '../../src/modules/module-loader.ts';
import { reloadModule } from '../../src/modules/reload-module.ts';
import { folderWith } from '../fixtures/folder.ts';

test('a folder with a backslash in its name: every kind of import is found and loaded', async () => {
  const tree = {
    'tsconfig.json': '{}',
    'task_t.ts': `import { param } from '@psyrun/pspace';
      import os, { EOL } from 'os';
      import pkg, { named } from 'pkg';
      import data from './data.json';
      import { two } from '../lib.js';
      import { f } from './deep';
      export const value = [param({ x: [1] }).length, two, pkg.named, named, data.five, f()];
      export const same: boolean = os.EOL === EOL;`,
    'data.json': '{ "five": 5 }',
    'deep/index.ts': "import { value } from '../task_t.ts';\nexport const f = () => value ?? 6;",
    'node_modules/pkg/package.json': '{"name": "pkg", "version": "1.0.0"}',
    'node_modules/pkg/index.js': 'module.exports = { named: 4 };',
  };
  const files = Object.entries(tree).map(([name, text]) => [`back\\slash/${name}`, text] as const);
  const folder = realpathSync(
    folderWith({ ...Object.fromEntries(files), 'lib.ts': 'export const two = 2;' }),
  );
  const file = join(folder, 'back\\slash/task_t.ts');
  const names = ['task_t.ts', 'data.json', 'lib.ts', 'index.ts'];
  expect(
    importsOf(file)
      .local.map((path) => basename(path))
      .sort(),
  ).toEqual(names.sort());
  expect([...importsOf(file).installed.keys()]).toEqual([
    join(folder, 'back\\slash/node_modules/pkg'),
  ]);
  const first = await loadModule(file);
  expect(first).toMatchObject({ value: [1, 2, 4, 4, 5, 6], same: true });
  expect(await loadModule(file)).toBe(first);
  expect(await reloadModule(file)).not.toBe(first);
});

test('an error while such a module is loaded has its place', async () => {
  const folder = folderWith({ 'a\\b/task_t.ts': '\n\nthrow new Error("here");' });
  const error = await loadModule(join(folder, 'a\\b/task_t.ts')).catch((e: Error) => e);
  expect((error as Error).stack).toMatch(/task_t\.ts:3:\d+/);
});
