// Runs in a sandbox of Stryker, which lies two folders below the root of the workspace. Makes
// `@psyrun/<name>` mean the sandbox's own copy of each package, which is the one that has mutants.
// Node finds what else is installed in the `node_modules` of the workspace, above the sandbox.
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';

const workspace = resolve('../..');

mkdirSync('node_modules/@psyrun', { recursive: true });
symlinkSync('../packages/psyrun', 'node_modules/psyrun');
for (const name of readdirSync('packages')) {
  symlinkSync(`../../packages/${name}`, `node_modules/@psyrun/${name}`);
  const own = `packages/${name}/node_modules`;
  if (existsSync(resolve(workspace, own))) symlinkSync(resolve(workspace, own), own);
}
