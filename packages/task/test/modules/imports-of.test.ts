import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { importsOf } from '../../src/modules/imports-of.ts';
import { folderWith } from '../fixtures/folder.ts';

test('the local modules of a task are its direct and indirect imports', () => {
  const folder = realpathSync(
    folderWith({
      'task_t.ts':
        "import { a } from './a.ts';\nimport type { T } from './types.ts';\nexport const b = () => [a, import('./late.js')];\nimport { param } from '@psyrun/pspace';",
      'a.ts': "import 'fs/promises';\nimport 'node:fs';\nimport 'path';\nexport * from './deep/b';",
      'deep/b.ts': "import '../a.ts';\nimport 'pkg';",
      'late.js': "require('./c.cjs');",
      'c.cjs': '',
      'types.ts': '',
      'unrelated.ts': '',
      'node_modules/pkg/index.js': '',
      'node_modules/pkg/package.json': '{"name": "pkg", "main": "index.js"}',
    }),
  );
  const { local, installed } = importsOf(join(folder, 'task_t.ts'));
  const names = local.map((file) => basename(file));
  expect(names.sort()).toEqual(['a.ts', 'b.ts', 'c.cjs', 'late.js', 'task_t.ts']);
  const pkg = join(folder, 'node_modules/pkg');
  expect([...installed]).toEqual([[pkg, [join(pkg, 'index.js')]]]);
});

test.each([
  ['require', 'createRequire'],
  ['load$', 'createRequire'],
  ['require', 'module.createRequire'],
])('a function %s that %s makes is followed', (name, make) => {
  const task = `import module, { createRequire } from 'node:module';
const ${name} = ${make}(import.meta.url);
export const execute = () => ${name}('./c.cjs').f();`;
  const folder = realpathSync(folderWith({ 'task_t.ts': task, 'c.cjs': '' }));
  const { local } = importsOf(join(folder, 'task_t.ts'));
  expect(local.map((file) => basename(file))).toEqual(['task_t.ts', 'c.cjs']);
});

test.each([
  ['./größe.ts', 'größe.ts'],
  ['./漢字 😀.ts', '漢字 😀.ts'],
  ["./it's.ts", "it's.ts"],
  ['./a "b".ts', 'a "b".ts'],
  ['./a%2520b%23c%3F.ts', 'a%20b#c?.ts'],
])('the specifier %s is followed to %s', (specifier, name) => {
  const imports = `import ${JSON.stringify(specifier)};`;
  const folder = realpathSync(folderWith({ 'task_t.ts': imports, [name]: '' }));
  const { local } = importsOf(join(folder, 'task_t.ts'));
  expect(local.map((file) => basename(file))).toEqual(['task_t.ts', name]);
});

const PKG = { 'package.json': '{"name": "pkg", "main": "index.js"}', 'index.js': '' };

/** Files of a package in a folder. */
const packageIn = (folder: string, files: Readonly<Record<string, string>> = PKG) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

describe('local is decided by the package that a file belongs to', () => {
  test.each<{
    layout: string;
    files: Readonly<Record<string, string>>;
    links?: Readonly<Record<string, string>>;
    task?: string;
    local: readonly string[];
    installed: readonly string[];
  }>([
    {
      layout: 'a project below a folder named node_modules',
      files: { 'node_modules/proj/lib.ts': '', ...packageIn('node_modules/proj/node_modules/pkg') },
      task: 'node_modules/proj/psy-tasks/task_t.ts',
      local: ['node_modules/proj/lib.ts'],
      installed: ['node_modules/proj/node_modules/pkg'],
    },
    {
      layout: 'a project that is a package below node_modules, with others beside it',
      files: {
        'node_modules/@me/proj/package.json': '{"name": "@me/proj"}',
        'node_modules/@me/proj/lib.ts': '',
        ...packageIn('node_modules/pkg'),
      },
      task: 'node_modules/@me/proj/psy-tasks/task_t.ts',
      local: ['node_modules/@me/proj/lib.ts'],
      installed: ['node_modules/pkg'],
    },
    {
      layout: 'folders named .git, dist and psy-work',
      files: { '.git/dist/psy-work/lib.ts': '', ...packageIn('.git/dist/node_modules/pkg') },
      task: '.git/dist/psy-work/psy-tasks/task_t.ts',
      local: ['.git/dist/psy-work/lib.ts'],
      installed: ['.git/dist/node_modules/pkg'],
    },
    {
      layout: 'pnpm',
      files: { 'lib.ts': '', ...packageIn('node_modules/.pnpm/pkg@1.0.0/node_modules/pkg') },
      links: { 'node_modules/pkg': 'node_modules/.pnpm/pkg@1.0.0/node_modules/pkg' },
      local: ['lib.ts'],
      installed: ['node_modules/.pnpm/pkg@1.0.0/node_modules/pkg'],
    },
    {
      layout: 'a workspace, linked into node_modules',
      files: { 'lib.ts': '', ...packageIn('packages/pkg') },
      links: { 'node_modules/pkg': 'packages/pkg' },
      local: ['lib.ts', 'packages/pkg/index.js'],
      installed: [],
    },
    {
      layout: 'a workspace below a folder named node_modules',
      files: {
        'node_modules/w/package.json': '{"name": "w"}',
        'node_modules/w/packages/a/lib.ts': '',
        ...packageIn('node_modules/w/packages/pkg'),
      },
      links: { 'node_modules/w/node_modules/pkg': 'node_modules/w/packages/pkg' },
      task: 'node_modules/w/packages/a/psy-tasks/task_t.ts',
      local: ['node_modules/w/packages/a/lib.ts', 'node_modules/w/packages/pkg/index.js'],
      installed: [],
    },
    {
      layout: 'a package of another folder, by link:',
      files: { 'proj/lib.ts': '', ...packageIn('elsewhere/pkg') },
      links: { 'proj/node_modules/pkg': 'elsewhere/pkg' },
      task: 'proj/psy-tasks/task_t.ts',
      local: ['elsewhere/pkg/index.js', 'proj/lib.ts'],
      installed: [],
    },
    {
      layout: 'a package with another package.json in it',
      files: {
        'lib.ts': '',
        ...packageIn('node_modules/pkg', {
          'package.json': '{"name": "pkg", "main": "cjs/index.js"}',
          'cjs/package.json': '{"type": "commonjs"}',
          'cjs/index.js': '',
        }),
      },
      local: ['lib.ts'],
      installed: ['node_modules/pkg'],
    },
    {
      layout: 'a file in node_modules that belongs to no package',
      files: { 'lib.ts': '', 'node_modules/pkg/index.js': '' },
      local: ['lib.ts', 'node_modules/pkg/index.js'],
      installed: [],
    },
  ])('$layout', ({ files, links = {}, task = 'psy-tasks/task_t.ts', local, installed }) => {
    const code = "import '../lib.ts';\nimport 'pkg';";
    const folder = realpathSync(folderWith({ ...files, [task]: code }));
    for (const [link, target] of Object.entries(links)) {
      mkdirSync(dirname(join(folder, link)), { recursive: true });
      symlinkSync(join(folder, target), join(folder, link));
    }
    const found = importsOf(join(folder, task));
    const names = (paths: Iterable<string>) => [...paths].map((path) => relative(folder, path));
    expect(names(found.local).sort()).toEqual([task, ...local].sort());
    expect(names(found.installed.keys())).toEqual(installed);
  });
});
