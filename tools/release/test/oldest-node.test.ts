import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { OLDEST_NODE, SUPPORTED_NODES, whyTooOld } from '@psyrun/core/node-floor';
import { nodeBinary } from '../../set-up/node-binary.mjs';
import { RealSlurm } from '../../slurm/real-slurm.mjs';
import { NAMED_NODES } from '../src/downloads/ways.ts';
import { WORKSPACE } from '../src/pack.ts';
import { userEnvironment, type Outcome } from '../src/run-program.ts';
import { Folder, PYTHON_TASK_OF_40, taskOf40 } from './fixtures/folder.ts';

const PSY = join(WORKSPACE, 'packages/psyrun/dist/psy.js');

const slurm = new RealSlurm();
const folder = new Folder({ PSYRUN_PYTHON: '/usr/bin/python3' });
const COMPLETE = { rows: { done: 40, total: 40 }, versions: { node: OLDEST_NODE } };
let node: string;
beforeAll(() => {
  node = nodeBinary(OLDEST_NODE);
});

/** Runs psy on the oldest Node and expects that it succeeds. */
async function psy(...args: string[]): Promise<Outcome> {
  const outcome = await folder.run([node, PSY, ...args]);
  expect(outcome).toMatchObject({ exitCode: 0 });
  return outcome;
}

test('all packages say the same oldest Node, and the development a newer one', () => {
  const enginesIn = (path: string) =>
    (JSON.parse(readFileSync(join(WORKSPACE, path), 'utf8')) as { engines: unknown }).engines;
  for (const name of readdirSync(join(WORKSPACE, 'packages'))) {
    const engines = enginesIn(`packages/${name}/package.json`);
    expect([name, engines]).toEqual([name, { node: SUPPORTED_NODES }]);
  }
  expect(enginesIn('package.json')).toEqual({ node: '>=20.19.0' });
});

test.each([
  ['12.22.12', true],
  ['18.17.0', true],
  ['18.17.1', false],
  ['18.20.8', false],
  ['19.9.0', true],
  ['20.2.0', true],
  ['20.3.0', false],
  ['26.0.0', false],
])('Node %s is too old: %s', (version, isTooOld) => {
  expect(whyTooOld(version, '/node') !== undefined).toBe(isTooOld);
});

test('every built module can be imported by the oldest Node', async () => {
  const entries = /^(psy|psy-worker|worker-process|worker-thread|crash-writer)\.js$/;
  const modules = readdirSync(join(WORKSPACE, 'packages')).flatMap((name) => {
    const dist = join(WORKSPACE, 'packages', name, 'dist');
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
    return files.filter((file) => file.endsWith('.js')).map((file) => join(dist, file));
  });
  const libraries = modules.filter((file) => !entries.test(file.replace(/^.*\//, '')));
  // The suites of the testkit need the globals of a test runner.
  const imported = libraries.filter((file) => !/packages\/testkit\//.test(file));
  folder.write('import.mjs', `for (const file of ${JSON.stringify(imported)}) await import(file);`);
  expect(await folder.run([node, 'import.mjs'])).toMatchObject({ exitCode: 0 });
  expect(imported.length).toBeGreaterThan(300);
});

test.each([
  ['12.22.12', 2],
  ['18.17.1', 0],
])('the bin files on Node %s end with %d', async (version, exitCode) => {
  const old = nodeBinary(version);
  for (const name of ['cli', 'psyrun']) {
    // As it is installed: without the sources.
    const bin = join(folder.path, `installed/${name}/bin`);
    mkdirSync(bin, { recursive: true });
    cpSync(join(WORKSPACE, `packages/${name}/bin/psy.js`), join(bin, 'psy.js'));
    cpSync(join(WORKSPACE, `packages/${name}/bin/start.js`), join(bin, 'start.js'));
    folder.write(`installed/${name}/package.json`, '{"type": "module"}');
    folder.write(`installed/${name}/dist/psy.js`, `process.stdout.write('started');`);
    folder.write(
      `installed/${name}/node_modules/@psyrun/core/package.json`,
      readFileSync(join(WORKSPACE, 'packages/core/package.json'), 'utf8'),
    );
    cpSync(
      join(WORKSPACE, 'packages/core/node-floor.js'),
      join(folder.path, `installed/${name}/node_modules/@psyrun/core/node-floor.js`),
    );
    const outcome = await folder.run([old, join(bin, 'psy.js'), 'list']);
    const sentence = `psy: error: psyrun needs Node 18.17.1, or 20.3 or newer; this is Node ${version} (${old}).\n`;
    expect(outcome).toEqual({
      exitCode,
      stdout: exitCode === 0 ? 'started' : '',
      stderr: exitCode === 0 ? '' : sentence,
    });
  }
});

test('a job on a machine with a Node that is too old says so in its log', async () => {
  const worker = join(WORKSPACE, 'packages/jobs/dist/worker/psy-worker.js');
  const old = nodeBinary('12.22.12');
  const outcome = await folder.run([old, worker, 'job.json']);
  expect(outcome).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `psyrun needs Node 18.17.1, or 20.3 or newer; this is Node 12.22.12 (${old}).\n`,
  });
});

test.each(['pkl', 'npz', 'h5'])('the store .%s', async (suffix) => {
  folder.write(`psy-tasks/task_${suffix}.ts`, taskOf40(`store: '.${suffix}',`));
  await psy('run', suffix);
  await psy('verify', suffix);
  expect(folder.certificate(suffix)).toMatchObject(COMPLETE);
  await psy('export', suffix, `${suffix}.csv`);
  expect(folder.read(`${suffix}.csv`).trim().split('\n').at(-1)).toBe('39,1521,39');
});

test('load balancing', async () => {
  folder.write('psy-tasks/task_balanced.ts', taskOf40(`backend: 'load-balancing', maxJobs: 2,`));
  await psy('run', 'balanced');
  expect(folder.certificate('balanced')).toMatchObject(COMPLETE);
});

test('a run that kill -9 has ended is continued', async () => {
  // The first run stops at a row until it is killed.
  folder.write(
    'psy-tasks/task_killed.ts',
    `import { appendFileSync, existsSync } from 'node:fs';
    import { param, range } from 'psyrun';
    export const maxJobs = 1;
    export const pspace = param({ x: range(40) });
    export const execute = async ({ x }: { x: number }) => {
      appendFileSync('${folder.path}/evaluated', \`\${x}\\n\`);
      if (x === 35 && !existsSync('${folder.path}/killed')) await new Promise((done) => setTimeout(done, 1e9));
      return { y: x * x };
    };`,
  );
  const options = { cwd: folder.path, env: userEnvironment(), stdio: 'ignore' } as const;
  const first = spawn(node, [PSY, 'run', '-j', '1', 'killed'], options);
  const ended = new Promise((resolve) => first.on('exit', (_, signal) => resolve(signal)));
  await until(() => existsSync(join(folder.path, 'evaluated')) && rowsEvaluated().includes('35'));
  let recorded = 0;
  await until(async () => (recorded = await rowsRecorded('killed')) > 0);
  first.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  folder.write('killed', '');
  await psy('run', 'killed');
  expect(folder.certificate('killed')).toMatchObject(COMPLETE);
  // Rows 0 to 35 were evaluated before, and no recorded row again.
  expect(rowsEvaluated().length).toBeLessThanOrEqual(36 + 40 - recorded);
});

const rowsEvaluated = () => folder.read('evaluated').trim().split('\n');

/** Resolves to the number of rows in the journals of a task. */
async function rowsRecorded(task: string): Promise<number> {
  const { stdout } = await folder.run([node, PSY, 'status', '--json', task]);
  return (JSON.parse(stdout) as { done: number }).done;
}

/** Resolves when the condition holds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('a job of Slurm', async () => {
  const settings = `scheduler: 'slurm', schedulerArgs: { timelimit: '5' }, maxJobs: 2,`;
  folder.write('psy-tasks/task_cluster.ts', taskOf40(settings));
  await psy('run', '--wait', 'cluster');
  expect(slurm.run('squeue', '-h')).toBe('');
  expect(folder.certificate('cluster')).toMatchObject(COMPLETE);
});

test('a job whose machine has another major version of Node says so in its log', async () => {
  const [, newest] = NAMED_NODES;
  const settings = `scheduler: 'slurm', schedulerArgs: { timelimit: '5' }, maxJobs: 1,`;
  const named = `node: ${JSON.stringify(nodeBinary(newest))},`;
  folder.write('psy-tasks/task_newer.ts', taskOf40(`${settings} ${named}`));
  await psy('run', '--wait', 'newer');
  expect((await psy('logs', 'newer')).stdout).toContain(
    `Warning: node is ${newest} here, and ${OLDEST_NODE} where the run began.\n`,
  );
});

test('a task in Python', async () => {
  folder.write('psy-tasks/task_snake.py', PYTHON_TASK_OF_40);
  await psy('run', 'snake');
  expect(folder.certificate('snake')).toMatchObject(COMPLETE);
});
