import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JobArray, JobChain, Scheduler, Task } from '@psyrun/core';
import { Ledger, submit } from '@psyrun/jobs';
import { openJournal } from '@psyrun/journal';
import { hashSpace, param, range } from '@psyrun/pspace';
import { WorkDirectory } from '@psyrun/run';
import { ImmediateRun } from '@psyrun/scheduler-immediate';
import { PickleStore } from '@psyrun/store-pickle';
import { DistributeBackend } from '../src/index.ts';

let folder: string;
let task: Task;
let scheduler: ImmediateRun;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun distribute '));
  scheduler = new ImmediateRun();
  const file = join(folder, 'task_t.ts');
  writeFileSync(file, '');
  const workdir = join(folder, 'psy-work/t');
  task = {
    name: 't',
    file,
    pspace: param({ x: range(7) }),
    evaluator: {
      module: new URL('./fixtures/double.js', import.meta.url).href,
      export: 'double',
      options: { failing: [3] },
    },
    store: new PickleStore(),
    storeAddress: {
      module: new URL('./fixtures/double.js', import.meta.url).href,
      export: 'makeStore',
      options: {},
    },
    scheduler,
    schedulerArgs: {},
    workdir,
    resultfile: join(workdir, 'result.pkl'),
    maxJobs: 3,
    minItems: 1,
    poolSize: 1,
    concurrency: 1,
    retries: 0,
    excludeFromResult: [],
    fileDep: [],
    overwriteDirty: true,
    node: process.execPath,
    code: async () => ({ [file]: readFileSync(file, 'utf8') }),
  };
});
afterEach(async () => {
  await scheduler.close();
  rmSync(folder, { recursive: true });
});

async function run(goOn = false): Promise<JobChain> {
  const tree = await new DistributeBackend(task).createJob({ continue: goOn });
  await submit(tree, {
    scheduler,
    schedulerArgs: {},
    ledger: new Ledger(new WorkDirectory(task.workdir).ledger),
    directory: task.workdir,
    node: process.execPath,
  });
  return tree;
}

/**
 * Returns for each job whether it is done, and the indices of the array that are to be processed.
 */
async function plan(goOn = false) {
  const { jobs } = await new DistributeBackend(task).createJob({ continue: goOn });
  const [split, process, merge] = jobs as [{ done: boolean }, JobArray, { done: boolean }];
  return { split: split.done, size: process.size, todo: process.todo, merge: merge.done };
}

const rows = async (space: Promise<Iterable<unknown>>) => [...(await space)];

test('a new task has all rows to do, in `maxJobs` batches', async () => {
  expect(await plan()).toEqual({ split: false, size: 3, todo: [0, 1, 2], merge: false });
});

test('if a row fails, its job and the merge are still to do', async () => {
  await run();
  expect(await plan()).toEqual({ split: true, size: 3, todo: [1], merge: false });
  const backend = new DistributeBackend(task);
  expect(await rows(backend.getMissing())).toEqual([{ x: 3 }]);
  expect(await rows(backend.getQueued())).toEqual([]);
  expect(await backend.getFailed()).toEqual(['t:process:1']);
});

test('when all rows are done, no job is to do', async () => {
  task = { ...task, evaluator: { ...task.evaluator, options: { failing: [] } } };
  await run();
  expect(await plan()).toEqual({ split: true, size: 3, todo: [], merge: true });
  expect(await new DistributeBackend(task).getFailed()).toEqual([]);
  expect(await task.store.load(task.resultfile)).toEqual({
    x: [0, 1, 2, 3, 4, 5, 6],
    double: [0, 2, 4, 6, 8, 10, 12],
  });
});

test('continuing makes batches of the missing rows only', async () => {
  await run();
  task = { ...task, evaluator: { ...task.evaluator, options: { failing: [] } } };
  const tree = await run(true);
  expect(tree.jobs[1]).toMatchObject({ size: 1, todo: [0] });
  expect(await plan()).toMatchObject({ merge: true });
});

test('rows without a result are split anew if the number of jobs or their size has changed', async () => {
  task = { ...task, maxJobs: 7 };
  // The scheduler refuses seven jobs here.
  await plan();
  task = { ...task, maxJobs: 2 };
  expect(await plan()).toEqual({ split: false, size: 2, todo: [0, 1], merge: false });
  await run();
  task = { ...task, maxJobs: 3, evaluator: { ...task.evaluator, options: { failing: [] } } };
  expect(await plan()).toEqual({ split: false, size: 1, todo: [0], merge: false });
  task = { ...task, minItems: 2 };
  await run();
  expect((await task.store.load(task.resultfile)).x).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('batches of an earlier generation do not count, even if their number is the same', async () => {
  await run();
  task = { ...task, pspace: param({ x: range(100, 107) }) };
  // The submitter dies here, before the rows are split again.
  await new DistributeBackend(task).createJob({ continue: true });
  const tree = await new DistributeBackend(task).createJob({ continue: false });
  expect(tree.jobs[0]).toMatchObject({ name: 'split', done: false });
});

test('an empty space is split into no batches and merged', async () => {
  task = { ...task, pspace: param({ x: [] }) };
  expect(await plan()).toEqual({ split: true, size: 0, todo: [], merge: false });
  await run();
  expect(await plan()).toMatchObject({ merge: true });
  expect(await new DistributeBackend(task).getFailed()).toEqual([]);
});

describe('while jobs are in the queue', () => {
  test('their missing rows are queued, and no job has failed', async () => {
    await new DistributeBackend(task).createJob({ continue: false });
    const directory = new WorkDirectory(task.workdir);
    const journal = await openJournal(directory.journal(0), { space: hashSpace(task.pspace) });
    const record = { index: 0, attempt: 1, startedAt: 0, duration: 0, row: { x: 0, double: 0 } };
    journal.append({ ...record, kind: 'done' });
    await journal.close();
    const ledger = new Ledger(directory.ledger);
    const id = await ledger.intend({ name: 't:process', indices: [0, 2], scheduler: 'slurm' });
    await ledger.receive(id, '17');
    const slurm = {
      name: 'slurm',
      getStatus: async (ids: string[]) =>
        new Map(ids.map((job) => [job, { id: job, state: 'queued' }])),
    } as unknown as Scheduler;
    const backend = new DistributeBackend({ ...task, scheduler: slurm });
    expect(await rows(backend.getQueued())).toEqual([{ x: 1 }, { x: 4 }, { x: 5 }, { x: 6 }]);
    expect(await backend.getFailed()).toEqual([]);
  });
});
