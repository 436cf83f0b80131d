import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { JobId, JobState, Scheduler, Task } from '@psyrun/core';
import { jobStatuses, Ledger } from '@psyrun/jobs';
import { param, range } from '@psyrun/pspace';
import { activeSubmissions } from '../../src/status/submissions.ts';
import { withBatchedStatus } from '../../src/status/batched-status.ts';
import { WorkDirectory } from '../../src/directory/work-directory.ts';
import { newFolder, taskIn } from '../fixtures.ts';

let questions: (readonly JobId[])[];
let answer: (id: JobId) => JobState;
beforeEach(() => {
  questions = [];
  answer = () => 'running';
});
afterEach(() => void jest.useRealTimers());

/** Returns a scheduler for one task. Each loaded task has its own object. */
function slurm(): Scheduler {
  const getStatus: Scheduler['getStatus'] = async (ids) => {
    questions.push(ids);
    return new Map(ids.map((id) => [id, { id, state: answer(id) }]));
  };
  return { name: 'slurm', getStatus } as Scheduler;
}

const ADDRESS = { module: 'file:///slurm.js', export: 'slurm', options: {} };

/** Returns a task with a submitted array. */
async function taskWith(job: JobId, more: Partial<Task> = {}): Promise<Task> {
  const own = { scheduler: slurm(), schedulerAddress: ADDRESS, ...more };
  const task = taskIn(newFolder(), param({ n: range(4) }), own);
  mkdirSync(task.workdir, { recursive: true });
  await submitted(task, job);
  return task;
}

function ledgerOf({ workdir }: Task): Ledger {
  return new Ledger(new WorkDirectory(workdir).ledger);
}

async function submitted(task: Task, job: JobId): Promise<void> {
  const ledger = ledgerOf(task);
  const what = { name: 't:process', scheduler: 'slurm', indices: [0, 1] };
  await ledger.receive(await ledger.intend(what), job);
}

const isActive = async (task: Task) => (await activeSubmissions(task)).length > 0;

test('the scheduler is queried once about all jobs, for any number of tasks and calls', async () => {
  const jobs = ['7', '8', '9'];
  const tasks = withBatchedStatus(await Promise.all(jobs.map((job) => taskWith(job))));
  answer = (id) => (id.startsWith('8') ? 'failed' : 'running');
  const active = [];
  for (const task of tasks) active.push(await isActive(task), await isActive(task));
  expect(active).toEqual([true, true, false, false, true, true]);
  const statuses = await jobStatuses(await ledgerOf(tasks[1]!).entries(), tasks[1]!);
  expect(statuses.get('t:process:1')?.state).toBe('failed');
  expect(questions.length).toBe(1);
});

test('it is queried again about jobs that were submitted later', async () => {
  const [task, other] = withBatchedStatus([await taskWith('7'), await taskWith('8')]);
  await isActive(task!);
  answer = () => 'done';
  await submitted(task!, '9');
  expect([await isActive(task!), await isActive(other!)]).toEqual([false, false]);
  expect(questions.length).toBe(2);
});

test('an answer is valid for 30 s', async () => {
  const [task] = withBatchedStatus([await taskWith('7')]);
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  await isActive(task!);
  answer = () => 'done';
  jest.advanceTimersByTime(29_000);
  expect(await isActive(task!)).toBe(true);
  jest.advanceTimersByTime(2_000);
  expect(await isActive(task!)).toBe(false);
});

test('schedulers with other addresses and former schedulers are queried separately', async () => {
  const far = { ...ADDRESS, options: { cluster: 'far' } };
  const before = slurm();
  const changed = {
    scheduler: { name: 'sqsub' } as Scheduler,
    schedulerAddress: { ...ADDRESS, export: 'sqsub' },
    schedulerNamed: async () => before,
  };
  const tasks = withBatchedStatus([
    await taskWith('7'),
    await taskWith('8', { schedulerAddress: far }),
    await taskWith('9', changed),
  ]);
  for (const task of tasks) expect(await isActive(task)).toBe(true);
  const asked = questions.map((ids) => [...new Set(ids.map((id) => id.split('_')[0]))]);
  expect(asked).toEqual([['7'], ['8'], ['9']]);
});

test('a damaged ledger does not affect other tasks', async () => {
  const [task, damaged] = withBatchedStatus([await taskWith('7'), await taskWith('8')]);
  writeFileSync(join(damaged!.workdir, 'ledger'), '\n\0\0\0');
  expect(await isActive(task!)).toBe(true);
  await expect(isActive(damaged!)).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT' });
});
