import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { IncrementalStates } from '../../src/states/incremental-states.ts';
import { WorkDirectory } from '../../src/directory/work-directory.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const space = param({ x: range(6) });

function atWork() {
  const task = taskIn(newFolder(), space);
  const directory = new WorkDirectory(task.workdir);
  mkdirSync(directory.out, { recursive: true });
  return { task, directory, rows: new IncrementalStates(task) };
}

test('each poll reads the new records', async () => {
  const { directory, rows } = atWork();
  expect(await rows.poll()).toEqual({ total: 6, done: 0, failed: 0, missing: 6 });
  await record(directory, 0, space, { 0: 0, 1: null });
  expect(await rows.poll()).toEqual({ total: 6, done: 1, failed: 1, missing: 4 });
  await record(directory, 0, space, { 1: 1 });
  await record(directory, 1, space, { 4: 16 });
  expect(await rows.poll()).toEqual({ total: 6, done: 3, failed: 0, missing: 3 });
});

test('records are read once', async () => {
  const { task, directory, rows } = atWork();
  await record(directory, 0, space, { 0: 0 });
  await rows.poll();
  const file = openSync(directory.journal(0), 'r+');
  const { size } = fstatSync(file);
  await record(directory, 0, space, { 1: 1 });
  // A reader that starts at the beginning would find this record damaged.
  writeSync(file, 'damaged', size - 'damaged'.length);
  closeSync(file);
  expect((await new IncrementalStates(task).poll()).done).toBe(1);
  expect((await rows.poll()).done).toBe(2);
});

test('a new run or generation is read from the beginning', async () => {
  const { directory, rows } = atWork();
  await record(directory, 0, space, { 0: 0, 1: 1 });
  await rows.poll();
  renameSync(directory.out, directory.previous);
  mkdirSync(directory.out);
  await record(directory, 0, space, { 5: 5 });
  await record(directory, 1, space, { 4: 4 });
  expect((await rows.poll()).done).toBe(2);
});

test('rows of a removed journal no longer count, rows of a new journal do', async () => {
  const { directory, rows } = atWork();
  await record(directory, 0, space, { 0: 0, 1: 1 });
  await record(directory, 1, space, { 4: 4 });
  expect((await rows.poll()).done).toBe(3);
  rmSync(directory.journal(0));
  expect((await rows.poll()).done).toBe(1);
});
