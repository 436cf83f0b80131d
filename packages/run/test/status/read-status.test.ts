import { appendFileSync, rmSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { mergeRun, prepareRun, readStatus, rowsLeft } from '../../src/index.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';
import { jobContext } from '../job-context.ts';

const space = param({ x: range(4) });
const squares = { 0: 0, 1: 1, 2: 4, 3: 9 };

async function finished() {
  const task = taskIn(newFolder(), space);
  const { directory } = await prepareRun(task, { continue: false });
  await record(directory, 0, space, squares);
  expect(await mergeRun({ workdir: task.workdir }, jobContext())).toBe(0);
  return { task, directory };
}

test('all rows are missing before the first run', async () => {
  const task = taskIn(newFolder(), space);
  const { states, complete, changes } = await readStatus(task);
  expect(states.counts()).toEqual({ total: 4, done: 0, failed: 0, missing: 4 });
  expect({ complete, changes }).toEqual({ complete: false, changes: [] });
});

test('done rows are not complete until their result is certified', async () => {
  const task = taskIn(newFolder(), space);
  const { directory } = await prepareRun(task, { continue: false });
  await record(directory, 0, space, squares);
  const { states, complete } = await readStatus(task);
  expect(states.counts().done).toBe(4);
  expect(complete).toBe(false);
  expect([...(await rowsLeft(task))]).toEqual([]);
});

test('a certified result has all rows, even without journals', async () => {
  const { task, directory } = await finished();
  rmSync(directory.out, { recursive: true });
  const { states, complete, changes } = await readStatus(task);
  expect(states.counts()).toEqual({ total: 4, done: 4, failed: 0, missing: 0 });
  expect({ complete, changes }).toEqual({ complete: true, changes: [] });
  expect([...(await rowsLeft(task))]).toEqual([]);
});

test('a certified result of other code is not complete, and the changes are listed', async () => {
  const { task } = await finished();
  appendFileSync(task.file, '// changed');
  const { complete, changes } = await readStatus(task);
  expect(complete).toBe(false);
  expect(changes).toEqual(['task_t.ts has changed.']);
});

test('rowsLeft has the failed and missing rows in the order of the space', async () => {
  const task = taskIn(newFolder(), space);
  const { directory } = await prepareRun(task, { continue: false });
  await record(directory, 0, space, { 3: null, 1: 1 });
  await record(directory, 1, space, { 2: 4 });
  expect([...(await rowsLeft(task))]).toEqual([{ x: 0 }, { x: 3 }]);
});
