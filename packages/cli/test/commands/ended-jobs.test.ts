import { mkdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openJournal } from '@psyrun/journal';
import type { FailuresResult } from '@psyrun/operations';
import { readRun, writeBatch } from '@psyrun/run';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

// A queue that runs nothing. The file `state` has the state of all jobs and its reason.
const TASK = `
import { readFileSync } from 'node:fs';
import { param } from '@psyrun/pspace';
const [state, reason] = readFileSync('state', 'utf8').split(' ');
export const scheduler = {
  name: 'queue', capabilities: { arrays: true, immediate: false, outcomes: true }, defaultArgs: {},
  submit: async () => '1', submitArray: async () => '2', getJobs: async () => [], kill: async () => {},
  getStatus: async (ids) => new Map(ids.map((id) => [id, { id, state, reason }])),
};
export const pspace = param({ x: [1, 2] });
export const maxJobs = 1;
export const execute = () => ({});`;

let project: Project;
const psy = (...args: string[]) => psyHere(project, args);
beforeEach(async () => {
  project = new Project();
  project.write('psy-tasks/task_t.js', TASK);
  project.write('state', 'queued Priority');
  expect((await psy('run', 't')).status).toBe(0);
});
afterEach(() => project.remove());

/** Sets what the scheduler says of all jobs. psy keeps its answers, and a loaded file, for a time. */
function jobsAre(state: string): void {
  project.write('state', state);
  project.write('psy-tasks/task_t.js', `${TASK} // ${state}`);
}

/** Records a failure of each row. */
async function failAll(): Promise<void> {
  const { created, generation, space } = (await readRun(project.path('psy-work/t/run.json')))!;
  const session = { run: created, generation, space: space.hash, job: 't:process:0' };
  const journal = await openJournal(project.path('psy-work/t/out/0.journal'), session);
  const error = { name: 'Error', message: 'no', reason: 'threw' } as const;
  for (const [index, x] of [1, 2].entries()) {
    const record = { index, attempt: 1, startedAt: 0, duration: 0, row: { x }, error };
    journal.append({ kind: 'failed', ...record });
  }
  await journal.close();
}

// With both backends a job that is told to stop ends with 1; a scheduler may not tell that.
test.each(['failed NonZeroExitCode', 'done done'])(
  'a job that stopped in time is said to have stopped early, where its scheduler says: %s',
  async (state) => {
    const line =
      'Stopped before the time limit or a preemption (SIGUSR1). What was done is recorded; the rest: x';
    await mkdir(project.path('psy-work/t/in'), { recursive: true });
    const ranges = [[0, 2]] as const;
    await writeBatch(project.path('psy-work/t/in/0.json'), { generation: 1, ranges });
    project.write('psy-work/t/t:process:0.log', `${line}\n`);
    jobsAre(state);
    expect((await psy('status', '-v', 't')).stdout).toMatch(
      /t:process:0 +stopped early \(time limit of the job\)/,
    );
  },
);

test('a job that was ended after all its rows had run is not said to have left rows', async () => {
  await failAll();
  jobsAre('failed OUT_OF_MEMORY');
  const { stdout } = await psy('failures', 't');
  expect(stdout).toContain('t: 2 of 2 rows failed.\n');
  expect(stdout).toContain('Jobs that ended badly, after all rows had run: 1 OUT_OF_MEMORY');
});

test.each([
  ['Error: There is no licence. [PSYRUN_EVALUATOR]', 'exception'],
  ['Stopped by SIGTERM. What was done is recorded; the rest: psy run -c t', 'unknown'],
  ['Segmentation fault', 'unknown'],
])('where the scheduler knows no cause, the log tells the class: %s', async (line, expected) => {
  await mkdir(project.path('psy-work/t/in'), { recursive: true });
  const ranges = [[0, 2]] as const;
  await writeBatch(project.path('psy-work/t/in/0.json'), { generation: 1, ranges });
  project.write('psy-work/t/t:process:0.log', `${line}\n`);
  jobsAre('failed NonZeroExitCode');
  const { jobs } = JSON.parse((await psy('failures', '--json', 't')).stdout) as FailuresResult;
  expect(jobs.find(({ name }) => name === 't:process:0')?.class).toBe(expected);
});
