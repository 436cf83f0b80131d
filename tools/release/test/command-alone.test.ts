import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LoopbackRegistry } from '../src/loopback-registry.ts';
import { pack, WORKSPACE } from '../src/pack.ts';
import { UserProject } from '../src/user-project.ts';
import { packedRegistry } from './fixtures/packed-registry.ts';
import { TASK, taskWithStore } from './fixtures/task.ts';

// Each test goes on in the folder where the one before it stopped, as a user would.

let registry: LoopbackRegistry;
let project: UserProject;
beforeAll(async () => {
  registry = await packedRegistry();
  project = new UserProject(registry);
});
afterAll(async () => {
  project.remove();
  await registry.close();
});

test('npm install @psyrun/cli installs few packages, and no HDF5', async () => {
  await project.install('@psyrun/cli');
  const { packages, bytes } = project.installed();
  console.log(`@psyrun/cli: ${packages.length} packages, ${(bytes / 1e6).toFixed(1)} MB`);
  expect(packages.length).toBeLessThanOrEqual(25);
  expect(bytes).toBeLessThanOrEqual(15e6);
  expect(packages).not.toContain('h5wasm');
});

test('the command runs a new task and a sweep', async () => {
  expect(await project.psy('new-task', 'demo')).toMatchObject({ exitCode: 0 });
  project.write({ 'psy-tasks/task_areas.js': TASK });
  const { exitCode, stderr } = await project.psy('run');
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(stderr).toContain('demo/result.pkl (30 rows, complete)');
  expect(stderr).toContain('areas/result.pkl (12 rows, complete)');
});

test('a task that imports from psyrun fails with the package to install', async () => {
  project.write({ 'psy-tasks/task_umbrella.js': TASK.replace('@psyrun/pspace', 'psyrun') });
  const { exitCode, stderr } = await project.psy('run', 'umbrella');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Install it: npm install psyrun');
});

test('.h5 is refused with the package to install; once installed, the same command works', async () => {
  project.write({ 'psy-tasks/task_areas.js': taskWithStore('.h5') });
  const refused = await project.psy('run', 'areas');
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain('No installed package provides the store .h5. Known: .pkl.');
  const advice = /Install it: npm install (\S+)/.exec(refused.stderr);
  expect(advice?.[1]).toBe('@psyrun/store-h5');
  await project.install(advice![1]!);
  const { exitCode, stderr } = await project.psy('run', 'areas');
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(stderr).toContain('areas/result.h5 (12 rows, complete)');
});

test('the Parquet store of a third party is built, tested, packed, installed and found', async () => {
  const { manifest, tarball } = await packExample('psyrun-store-parquet');
  registry.add(manifest, tarball);
  await project.install('psyrun-store-parquet');
  project.write({ 'psy-tasks/task_areas.js': taskWithStore('.parquet') });
  const { exitCode, stderr } = await project.psy('run', 'areas');
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(stderr).toContain('areas/result.parquet (12 rows, complete)');
  const magic = project.read('psy-work/areas/result.parquet').slice(0, 4);
  expect(magic).toBe('PAR1');
  expect((await project.psy('verify', 'areas')).exitCode).toBe(0);
});

test('psy merge writes and reads Parquet: journals into one file, files into another', async () => {
  const first = await project.psy('merge', 'psy-work/areas', 'parts/1.parquet');
  expect(first).toMatchObject({ exitCode: 2 });
  expect(first.stderr).toContain('The folder of parts/1.parquet is not there.');
  project.write({ 'parts/README': '' });
  for (const [from, to, words] of [
    [
      'psy-work/areas',
      'parts/1.parquet',
      /^Wrote 12 rows of the run of .* to parts\/1\.parquet\.$/m,
    ],
    ['parts', 'result.parquet', /^Wrote 12 rows to result\.parquet\.$/m],
  ] as const) {
    const { exitCode, stderr } = await project.psy('merge', from, to);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toMatch(words);
  }
});

/** An example that is a package, with its own tests run against what the registry holds. */
async function packExample(name: string) {
  const author = new UserProject(registry);
  try {
    const unmade = (path: string) => !/[\\/](node_modules|dist|package-lock\.json)$/.test(path);
    await cp(join(WORKSPACE, 'examples', name), author.folder, { recursive: true, filter: unmade });
    await author.install();
    await author.run(['npm', 'test']);
    return (await pack(author.folder))[0]!;
  } finally {
    author.remove();
  }
}
