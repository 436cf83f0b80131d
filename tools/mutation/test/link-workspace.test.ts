import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';

const script = fileURLToPath(new URL('../link-workspace.mjs', import.meta.url));
const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'psyrun mutation ')));
afterEach(() => rmSync(workspace, { recursive: true }));

/** Writes a package of a workspace or of its sandbox. */
function writePackage(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
  const main = join(folder, 'index.js');
  writeFileSync(main, '');
  return main;
}

test('within a sandbox, packages of the workspace are those of the sandbox', () => {
  const sandbox = join(workspace, '.stryker-tmp/sandbox-1');
  writePackage(join(workspace, 'packages/run'), '@psyrun/run');
  const other = writePackage(join(workspace, 'node_modules/other'), 'other');
  const nested = writePackage(join(workspace, 'packages/run/node_modules/nested'), 'nested');
  const run = writePackage(join(sandbox, 'packages/run'), '@psyrun/run');
  const umbrella = writePackage(join(sandbox, 'packages/psyrun'), 'psyrun');

  execFileSync(process.execPath, [script], { cwd: sandbox });

  const require = createRequire(run);
  const names = ['@psyrun/run', 'psyrun', 'other', 'nested'];
  expect(names.map((name) => realpathSync(require.resolve(name)))).toEqual([
    run,
    umbrella,
    other,
    nested,
  ]);
  expect(readdirSync(join(sandbox, 'node_modules/@psyrun')).sort()).toEqual(['psyrun', 'run']);
});
