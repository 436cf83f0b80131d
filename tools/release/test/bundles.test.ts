import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LoopbackRegistry } from '../src/loopback-registry.ts';
import { WORKSPACE } from '../src/pack.ts';
import { tryProgram, type Outcome } from '../src/run-program.ts';
import { UserProject } from '../src/user-project.ts';
import { packedRegistry } from './fixtures/packed-registry.ts';

const esbuild = join(WORKSPACE, 'node_modules/.bin/esbuild');

let registry: LoopbackRegistry;
let project: UserProject;
beforeAll(async () => {
  registry = await packedRegistry();
  project = new UserProject(registry);
  project.write({
    'package.json': { type: 'module' },
    'model.mjs': 'export const square = ({ x }) => ({ y: x * x });\n',
    'sweep.js': `
      import { functionAddress, mapPspaceParallel } from '@psyrun/mapper';
      import { param, range } from '@psyrun/pspace';
      const square = functionAddress('file://' + process.cwd() + '/model.mjs', 'square');
      mapPspaceParallel(square, param({ x: range(3) }), { poolSize: 1 }).then(
        (table) => console.log(table.y.join()),
        (error) => { console.error(error.message); process.exitCode = 1; },
      );`,
    'page.js': `
      import { mapPspace } from '@psyrun/mapper';
      import { linspace, param, range } from '@psyrun/pspace';
      const space = param({ x: range(3) }).product(param({ z: linspace(0, 1, 2) }));
      const failed = [];
      const onFailed = ({ error, row }) => failed.push([row.x, error.name, error.message]);
      globalThis.done = Promise.all([
        mapPspace(({ x, z }) => ({ y: x + z }), space),
        mapPspace(async ({ x }) => ({ y: -x }), space, { concurrency: 2 }),
        mapPspace(({ x }) => (x === 1 ? { y: x } : [x]), param({ x: [1, 2] }), { onFailed }),
      ]).then((tables) => ({ columns: tables.map(({ y }) => [...y]), failed }));`,
  });
  await project.install('psyrun', '@psyrun/mapper', '@psyrun/pspace');
});
afterAll(async () => {
  project.remove();
  await registry.close();
});

function bundle(...args: readonly string[]): Promise<string> {
  return project.run([esbuild, '--bundle', '--log-level=error', ...args]);
}

function run(file: string): Promise<Outcome> {
  const { folder: cwd, env } = project;
  return tryProgram([process.execPath, file], { cwd, env });
}

test('a page maps a function over a space: nothing of Node is in its bundle', async () => {
  await bundle('page.js', '--platform=browser', '--outfile=page.out.js');
  const code = project.read('page.out.js');
  expect(code).not.toMatch(/["']node:/);
  // The globals that pages and Node have in common, and nothing else.
  const { AbortController, performance, setTimeout, clearTimeout, TextEncoder } = globalThis;
  const page = { AbortController, performance, setTimeout, clearTimeout, TextEncoder };
  const context = createContext(page) as { done?: Promise<unknown> };
  runInContext(code, context);
  expect(await context.done).toEqual({
    columns: [
      [0, 1, 1, 2, 2, 3],
      [-0, -0, -1, -1, -2, -2],
      [1, NaN],
    ],
    failed: [[2, 'PsyrunError', expect.stringContaining('[2]')]],
  });
});

test.each([
  ['esm', 'sweep.out.mjs'],
  ['cjs', 'sweep.out.cjs'],
])('a bundle (%s) with workers names the cause; its hint works', async (format, outfile) => {
  const args = ['sweep.js', '--platform=node', `--format=${format}`, `--outfile=${outfile}`];
  await bundle(...args);
  const refused = await run(outfile);
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toMatch(/Workers cannot start: .* A bundle does not contain it\. /);
  const [, flags] = /\(esbuild: (.+?)\)/.exec(refused.stderr)!;
  await bundle(...args, ...flags!.split(' '));
  expect(await run(outfile)).toMatchObject({ exitCode: 0, stdout: '0,1,4\n', stderr: '' });
});

test('a bundle of psyrun itself maps in its own process', async () => {
  project.write({
    'serial.js': `
      import { mapPspace, param } from 'psyrun';
      console.log((await mapPspace(({ x }) => ({ y: x * x }), param({ x: [1, 2] }))).y.join());`,
  });
  const flags = ['--platform=node', '--format=esm', '--outfile=serial.out.mjs'];
  await bundle('serial.js', ...flags, '--external:psyrun', '--external:@psyrun/*');
  expect(await run('serial.out.mjs')).toMatchObject({ exitCode: 0, stdout: '1,4\n', stderr: '' });
});
