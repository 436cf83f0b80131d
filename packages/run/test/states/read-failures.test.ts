import { expect, test } from '@jest/globals';
import type { ErrorDetails, Task } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';
import { prepareRun, readFailures, ROW_FAILED } from '../../src/index.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const space = param({ x: range(6) });

/** Resolves to the last error of each row that failed in the end, and what else was read. */
async function failuresOf(task: Task) {
  const errors = new Map<number, ErrorDetails>();
  const found = await readFailures(task, () => (index, error) => errors.set(index, error()));
  const failed = [...found.states.indices(ROW_FAILED)];
  return { ...found, failures: failed.map((index) => ({ index, error: errors.get(index) })) };
}

test('has the failures of rows that were not done later, in the order of the space', async () => {
  const task = taskIn(newFolder(), space);
  const { directory } = await prepareRun(task, { continue: false });
  await record(directory, 0, space, { 1: null, 4: null, 5: null });
  await record(directory, 1, space, { 0: null, 4: 16 });
  await record(directory, 2, space, { 5: 25 });
  const { failures, states } = await failuresOf(task);
  expect(failures).toMatchObject([
    { index: 0, error: { message: 'no' } },
    { index: 1, error: { message: 'no' } },
  ]);
  expect(states.counts()).toEqual({ total: 6, done: 2, failed: 2, missing: 2 });
});

test('has only the last of several failures of a row', async () => {
  const task = taskIn(newFolder(), space);
  const { directory } = await prepareRun(task, { continue: false });
  const before = param({ x: range(6), z: 0 });
  await record(directory, 0, space, { 1: null });
  await record(directory, 1, space, { 1: null });
  await record(directory, 2, before, { 2: null });
  const { failures } = await failuresOf(task);
  expect(failures.map(({ index }) => index)).toEqual([1]);
});

test('a failure of an earlier generation has the present index of its row', async () => {
  const folder = newFolder();
  const { directory } = await prepareRun(taskIn(folder, space), { continue: false });
  await record(directory, 0, space, { 1: null, 2: null });
  const now = taskIn(folder, param({ x: [5, 2, 9] }));
  await prepareRun(now, { continue: true });
  const { failures, space: present } = await failuresOf(now);
  expect(failures).toMatchObject([{ index: 1, error: { message: 'no' } }]);
  expect([...present]).toEqual([{ x: 5 }, { x: 2 }, { x: 9 }]);
});

test('there are no failures before the first run', async () => {
  const task = taskIn(newFolder(), space);
  const { failures, states, space: present } = await failuresOf(task);
  expect(failures).toEqual([]);
  expect(states.counts()).toEqual({ total: 6, done: 0, failed: 0, missing: 6 });
  expect(present).toBe(task.pspace);
});
