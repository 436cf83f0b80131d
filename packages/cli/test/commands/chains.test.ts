import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

const MESH = `import { existsSync } from 'node:fs';
  import { param, range } from '@psyrun/pspace';
  export const maxJobs = 1;
  export const pspace = param({ size: range(1, 4) });
  export const execute = ({ size }) => {
    if (size === 2 && existsSync(import.meta.dirname + '/broken')) throw new Error('no mesh');
    return { volume: size ** 3 };
  };`;
const LOAD = `import { param } from '@psyrun/pspace';
  import { resultOf } from '@psyrun/task';
  export const maxJobs = 1;
  export const pspace = resultOf('mesh').product(param({ load: [1, 2] }));
  export const execute = ({ volume, load }) => ({ stress: load / volume });`;

let project: Project;
beforeEach(() => {
  project = new Project();
  // The one that comes after the other is first by name.
  project.write('psy-tasks/task_mesh.js', MESH);
  project.write('psy-tasks/task_load.js', LOAD);
});
afterEach(() => project.remove());
const psy = (...args: string[]) => psyHere(project, args);

test('psy run runs tasks that come after others behind them', async () => {
  const { status, stdout } = await psy('run');
  expect({ status, jobs: stdout.match(/^. \w+:merge/gm) }).toEqual({
    status: 0,
    jobs: ['. mesh:merge', '. load:merge'],
  });
  expect((await psy('status')).stdout).toMatch(/load:\n {2}6 out of 6 rows completed\./);
  expect((await psy('verify')).status).toBe(0);
});

test('a task waits for one with a failed row, and says how to go on', async () => {
  project.write('psy-tasks/broken', '');
  const { status, stderr } = await psy('run', '-q');
  const waits =
    "Task 'load' comes after 'mesh'. Of 'mesh', 2 of 3 rows are done. Finish it: psy run -c mesh.";
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining(`psy: error: ${waits} [PSYRUN_TASK_WAITS]`),
  });
  expect((await psy('status', 'load')).stdout).toContain(`  ${waits}\n`);
  expect(await psy('plan', 'load')).toMatchObject({ status: 1 });
  rmSync(project.path('psy-tasks/broken'));
  expect((await psy('run', '-q', '-c', 'mesh')).status).toBe(0);
  expect((await psy('run', '-q', 'load')).status).toBe(0);
  expect((await psy('verify')).status).toBe(0);
});
