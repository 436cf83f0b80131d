import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const psy = (...args: string[]) => psyHere(project, args);

test('psy status -v names the first 20 missing rows, and --all names all', async () => {
  const source = `import { param, range } from '@psyrun/pspace';
    export const pspace = param({ x: range(50) });
    export const execute = () => ({});`;
  project.write('psy-tasks/task_many.js', source);
  const rows = (text: string) => text.match(/\{ x: \d+ \}/g)?.length;
  const some = (await psy('status', '-v', 'many')).stdout;
  expect(rows(some)).toBe(20);
  expect(some).toContain('    and 30 more; all of them: psy status --all many\n');
  expect(rows((await psy('status', '--all', 'many')).stdout)).toBe(50);
});

/** The jobs of this scheduler run, or it does not answer. */
const RUNNING = (answers: boolean) => `
import { PsyrunError } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';
export const scheduler = {
  name: 'queue', capabilities: { arrays: true, immediate: false, outcomes: true }, defaultArgs: {},
  submit: async () => 'one', submitArray: async () => 'many', kill: async () => {}, getJobs: async () => [],
  getStatus: async (ids) => {
    if (!${answers}) throw new PsyrunError('PSYRUN_SCHEDULER', 'The queue is down.');
    return new Map(ids.map((id) => [id, { id, state: id === 'many_1' ? 'queued' : 'running' }]));
  },
};
export const pspace = param({ n: range(6) });
export const maxJobs = 2;
export const execute = () => ({});`;

test('psy status says how many rows run, and how to list them', async () => {
  project.write('psy-tasks/task_t.js', RUNNING(true));
  expect((await psy('run', '-q')).stdout).toContain('. t:process: 2 jobs, 6 rows\n');
  // As the job that splits the space does.
  project.write('psy-work/t/in/0.json', '{}');
  const { status, stdout } = await psy('status');
  expect(status).toBe(0);
  expect(stdout).toContain('  3 running, 3 queued. Which: psy rows t --state running\n');
  const rows = await psy('rows', 't', '--state', 'running', '--columns', 'row,n');
  expect(rows.stdout).toBe('row  n\n  0  0\n  1  1\n  2  2\n');
});

test('psy status counts rows also while the scheduler does not answer', async () => {
  project.write('psy-tasks/task_t.js', RUNNING(true));
  await psy('run', '-q');
  project.write('psy-tasks/task_t.js', RUNNING(false));
  const { status, stdout, stderr } = await psy('status');
  expect([status, stdout]).toEqual([0, expect.stringContaining('0 failed, 6 missing.')]);
  expect(stderr).toContain('Which rows run and wait is not known: The queue is down.');
  expect(await psy('status', '-v')).toMatchObject({ status: 1 });
});

test('PSYRUN_LAYOUT=python gives each job of an array a line, as -v does', async () => {
  project.write('psy-tasks/task_t.js', RUNNING(true));
  process.env['PSYRUN_LAYOUT'] = 'python';
  try {
    const lines = ['. t:split', '. t:process', '. t:process:0', '. t:process:1', '. t:merge'];
    expect((await psy('run', '-q')).stdout).toBe(`${lines.join('\n')}\n`);
  } finally {
    delete process.env['PSYRUN_LAYOUT'];
  }
});
