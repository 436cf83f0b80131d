import { expect, test } from '@jest/globals';
import { rowCount, wholeTable } from '@psyrun/columns';
import { STORE_VALUE_KINDS, type Task } from '@psyrun/core';
import { openJournal } from '@psyrun/journal';
import { hashSpace, param, range } from '@psyrun/pspace';
import { collectRun, prepareRun } from '../../src/index.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const space = param({ x: range(4) });

/** Prepares a run and collects its journals. */
async function runOf(more: Partial<Task> = {}) {
  const folder = newFolder();
  const { directory, run } = await prepareRun(taskIn(folder, space, more), { continue: false });
  return { folder, directory, collect: () => collected(directory, run) };
}

/** Collects a run. Resolves to its rows as one table, and their indices, too. */
async function collected(...of: Parameters<typeof collectRun>) {
  const { tables, indexOf, ...others } = await collectRun(...of);
  const table = await wholeTable(tables(STORE_VALUE_KINDS)());
  const indices = Array.from({ length: rowCount(table) }, (_, row) => indexOf(row));
  return { ...others, table, indices };
}

test('has each row once with its first result, in the order of the space', async () => {
  const { directory, collect } = await runOf();
  await record(directory, 0, space, { 2: 20, 3: null });
  await record(directory, 1, space, { 0: 0, 2: 21 });
  expect(await collect()).toMatchObject({
    table: { x: [0, 2], y: [0, 20] },
    indices: [0, 2],
    counts: { total: 4, done: 2, failed: 1, missing: 1 },
  });
});

test('a row that failed before or after it was done is done', async () => {
  const { directory, collect } = await runOf();
  await record(directory, 0, space, { 0: 5, 1: null });
  await record(directory, 1, space, { 0: null, 1: 6 });
  const { table, counts } = await collect();
  expect(table).toEqual({ x: [0, 1], y: [5, 6] });
  expect(counts).toMatchObject({ done: 2, failed: 0 });
});

test('removes excluded keys only', async () => {
  const { directory, collect } = await runOf({ excludeFromResult: ['y', 'z'] });
  await record(directory, 0, space, { 0: 0, 1: 1 });
  expect((await collect()).table).toEqual({ x: [0, 1] });
});

test('rows of another space do not count', async () => {
  const { directory, collect } = await runOf();
  await record(directory, 0, param({ x: range(9) }), { 0: 0, 8: 8 });
  await record(directory, 1, space, { 1: 1 });
  expect(await collect()).toMatchObject({
    table: { x: [1], y: [1] },
    indices: [1],
    counts: { total: 4, done: 1, failed: 0, missing: 3 },
  });
});

test('rows of an earlier generation are at their present index', async () => {
  const { folder, directory } = await runOf();
  await record(directory, 0, space, { 0: 0, 3: 9 });
  const now = taskIn(folder, param({ x: [3, 7, 0] }));
  const { run } = await prepareRun(now, { continue: true });
  await record(directory, 0, now.pspace, { 1: 49 });
  expect(await collected(directory, run)).toMatchObject({
    table: { x: [3, 7, 0], y: [9, 49, 0] },
    indices: [0, 1, 2],
    counts: { total: 3, done: 3, failed: 0, missing: 0 },
  });
});

test('without rows, the table has the keys of the space', async () => {
  const { collect } = await runOf();
  expect(await collect()).toMatchObject({
    table: { x: [] },
    indices: [],
    counts: { total: 4, done: 0, failed: 0, missing: 4 },
  });
});

test('tells how many rows lack a result that others have, but for excluded ones', async () => {
  const { directory, collect } = await runOf({ excludeFromResult: ['z'] });
  expect((await collect()).lacking).toEqual({});
  const journal = await openJournal(directory.journal(0), { space: hashSpace(space) });
  const more = [{}, { e: 1 }, { z: 1 }, { e: NaN }];
  for (const [index, results] of more.entries()) {
    const common = { index, attempt: 1, startedAt: 0, duration: 1 };
    journal.append({ ...common, kind: 'done', row: { ...space.at(index), y: 0, ...results } });
  }
  await journal.close();
  expect((await collect()).lacking).toEqual({ e: 2 });
});
