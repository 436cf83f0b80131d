import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ESLint } from 'eslint';
import { readFileSync, readdirSync } from 'node:fs';
import { EDGES, LAYERS } from '../layers.js';
import { edgeComplaints } from '../package-edges.ts';
import { checkedWorkspace } from './checked-workspace.ts';

const workspace = join(import.meta.dirname, '../../..');

test('every package imports the packages of its edges, and no others', () => {
  expect(edgeComplaints(workspace)).toEqual([]);
});

test('every edge leads to a lower layer', () => {
  const layerOf = (name: string) => LAYERS.find(({ packages }) => packages.includes(name))!;
  for (const [name, others] of Object.entries(EDGES)) {
    const { mayImport } = layerOf(name);
    const tooHigh = others.filter((other) => !mayImport.includes(layerOf(other).tag));
    expect([name, ...tooHigh]).toEqual([name]);
  }
});

test('every package has the tag of its layer', () => {
  for (const name of readdirSync(join(workspace, 'packages'))) {
    const manifest = JSON.parse(
      readFileSync(join(workspace, 'packages', name, 'package.json'), 'utf8'),
    ) as { nx: { tags: string[] } };
    const { tag } = LAYERS.find(({ packages }) => packages.includes(name))!;
    expect([name, ...manifest.nx.tags]).toEqual([name, tag]);
  }
});

test('imports without an edge are found, however they are written', () => {
  const added = [
    ['core', 'import "@psyrun/columns";', 'columns'],
    ['store-pickle', 'export * from "@psyrun/store-npz";', 'store-npz'],
    ['journal', 'await import("@psyrun/mapper");', 'mapper'],
    ['mapper', 'import type { X } from "@psyrun/testkit";', 'testkit'],
    ['jobs', 'export type X = import("@psyrun/journal").X;', 'journal'],
  ] as const;
  const copy = mkdtempSync(join(tmpdir(), 'psyrun-layers-'));
  try {
    cpSync(join(workspace, 'packages'), join(copy, 'packages'), {
      recursive: true,
      filter: (path) => !/node_modules|dist|out-tsc/.test(path),
    });
    for (const [name, line] of added) {
      appendFileSync(join(copy, 'packages', name, 'src/index.ts'), `\n${line}\n`);
    }
    const complaints = edgeComplaints(copy);
    expect(complaints).toHaveLength(added.length);
    for (const [name, , culprit] of added) {
      const complaint = `packages/${name}/src/index.ts imports ${culprit}`;
      expect(complaints).toContainEqual(expect.stringContaining(complaint));
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
});

test('an edge that no import uses is found', () => {
  const files = {
    'packages/journal/src/index.ts': "import '@psyrun/core';",
    'packages/sketch/src/index.ts': '',
  };
  expect(checkedWorkspace(files, edgeComplaints)).toEqual([
    'journal may import files, but does not',
    'packages/sketch has no edges in tools/checks/layers.js',
  ]);
});

test('the lint rule finds an import from a higher layer', async () => {
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
