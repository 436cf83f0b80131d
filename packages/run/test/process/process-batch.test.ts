import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Closable } from '@psyrun/core';
import { readJournal } from '@psyrun/journal';
import { functionAddress } from '@psyrun/mapper';
import { param } from '@psyrun/pspace';
import { writeBatch } from '../../src/directory/batch-file.ts';
import type { RunOfJob } from '../../src/directory/current-run.ts';
import { prepareRun } from '../../src/prepare/prepare-run.ts';
import { processBatch } from '../../src/process/process-batch.ts';
import { ROW_DONE, rowStates } from '../../src/states/row-states.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const shared: Closable[] = [];
afterEach(async () => {
  await Promise.all(shared.splice(0).map((one) => one.close()));
});

/** Row `x` takes `x` milliseconds. */
const WORK = `data:text/javascript,export const work = ({ x }) =>
  new Promise((resolve) => setTimeout(resolve, x, { begun: process.pid }));`;

/** Prepares a run with one batch and its job. */
async function batchOf(durations: readonly number[], work = WORK) {
  const space = param({ x: durations });
  const task = taskIn(newFolder(), space);
  const { directory, run } = await prepareRun(task, { continue: false });
  await mkdir(directory.in);
  await writeBatch(directory.batch(0), { generation: 1, ranges: [[0, space.length]] });
  const stop = new AbortController();
  let log = '';
  let ended = 0;
  const begin = (
    onRow: (count: number) => void = () => undefined,
    { signal } = stop,
    runOfTheJob: RunOfJob = run,
  ) =>
    processBatch(
      {
        workdir: directory.root,
        run: runOfTheJob,
        evaluator: functionAddress(work, 'work'),
        poolSize: 1,
        rows: { concurrency: 1, retries: 0 },
        node: process.execPath,
      },
      {
        index: 0,
        log: (text) => (log += text),
        signal,
        slots: 1,
        share: (_, make) => {
          const made = make();
          shared.push(made);
          return made;
        },
        rowEnded: () => onRow(++ended),
      },
    );
  const done = async () =>
    [...(await rowStates(directory, space, run.space.hash)).indices(ROW_DONE)].map(Number);
  return { directory, run, space, stop, begin, done, log: () => log };
}

test('a job that is started again evaluates the rows that are not recorded', async () => {
  const { directory, space, begin, done } = await batchOf([1, 2, 3, 4]);
  await record(directory, 0, space, { 0: 7, 2: null });
  let rows = 0;
  expect(await begin((count) => (rows = count))).toBe(0);
  expect(await done()).toEqual([0, 1, 2, 3]);
  expect(rows).toBe(3);
  // The process of an earlier start may still be running and writing to its own journal.
  expect(readdirSync(directory.out).sort()).toEqual(['0.1.journal', '0.journal']);
  expect(await begin((count) => (rows = count))).toBe(0);
  expect(rows).toBe(3);
});

test('of all that rows print, the log keeps the first 16 Mi characters', async () => {
  const { begin, done, log } = await batchOf(
    [1, 2],
    'data:text/javascript,export const work = ({ x }) => { console.log(String(x).repeat(9 * 2 ** 20)); return {}; };',
  );
  expect(await begin()).toBe(0);
  expect(await done()).toEqual([0, 1]);
  expect(log().indexOf('\n(The rest of the output of rows is left out')).toBe(16 * 2 ** 20);
});

describe('a job that is told to stop', () => {
  test('before its time limit ends the running row, starts no others, and reports that', async () => {
    const { stop, begin, done, log } = await batchOf([1, 700, ...Array<number>(50).fill(20)]);
    const exitCode = await begin((count) => {
      if (count === 1) setTimeout(() => stop.abort('SIGUSR1'), 100);
    });
    expect(exitCode).toBe(1);
    expect(await done()).toContain(1);
    expect(await done()).not.toContain(20);
    expect(log()).toBe(
      'Stopped before the time limit or a preemption (SIGUSR1). What was done is recorded; the rest: psy run -c t\n',
    );
  });

  test('at once leaves a long row missing, not failed', async () => {
    const { stop, begin, done, log } = await batchOf([1, 60_000]);
    const exitCode = await begin(() => stop.abort('SIGTERM'));
    expect({ exitCode, done: await done() }).toEqual({ exitCode: 1, done: [0] });
    expect(log()).toMatch(/^Stopped by SIGTERM\. [^\n]*\n$/);
  });

  test('does not count an attempt of the running row', async () => {
    const { directory, stop, begin } = await batchOf([1, 500]);
    await begin(() => stop.abort('SIGTERM'));
    await begin(undefined, new AbortController());
    const attempts: [row: number, attempt: number, kind: string][] = [];
    for (const file of await directory.journals()) {
      for await (const { record } of readJournal(file)) {
        attempts.push([record.index, record.attempt, record.kind]);
      }
    }
    expect(attempts.sort()).toEqual([
      [0, 1, 'done'],
      [1, 1, 'done'],
    ]);
  });
});

test('a job file of a replaced run, which came back late, evaluates nothing for the present run', async () => {
  const { run, begin, done } = await batchOf([1]);
  const replaced = { generation: 1, created: new Date(Date.parse(run.created) - 1).toISOString() };
  const expected = { code: 'PSYRUN_RUN_SUPERSEDED', message: expect.stringContaining(run.created) };
  await expect(begin(undefined, undefined, replaced)).rejects.toMatchObject(expected);
  expect(await done()).toEqual([]);
  expect(await begin()).toBe(0);
});
