import { readFileSync, rmSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { until } from './cluster-sweep.ts';

/** Tasks that come after each other, on a real Slurm, without a psy that waits. */
new RealSlurm('--nodes', '2');
const project = new Project();
afterAll(() => project.remove());

const psy = (...args: string[]) => psyHere(project, args, undefined, PSYRUN);
const SETTINGS = `export const scheduler = 'slurm';
  export const schedulerArgs = { timelimit: '5m' };
  export const maxJobs = 2;`;
/** Writes the rows that are evaluated to a file. */
const counted = (
  task: string,
  body: string,
) => `import { appendFileSync, existsSync } from 'node:fs';
  import { param, range } from '@psyrun/pspace';
  import { resultOf } from '@psyrun/task';
  const here = (name) => import.meta.dirname + '/../' + name;
  const evaluated = (key) => appendFileSync(here('${task}.evaluated'), key + '\\n');
  ${SETTINGS}
  ${body}`;
project.write(
  'psy-tasks/task_mesh.js',
  counted(
    'mesh',
    `export const pspace = param({ size: range(1, 5) });
    export const execute = ({ size }) => {
      evaluated(size);
      if (size === 3 && existsSync(here('broken'))) throw new Error('no mesh');
      return { volume: size ** 3 };
    };`,
  ),
);
project.write(
  'psy-tasks/task_load.js',
  counted(
    'load',
    `export const pspace = resultOf('mesh').product(param({ load: [1, 2] }));
    export const execute = ({ size, volume, load }) => {
      evaluated(size + ' ' + load);
      return { stress: load / volume };
    };`,
  ),
);
project.write(
  'psy-tasks/task_verdict.js',
  counted(
    'verdict',
    `export const pspace = resultOf('load');
    export const execute = ({ stress }) => { evaluated(stress); return { isSafe: stress < 1 }; };`,
  ),
);

/** Returns the rows of a task that were evaluated since the last call. */
function evaluated(task: string): number {
  const file = project.path(`${task}.evaluated`);
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).length;
  } catch {
    return 0;
  } finally {
    rmSync(file, { force: true });
  }
}

const log = (task: string) => project.read(`psy-work/${task}/${task}:start.log`);

test('nothing starts behind a task of which a row has failed; after the repair all tasks are done', async () => {
  project.write('broken', '');
  const { status, stdout } = await psy('run');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/\. mesh:merge\n[^]*\. load:start\n[^]*\. verdict:start\n/),
  });
  expect((await psy('run', 'load')).status).toBe(1);
  await until('the jobs have ended', async () => {
    const tasks = (await psy('status', '-v', '--json')).stdout.trim().split('\n');
    return tasks.every(
      (line) => (JSON.parse(line) as { unfinishedJobs: [] }).unfinishedJobs.length === 0,
    );
  });
  expect(['mesh', 'load', 'verdict'].map(evaluated)).toEqual([4, 0, 0]);
  expect(log('load')).toContain("Task 'load' comes after 'mesh'. Of 'mesh', 3 of 4 rows are done.");

  rmSync(project.path('broken'));
  expect((await psy('run', '-c')).status).toBe(0);
  await until('all tasks are complete', async () => (await psy('verify')).status === 0);
  expect(['mesh', 'load', 'verdict'].map(evaluated)).toEqual([1, 8, 8]);
}, 240_000);
