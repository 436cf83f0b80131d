import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LoopbackRegistry } from '../src/loopback-registry.ts';
import { runProgram, tryProgram } from '../src/run-program.ts';
import { UserProject } from '../src/user-project.ts';
import { publishExtendingPlugin } from './fixtures/extending-plugin.ts';
import { packedRegistry } from './fixtures/packed-registry.ts';
import { TASK, taskWithStore } from './fixtures/task.ts';

/** The same rows and results, whatever installed psyrun: the files are equal to the last byte. */
const RESULT_SHA256 = 'e454fa43f34363d6b1213cc237aea44484a49e1cd22a98b82b2b3c25925a27dd';

let registry: LoopbackRegistry;
let project: UserProject;
beforeAll(async () => {
  registry = await packedRegistry();
});
afterAll(() => registry.close());
beforeEach(() => {
  project = new UserProject(registry);
});
afterEach(() => project.remove());

/** Runs the task by a command, in a folder of the project, and expects the one result. */
async function expectResult(
  psy: readonly [string, ...string[]],
  below = '.',
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  await project.run([...psy, 'run', 'areas'], { below, env });
  const certificate = project.read(join(below, 'psy-work/areas/result.certificate.json'));
  expect(JSON.parse(certificate)).toMatchObject({
    result: { sha256: RESULT_SHA256 },
    rows: { done: 12, total: 12 },
  });
  const plugins = await project.run([...psy, 'plugins'], { below, env });
  for (const key of ['.pkl', '.npz', '.h5', 'slurm', 'load-balancing']) {
    expect(plugins).toContain(` ${key} `);
  }
}

test('npm, plain JavaScript', async () => {
  project.write({ 'psy-tasks/task_areas.js': TASK });
  await project.install('psyrun');
  await expectResult(['npx', 'psy']);
});

test('npm, TypeScript with path aliases, which the compiler accepts', async () => {
  project.write({
    'tsconfig.json': {
      compilerOptions: {
        module: 'nodenext',
        strict: true,
        noEmit: true,
        types: [],
        paths: { '@model/*': ['./src/model/*'] },
      },
      include: ['src', 'psy-tasks'],
    },
    'src/model/area.ts': `export const area = (radius: number): number => Math.PI * radius ** 2;\n`,
    'psy-tasks/task_areas.ts': `
      import { area } from '@model/area.js';
      import { defineTask, param, range } from 'psyrun';

      export default defineTask({
        pspace: param({ radius: [0.25, 0.5, 1] }).product(param({ trial: range(4) })),
        execute: ({ radius, trial }) => ({ area: area(radius), odd: trial % 2 }),
      });`,
  });
  await project.install('psyrun', 'typescript@5.9.3');
  await project.run(['npx', 'tsc']);
  await expectResult(['npx', 'psy']);
});

test('npm workspaces, in one of which the tasks are', async () => {
  project.write({
    'package.json': { private: true, workspaces: ['sweeps'] },
    'sweeps/package.json': { name: 'sweeps', dependencies: { psyrun: '^0.1.0' } },
    'sweeps/psy-tasks/task_areas.js': TASK,
  });
  await project.install();
  await expectResult(['npx', 'psy'], 'sweeps');
});

const bin = (name: string) => join(import.meta.dirname, '../../../node_modules', name);
const PNPM = [process.execPath, bin('pnpm/bin/pnpm.mjs')] as const;
const YARN = [process.execPath, bin('@yarnpkg/cli-dist/bin/yarn.js')] as const;

/** The settings of pnpm, which reads no variable that begins with npm_. */
function pnpmEnvironment(): NodeJS.ProcessEnv {
  return {
    pnpm_config_registry: registry.url,
    pnpm_config_store_dir: join(project.folder, 'store'),
    pnpm_config_cache_dir: join(project.folder, 'cache'),
  };
}

test('a pnpm workspace, with the model in another of its packages', async () => {
  project.write({
    'package.json': { private: true },
    'pnpm-workspace.yaml': 'packages: [sweeps, model]\n',
    'model/package.json': { name: '@lab/model', version: '1.0.0', type: 'module', main: 'area.js' },
    'model/area.js': 'export const area = (radius) => Math.PI * radius ** 2;\n',
    'sweeps/package.json': {
      name: 'sweeps',
      dependencies: { '@lab/model': 'workspace:*', psyrun: '^0.1.0' },
    },
    'sweeps/psy-tasks/task_areas.js': `
      import { area } from '@lab/model';
      import { param, range } from 'psyrun';
      export const pspace = param({ radius: [0.25, 0.5, 1] }).product(param({ trial: range(4) }));
      export const execute = ({ radius, trial }) => ({ area: area(radius), odd: trial % 2 });`,
  });
  const env = pnpmEnvironment();
  await project.run([...PNPM, 'install', '--no-frozen-lockfile'], { env });
  await expectResult([...PNPM, 'exec', 'psy'], 'sweeps', env);
});

/** The certificate that npm is told to trust on this machine; Yarn does not ask npm's settings. */
async function trusted(): Promise<string[]> {
  const options = { cwd: tmpdir(), env: process.env };
  const file = (await runProgram(['npm', 'config', 'get', 'cafile'], options)).trim();
  return file === '' || file === 'null' ? [] : [`httpsCaFilePath: ${JSON.stringify(file)}`];
}

/** The settings of Yarn for a project that installs from the registry. */
async function yarnSettings(linker: string): Promise<string> {
  return [
    `nodeLinker: ${linker}`,
    `npmRegistryServer: "${registry.url}"`,
    'unsafeHttpWhitelist: ["127.0.0.1"]',
    'globalFolder: ./yarn-cache',
    'enableImmutableInstalls: false',
    'enableTelemetry: false',
    // By default a version is not installed before it is some days old.
    'npmMinimalAgeGate: 0',
    ...(await trusted()),
  ].join('\n');
}

test.each([['node-modules'], ['pnp']])('Yarn, %s', async (linker) => {
  project.write({
    'package.json': { dependencies: { '@psyrun/pspace': '^0.1.0', psyrun: '^0.1.0' } },
    'yarn.lock': '',
    '.yarnrc.yml': await yarnSettings(linker),
    'psy-tasks/task_areas.js': TASK,
  });
  await project.run([...YARN, 'install']);
  await expectResult([...YARN, 'psy']);
});

describe('the plug-in of the chapter, published by a third party', () => {
  beforeAll(() => publishExtendingPlugin(registry));

  const dependencies = { psyrun: '^0.1.0', 'psyrun-store-v8': '^0.1.0' };
  const task = taskWithStore('.v8').replace('@psyrun/pspace', 'psyrun');

  test("Yarn Plug'n'Play: the error says what to add, and then it works", async () => {
    project.write({
      'package.json': { dependencies },
      'yarn.lock': '',
      '.yarnrc.yml': await yarnSettings('pnp'),
      'psy-tasks/task_areas.js': task,
    });
    await project.run([...YARN, 'install']);
    const { folder: cwd, env } = project;
    const refused = await tryProgram([...YARN, 'psy', 'run', 'areas'], { cwd, env });
    expect(refused.exitCode).toBe(2);
    const said = refused.stdout + refused.stderr;
    expect(said).toContain('[PSYRUN_PLUGIN_INVALID]');
    const [, missing] = /Add (\S+) to the dependencies of your project/.exec(said)!;
    await project.run([...YARN, 'add', missing!]);
    await project.run([...YARN, 'psy', 'run', 'areas']);
    expect(statSync(join(cwd, 'psy-work/areas/result.v8')).size).toBeGreaterThan(0);
  });

  test('pnpm, without hoisting', async () => {
    project.write({
      'package.json': { private: true, dependencies },
      'pnpm-workspace.yaml': 'hoist: false\npackages: []\n',
      'psy-tasks/task_areas.js': task,
    });
    const env = pnpmEnvironment();
    await project.run([...PNPM, 'install', '--no-frozen-lockfile'], { env });
    await project.run([...PNPM, 'exec', 'psy', 'run', 'areas'], { env });
    expect(statSync(join(project.folder, 'psy-work/areas/result.v8')).size).toBeGreaterThan(0);
  });
});

test('the command installed globally, in a folder that is no project', async () => {
  const prefix = join(project.folder, 'global');
  await project.run(['npm', 'install', '--global', '--prefix', prefix, 'psyrun']);
  project.write({ 'sweeps/psy-tasks/task_areas.js': TASK.replace('@psyrun/pspace', 'psyrun') });
  await expectResult([join(prefix, 'bin/psy')], 'sweeps');
});

test('a plug-in that is being written, linked into the project that tries it', async () => {
  project.write({
    'plugin/package.json': {
      name: 'psyrun-store-words',
      version: '0.0.1',
      type: 'module',
      exports: './index.js',
      psyrun: { contract: 1, stores: { '.words': './index.js#WordStore' } },
      peerDependencies: { '@psyrun/core': '^0.1.0' },
    },
    'plugin/index.js': `
      import { writeFile } from 'node:fs/promises';
      import { rowId } from '@psyrun/core';
      export class WordStore {
        ext = '.words';
        capabilities = { cheapAppend: false, cheapRow: false, values: [] };
        async save(file, table) {
          const ids = table.radius.map((radius, i) => rowId({ radius, trial: table.trial[i] }));
          await writeFile(file, ids.join(' '));
        }
        async append() {}
        async load() { return {}; }
        async *scan() {}
      }`,
    'global/lib/node_modules/.keep': '',
    'sweeps/package.json': { dependencies: { psyrun: '^0.1.0', 'psyrun-store-words': '^0.0.1' } },
    'sweeps/psy-tasks/task_areas.js': `${TASK}export const store = '.words';`,
  });
  await project.run(['npm', 'install'], { below: 'plugin' });
  await project.run(['npm', 'link', '../plugin'], {
    below: 'sweeps',
    env: { npm_config_prefix: join(project.folder, 'global') },
  });
  await project.run(['npx', 'psy', 'run', 'areas'], { below: 'sweeps' });
  expect(project.read('sweeps/psy-work/areas/result.words').split(' ')).toHaveLength(12);
});
