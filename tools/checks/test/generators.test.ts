import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { flushChanges, FsTree } from 'nx/src/generators/tree.js';

const workspace = join(import.meta.dirname, '../../..');
let copy: string;

/** A workspace with the packages of this one, into which more can be generated. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'psyrun-generators-'));
  for (const name of ['tsconfig.base.json', 'jest.preset.js', '.prettierrc.json', 'package.json']) {
    cpSync(join(workspace, name), join(copy, name));
  }
  writeFileSync(join(copy, 'tsconfig.json'), '{ "files": [], "references": [] }');
  mkdirSync(join(copy, 'packages'));
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(workspace, 'packages'))) {
    symlinkSync(join(workspace, 'packages', name), join(copy, 'packages', name));
  }
  symlinkSync(join(workspace, 'node_modules'), join(copy, 'packages/node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true }));

interface Generator {
  default: (tree: FsTree, options: Record<string, unknown>) => Promise<void>;
}

async function generate(kind: string, options: Record<string, unknown>): Promise<void> {
  const path = join(workspace, 'tools/generators', kind, 'generator.js');
  const generator = (await import(path)) as Generator;
  const tree = new FsTree(copy, false);
  await generator.default(tree, options);
  flushChanges(copy, tree.listChanges());
}

function run(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return stdout;
}
const bin = (name: string) => join(workspace, 'node_modules', name);

describe.each<[string, Record<string, unknown>, string]>([
  [
    'package',
    { name: 'sketch', layer: 2, description: 'A sketch.', dependencies: 'core' },
    'sketch',
  ],
  ['store', { name: 'parquet' }, 'store-parquet'],
  ['scheduler', { name: 'pbs' }, 'scheduler-pbs'],
  ['backend', { name: 'halving' }, 'backend-halving'],
])('nx g %s', (kind, options, folder) => {
  beforeAll(() => generate(kind, options));

  test('makes a package that type-checks, with a README that says what it is for', () => {
    run(
      bin('typescript/bin/tsc'),
      '-p',
      `packages/${folder}/tsconfig.lib.json`,
      '--noEmit',
      '--composite',
      'false',
      '--emitDeclarationOnly',
      'false',
    );
    const manifest = JSON.parse(
      readFileSync(join(copy, 'packages', folder, 'package.json'), 'utf8'),
    ) as { name: string; description: string };
    const readme = readFileSync(join(copy, 'packages', folder, 'README.md'), 'utf8');
    expect(readme).toContain(`# ${manifest.name}\n\n${manifest.description}`);
    const { references } = JSON.parse(readFileSync(join(copy, 'tsconfig.json'), 'utf8')) as {
      references: { path: string }[];
    };
    expect(references).toContainEqual({ path: `./packages/${folder}` });
  });

  test('refuses to write over a package that is there', async () => {
    await expect(generate(kind, options)).rejects.toThrow('exists already');
  });
});

test.each(['store-parquet', 'scheduler-pbs', 'backend-halving'])(
  'the first test of %s passes',
  (folder) => {
    const output = run(
      bin('jest/bin/jest.js'),
      '--rootDir',
      join(copy, 'packages', folder),
      '--config',
      join(copy, 'packages', folder, 'jest.config.mjs'),
      '--json',
    );
    expect((JSON.parse(output) as { numPassedTests: number }).numPassedTests).toBeGreaterThan(0);
  },
);
