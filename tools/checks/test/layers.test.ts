import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ESLint } from 'eslint';
import { readFileSync, readdirSync } from 'node:fs';
import { forbiddenImports } from '../forbidden-imports.js';
import { LAYERS } from '../layers.js';

const workspace = join(import.meta.dirname, '../../..');

test('no package imports from its own floor or a higher one', () => {
  expect(forbiddenImports(workspace)).toEqual([]);
});

test('every package wears the tag of its floor', () => {
  for (const name of readdirSync(join(workspace, 'packages'))) {
    const manifest = JSON.parse(
      readFileSync(join(workspace, 'packages', name, 'package.json'), 'utf8'),
    ) as { nx: { tags: string[] } };
    const { tag } = LAYERS.find(({ packages }) => packages.includes(name))!;
    expect([name, ...manifest.nx.tags]).toEqual([name, tag]);
  }
});

describe('a forbidden import is found', () => {
  let copy: string;

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'psyrun-layers-'));
    cpSync(join(workspace, 'packages'), join(copy, 'packages'), {
      recursive: true,
      filter: (path) => !/node_modules|dist|out-tsc/.test(path),
    });
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  test.each([
    ['core', 'import "@psyrun/columns";', '@psyrun/columns'],
    ['store-pickle', 'export * from "@psyrun/store-npz";', 'store-npz'],
    ['journal', 'await import("@psyrun/mapper");', 'mapper'],
    ['mapper', 'import type { X } from "@psyrun/testkit";', 'testkit'],
  ])('in %s: %s', (name, line, culprit) => {
    appendFileSync(join(copy, 'packages', name, 'src/index.ts'), `\n${line}\n`);
    expect(forbiddenImports(copy)).toEqual([
      expect.stringMatching(
        new RegExp(`packages/${name}/src/index.ts imports ${culprit.replace('@psyrun/', '')}`),
      ),
    ]);
  });
});

test('the lint rule finds the same import', async () => {
  const eslint = new ESLint({
    cwd: workspace,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false, project: null } },
    },
    ruleFilter: ({ ruleId }) => ruleId === '@nx/enforce-module-boundaries',
  });
  const [result] = await eslint.lintText('import "@psyrun/mapper";\n', {
    filePath: join(workspace, 'packages/journal/src/index.ts'),
  });
  expect(result!.messages.map(({ ruleId }) => ruleId)).toEqual(['@nx/enforce-module-boundaries']);
}, 60_000);
