import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LoopbackRegistry } from '../src/loopback-registry.ts';
import { pack } from '../src/pack.ts';
import { UserProject } from '../src/user-project.ts';
import { packedRegistry } from './fixtures/packed-registry.ts';
import { TASK, taskWithStore } from './fixtures/task.ts';

interface Plugin {
  readonly psyrun: object;
  readonly code?: string;
}

/** What is wrong with each is in its name. */
const PLUGINS: Record<string, Plugin> = {
  'psyrun-store-unaddressed': { psyrun: { contract: 1, stores: { '.noaddress': 'index.js' } } },
  'psyrun-store-throwing': {
    psyrun: { contract: 1, stores: { '.throws': './index.js#Store' } },
    code: 'throw new Error("libexotic is not there");',
  },
  'psyrun-store-one': { psyrun: { contract: 1, stores: { '.twice': './index.js#Store' } } },
  '@lab/psyrun-store-two': { psyrun: { contract: 1, stores: { '.twice': './index.js#Store' } } },
  'psyrun-store-future': { psyrun: { contract: 9, stores: { '.future': './index.js#Store' } } },
};

let registry: LoopbackRegistry;
let project: UserProject;
beforeAll(async () => {
  registry = await packedRegistry();
  project = new UserProject(registry);
  for (const [name, plugin] of Object.entries(PLUGINS)) await publish(name, plugin);
  await project.install('@psyrun/cli', ...Object.keys(PLUGINS));
});
afterAll(async () => {
  project.remove();
  await registry.close();
});

async function publish(name: string, { psyrun, code = '' }: Plugin): Promise<void> {
  const author = new UserProject(registry);
  const manifest = { name, version: '2.3.4', type: 'module', psyrun };
  author.write({ 'package.json': manifest, 'index.js': code });
  for (const packed of await pack(author.folder)) registry.add(packed.manifest, packed.tarball);
  author.remove();
}

describe('the command that needs a broken plug-in', () => {
  test.each<[string, string, RegExp]>([
    [
      '.noaddress',
      'PSYRUN_PLUGIN_INVALID',
      /psyrun-store-unaddressed 2\.3\.4 .*"index\.js" as the address of \.noaddress\. Expected/,
    ],
    [
      '.throws',
      'PSYRUN_PLUGIN_INVALID',
      /psyrun-store-throwing 2\.3\.4 .*could not be imported: Error: libexotic is not there/,
    ],
    [
      '.twice',
      'PSYRUN_PLUGIN_CONFLICT',
      /provided by psyrun-store-one \(.*\) and by @lab\/psyrun-store-two|provided by @lab\/psyrun-store-two \(.*\) and by psyrun-store-one/,
    ],
    [
      '.future',
      'PSYRUN_PLUGIN_CONTRACT',
      /psyrun-store-future 2\.3\.4 .*written for contract 9 of psyrun; this psyrun has contract 1/,
    ],
  ])('for %s says what is wrong: %s', async (ext, code, message) => {
    project.write({ 'psy-tasks/task_areas.js': taskWithStore(ext) });
    const { exitCode, stderr } = await project.psy('run', 'areas');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toContain(`[${code}]`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('other commands', () => {
  beforeAll(() => project.write({ 'psy-tasks/task_areas.js': TASK }));

  test('work although plug-ins are broken', async () => {
    const run = await project.psy('run');
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stderr).toContain('12 rows, complete');
    expect(await project.psy('list')).toMatchObject({ exitCode: 0, stdout: 'areas\n' });
  });

  test('psy plugins lists what is broken', async () => {
    const { exitCode, stdout, stderr } = await project.psy('plugins');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\.throws +psyrun-store-throwing 2\.3\.4 +node_modules/);
    expect(stderr).toContain('Broken: psyrun-store-unaddressed: ');
    expect(stderr).toContain('Broken: psyrun-store-future: ');
    expect(stderr).toContain('Conflict: The store .twice is provided by');
  });
});
