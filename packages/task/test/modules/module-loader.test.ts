import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadModule } from '../../src/modules/module-loader.ts';
import { folderWith } from '../fixtures/folder.ts';

const load = (files: Record<string, string>, name: string) =>
  loadModule(join(folderWith(files), name));

describe('every kind of module is loaded', () => {
  test.each<[string, string, string]>([
    ['TypeScript', 'task_t.ts', 'enum Kind { A = 4 }\nexport const value: number = Kind.A;'],
    ['TypeScript as ES module', 'task_t.mts', 'export const value = 4 satisfies number;'],
    ['JavaScript', 'task_t.js', 'export const value = 4;'],
    ['an ES module', 'task_t.mjs', 'export const value = 4;'],
    ['CommonJS', 'task_t.cjs', 'exports.value = 4;'],
    ['top-level await', 'task_t.ts', 'export const value = await Promise.resolve(4);'],
  ])('%s', async (_name, name, content) => {
    // npm init writes this. The result must not depend on it.
    const module = await load({ 'package.json': '{"type": "commonjs"}', [name]: content }, name);
    expect(module['value']).toBe(4);
  });

  test.each(['./sibling.ts', './sibling.js', './sibling'])(
    'with the sibling %s',
    async (specifier) => {
      const module = await load(
        {
          'task_t.ts': `export { value } from '${specifier}';`,
          'sibling.ts': 'export const value = 4;',
        },
        'task_t.ts',
      );
      expect(module['value']).toBe(4);
    },
  );

  test('a TypeScript sibling of CommonJS, with the default export of a CommonJS module', async () => {
    const module = await load(
      {
        'task_t.cjs': "const { value } = require('./lib.ts');\nexports.value = value;",
        'lib.ts': [
          "import os from 'node:os';",
          "import four from './four.cjs';",
          'export const value: number = os.EOL.length * four;',
        ].join('\n'),
        'four.cjs': 'module.exports = 4;',
      },
      'task_t.cjs',
    );
    expect(module['value']).toBe(4);
  });

  test('with path aliases of tsconfig.json', async () => {
    const module = await load(
      {
        'tsconfig.json': '{"compilerOptions": {"paths": {"@lab/*": ["./lib/*"]}}}',
        'lib/four.ts': 'export const value = 4;',
        'psy-tasks/task_t.ts': "export { value } from '@lab/four';",
      },
      'psy-tasks/task_t.ts',
    );
    expect(module['value']).toBe(4);
  });

  test.each([
    ['task_t.ts', "import { param } from '@psyrun/pspace';\nexport const value ="],
    ['task_t.cjs', "const { param } = require('@psyrun/pspace');\nexports.value ="],
  ])('that imports psyrun without an installation: %s', async (name, start) => {
    const content = `${start} param({ a: [1, 2, 3, 4] }).length;`;
    expect((await load({ [name]: content }, name))['value']).toBe(4);
  });
});

test('a stack trace has the line numbers of the source', async () => {
  const content =
    "interface A { a: number }\n\n\nexport function execute({ a }: A): never {\n  throw new Error('here');\n}";
  const { execute } = await load({ 'task_t.ts': content }, 'task_t.ts');
  try {
    (execute as (row: object) => never)({ a: 1 });
  } catch (error) {
    expect((error as Error).stack).toMatch(/execute \(.*task_t\.ts:5:\d+\)/);
  }
  expect.assertions(1);
});
