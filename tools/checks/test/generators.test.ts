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
  // The Jest preset imports from there.
  symlinkSync(join(workspace, 'tools'), join(copy, 'tools'));
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

function run(...args: string[]): { status: number | null; stdout: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
  });
  return { status, stdout: status === 0 ? stdout : `${stdout}${stderr}` };
}
const bin = (name: string) => join(workspace, 'node_modules', name);

describe.each<[string, Record<string, unknown>, string]>([
  [
    'package',
    { name: 'sketch', layer: 2, description: 'A sketch.', dependencies: 'core' },
    'sketch',
  ],
  ['store', { name: 'parquet' }, 'store-parquet'],
  ['scheduler', { name: 'lsf' }, 'scheduler-lsf'],
  ['backend', { name: 'halving' }, 'backend-halving'],
])('nx g %s', (kind, options, folder) => {
  beforeAll(() => generate(kind, options));

  test('makes a package that builds, with a README that says what it is for', () => {
    const tsc = (config: string, ...flags: string[]) =>
      run(bin('tsc-7/bin/tsc'), '-p', `packages/${folder}/tsconfig.${config}.json`, ...flags);
    const fine = { status: 0, stdout: '' };
    expect(tsc('lib')).toEqual(fine);
    const noOutput = ['--noEmit', '--composite', 'false', '--emitDeclarationOnly', 'false'];
    expect(tsc('spec', ...noOutput)).toEqual(fine);
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

interface JestReport {
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly status: 'passed' | 'failed';
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** The first run of the tests of a plug-in. */
function firstRun(folder: string) {
  const root = join(copy, 'packages', folder);
  const config = join(root, 'jest.config.mjs');
  const { stdout } = run(bin('jest/bin/jest.js'), '--rootDir', root, '--config', config, '--json');
  const line = stdout.split('\n').find((text) => text.startsWith('{'))!;
  const { numRuntimeErrorTestSuites, testResults } = JSON.parse(line) as JestReport;
  const tests = (file: string) =>
    testResults.find(({ name }) => name.endsWith(file))!.assertionResults;
  return { broken: numRuntimeErrorTestSuites, tests };
}

describe.each([
  ['store-parquet', 50],
  ['scheduler-lsf', 10],
  ['backend-halving', 10],
])('the tests of a new %s', (folder, least) => {
  test('fail in what is not written yet, and say what that is', () => {
    const { broken, tests } = firstRun(folder);
    expect(broken).toBe(0);
    expect(tests('manifest.test.ts').map(({ status }) => status)).toEqual(['passed']);
    const suite = tests('conformance.test.ts');
    expect(suite.length).toBeGreaterThanOrEqual(least);
    const failures = suite.flatMap(({ failureMessages }) => failureMessages);
    expect(failures.length).toBeGreaterThanOrEqual(least / 2);
    expect(failures.filter((text) => !/ cannot |PSYRUN_NOT_SUPPORTED/.test(text))).toEqual([]);
  });
});
