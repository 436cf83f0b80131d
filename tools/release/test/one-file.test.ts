import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { OLDEST_NODE } from '@psyrun/core/node-floor';
import { nodeBinary } from '../../set-up/node-binary.mjs';
import { RealSlurm } from '../../slurm/real-slurm.mjs';
import { versionOf, writeOneFile } from '../src/downloads/one-file.ts';
import type { Outcome } from '../src/run-program.ts';
import { Folder, PYTHON_TASK_OF_40, taskOf40 } from './fixtures/folder.ts';

const slurm = new RealSlurm();
const folder = new Folder({ PSYRUN_PYTHON: '/usr/bin/python3' });
const psyFile = join(folder.path, 'bin/psy.mjs');
const COMPLETE = { rows: { done: 40, total: 40 }, versions: { node: OLDEST_NODE } };
let node: string;
beforeAll(async () => {
  node = nodeBinary(OLDEST_NODE);
  folder.write('bin/README', '');
  await writeOneFile(psyFile);
});

/** Runs the one file on the oldest Node and expects that it succeeds. */
async function psy(...args: string[]): Promise<Outcome> {
  const outcome = await folder.run([node, psyFile, ...args]);
  expect(outcome).toMatchObject({ exitCode: 0 });
  return outcome;
}

/** The paths of all files and folders below a folder. */
function entriesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
}

/** The names of the unpacked files, without their digests. */
function unpackedFiles(): string[] {
  const found = readdirSync(join(folder.path, 'cache/psyrun'));
  const files = found.flatMap((name) => /^[\da-f]{16}-(.*)$/.exec(name)?.[1] ?? []);
  return files.sort();
}

test('it has the version of the packages, and the licenses of all that is in it', async () => {
  expect((await psy('--version')).stdout).toBe(`${versionOf()}\n`);
  const end = folder.read('bin/psy.mjs').slice(-200_000);
  for (const name of ['psyrun: MIT', 'valibot: MIT', 'jiti: MIT', 'h5wasm: ']) {
    expect(end).toContain(name);
  }
});

test.each(['.npz', '.h5'])('the store %s', async (store) => {
  folder.write('psy-tasks/task_stored.ts', taskOf40(`store: '${store}',`));
  await psy('run', 'stored');
  await psy('verify', 'stored');
  expect(folder.certificate('stored')).toMatchObject(COMPLETE);
  expect(unpackedFiles()).toEqual([]);
});

test('load balancing', async () => {
  folder.write('psy-tasks/task_balanced.ts', taskOf40(`backend: 'load-balancing', maxJobs: 2,`));
  await psy('run', 'balanced');
  expect(folder.certificate('balanced')).toMatchObject(COMPLETE);
});

test('worker threads', async () => {
  folder.write('model.mjs', 'export const square = ({ z }) => ({ s: z * z });\n');
  folder.write(
    'psy-tasks/task_inner.ts',
    `import { functionAddress, mapPspaceParallel, param, range } from 'psyrun';
    const model = functionAddress(new URL('../model.mjs', import.meta.url).href, 'square');
    export const pspace = param({ x: range(3) });
    export const execute = async ({ x }: { x: number }) => {
      const space = param({ z: [x, x + 1] });
      const { s } = await mapPspaceParallel(model, space, { threads: true, poolSize: 1 });
      return { last: s[1] };
    };`,
  );
  await psy('run', 'inner');
  await psy('export', 'inner', 'inner.csv');
  expect(folder.read('inner.csv').trim().split(/\r?\n/)).toEqual(['x,last', '0,1', '1,4', '2,9']);
});

test('jobs of Slurm start the file again', async () => {
  const settings = `scheduler: 'slurm', schedulerArgs: { timelimit: '5' }, maxJobs: 2,`;
  folder.write('psy-tasks/task_cluster.ts', taskOf40(settings));
  await psy('run', '--wait', 'cluster');
  expect(slurm.run('squeue', '-h')).toBe('');
  expect(folder.certificate('cluster')).toMatchObject(COMPLETE);
  expect(unpackedFiles()).toEqual(['array.sh', 'job.sh']);
});

test('cron starts it without a terminal, with a home and a short path alone', async () => {
  const settings = `scheduler: 'slurm', schedulerArgs: { timelimit: '5' }, maxJobs: 2,`;
  folder.write('psy-tasks/task_nightly.ts', taskOf40(settings));
  const cron = [
    'env',
    '-i',
    `HOME=${folder.path}`,
    'PATH=/usr/bin:/bin',
    'LOGNAME=x',
    'SHELL=/bin/sh',
  ];
  const where = `SLURM_CONF=${process.env['SLURM_CONF']}`; // As /etc/slurm has it on a cluster.
  const command = `cd "$HOME" && "${node}" "${psyFile}" run --wait nightly`;
  const outcome = await folder.run(['setsid', ...cron, where, '/bin/sh', '-c', command]);
  expect(outcome.exitCode).toBe(0);
  expect(outcome.stdout + outcome.stderr).toContain('(40 rows, complete)');
  // A mail from cron must not have colours or moves of a cursor.
  expect(outcome.stdout + outcome.stderr).not.toMatch(/[\u001b\r]/);
  expect(folder.certificate('nightly')).toMatchObject(COMPLETE);
});

test('a task in Python, first started by several people at once', async () => {
  folder.write('psy-tasks/task_snake.py', PYTHON_TASK_OF_40);
  const lists = await Promise.all(Array.from({ length: 4 }, () => psy('list')));
  for (const { stdout } of lists) expect(stdout).toContain('snake');
  await psy('run', 'snake');
  expect(folder.certificate('snake')).toMatchObject(COMPLETE);
  expect(unpackedFiles()).toEqual(['array.sh', 'job.sh', 'python.zip']);
});

test('it takes five inodes or fewer with jobs of Slurm and tasks in Python', () => {
  const cache = join(folder.path, 'cache/psyrun');
  const translated = `${cache}/translation-2`; // of task files in TypeScript
  const inodes = [psyFile, cache, ...entriesIn(cache).filter((one) => !one.startsWith(translated))];
  expect(inodes).toHaveLength(5);
});

test('a function in Python has its crash, its code and its processes as with the packages', async () => {
  folder.write(
    'psy-tasks/model.py',
    `import ctypes, multiprocessing

def tenfold(x):
    return 10 * x

def run(x):
    if x == 3:
        ctypes.string_at(0)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return {"y": pool.map(tenfold, [x])[0]}
`,
  );
  folder.write(
    'psy-tasks/task_model.ts',
    `import { defineTask, param, python, range } from 'psyrun';
    export default defineTask({
      pspace: param({ x: range(4) }),
      evaluator: python('./model.py', 'run'),
    });`,
  );
  const outcome = await folder.run([node, psyFile, 'run', '-j', '1', 'model']);
  expect(outcome.exitCode).toBe(1);
  await psy('export', '--partial', 'model', 'model.csv');
  expect(folder.read('model.csv').trim().split(/\r?\n/)).toEqual(['x,y', '0,0', '1,10', '2,20']);
  const failures = (await psy('rows', '--state', 'failed', '--json', 'model')).stdout;
  expect(failures).toContain('model.py\\", line 8 in run');
  expect(failures).not.toMatch(/python\.zip|runpy/);
});

test('a folder that cannot be written is named, with what to do', async () => {
  folder.write('no-folder', '');
  const cache = join(folder.path, 'no-folder');
  const { exitCode, stderr } = await folder.run([node, psyFile, 'run', 'snake'], {
    XDG_CACHE_HOME: cache,
  });
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain(`psy cannot unpack its files to ${cache}`);
  expect(stderr).toContain('Set XDG_CACHE_HOME to a folder of yours that all machines see.');
});

test('the plug-ins of the project are found, and come before those of the file', async () => {
  folder.write('package.json', '{"dependencies": {"psyrun-store-words": "1"}}');
  folder.write(
    'node_modules/psyrun-store-words/package.json',
    `{"name": "psyrun-store-words", "version": "1.2.3", "type": "module",
      "psyrun": {"contract": 1, "stores": {".words": "./index.js#WordStore"}}}`,
  );
  folder.write(
    'node_modules/psyrun-store-words/index.js',
    `import { writeFile } from 'node:fs/promises';
    export class WordStore {
      ext = '.words';
      capabilities = { cheapAppend: false, cheapRow: false, values: [] };
      async save(file, table) { await writeFile(file, Array.from(table.y).join(' ')); }
      async append() {}
      async load() { return {}; }
      async *scan() {}
    }`,
  );
  const { stdout: plugins } = await psy('plugins');
  expect(plugins).toMatch(/\.words +psyrun-store-words 1\.2\.3/);
  for (const scheduler of ['pbs', 'sge', 'slurm', 'sqsub'])
    expect(plugins).toContain(` ${scheduler} `);
  folder.write(
    'psy-tasks/task_words.ts',
    taskOf40(`store: '.words',`).replace('text: String(x)', ''),
  );
  await psy('run', 'words');
  expect(folder.read('psy-work/words/result.words')).toMatch(/^0 1 4 9 .* 1521$/);
});

test('an error of a task file names the file, without frames of psy.mjs', async () => {
  folder.write('psy-tasks/task_wrong.ts', `throw new Error('mine');`);
  const { exitCode, stderr } = await folder.run([node, psyFile, 'run', 'wrong']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('task_wrong.ts:1');
  expect(stderr).not.toContain('psy.mjs:');
});
