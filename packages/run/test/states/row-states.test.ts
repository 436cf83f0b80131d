import { mkdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { hashSpace, param, range, type Space } from '@psyrun/pspace';
import {
  ROW_DONE,
  ROW_FAILED,
  ROW_MISSING,
  prepareRun,
  rowStates,
  RowStates,
  WorkDirectory,
} from '../../src/index.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const space = param({ x: range(6) });

async function counts(directory: WorkDirectory, of: Space = space) {
  const states = await rowStates(directory, of, hashSpace(of));
  return { ...states.counts(), strangers: states.strangers };
}

test('a row that is evaluated again counts as missing, and is no longer found', () => {
  const states = new RowStates(3);
  for (const index of [0, 1, 2]) states.note(index, 'done');
  states.forget([1]);
  expect(states.counts()).toEqual({ total: 3, done: 2, failed: 0, missing: 1 });
  expect([...states.indices(ROW_DONE)]).toEqual([0, 2]);
  expect(states.rangesWithout(ROW_DONE)).toEqual([[1, 2]]);
});

test('a row is missing, then failed, then done, and stays so', () => {
  const states = new RowStates(3);
  expect(states.length).toBe(3);
  expect([0, 1, 2].map((index) => states.at(index))).toEqual([
    ROW_MISSING,
    ROW_MISSING,
    ROW_MISSING,
  ]);
  states.note(1, 'failed');
  expect(states.at(1)).toBe(ROW_FAILED);
  states.note(1, 'done');
  states.note(2, 'failed');
  states.note(1, 'failed');
  expect([0, 1, 2].map((index) => states.at(index))).toEqual([ROW_MISSING, ROW_DONE, ROW_FAILED]);
  expect([...states.indices(ROW_MISSING, ROW_FAILED)]).toEqual([0, 2]);
  expect([...states.indices(ROW_DONE)]).toEqual([1]);
  expect([...states.indices()]).toEqual([]);
  expect(states.rangesWithout(ROW_DONE)).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(states.rangesWithout(ROW_DONE, ROW_FAILED)).toEqual([[0, 1]]);
  expect(states.rangesWithout()).toEqual([[0, 3]]);
  expect(states.counts()).toEqual({ total: 3, done: 1, failed: 1, missing: 1 });
});

test('rows that are not in the space change nothing', () => {
  const states = new RowStates(1);
  states.note(1, 'done');
  expect(states.counts()).toEqual({ total: 1, done: 0, failed: 0, missing: 1 });
  expect([...states.indices(ROW_DONE)]).toEqual([]);
});

describe('rows of the present space', () => {
  test('are done, failed or missing, and the counts add up', async () => {
    const directory = new WorkDirectory(newFolder());
    mkdirSync(directory.out);
    await record(directory, 0, space, { 0: 0, 1: null });
    await record(directory, 1, space, { 4: 16 });
    expect(await counts(directory)).toEqual({
      total: 6,
      done: 2,
      failed: 1,
      missing: 3,
      strangers: 0,
    });
  });

  test('that failed and then succeeded are done, in any order of the journals', async () => {
    const directory = new WorkDirectory(newFolder());
    mkdirSync(directory.out);
    await record(directory, 0, space, { 1: 1, 2: null });
    await record(directory, 1, space, { 1: null, 2: 4 });
    expect(await counts(directory)).toMatchObject({ done: 2, failed: 0, missing: 4 });
  });

  test('that two jobs evaluated are counted once', async () => {
    const directory = new WorkDirectory(newFolder());
    mkdirSync(directory.out);
    await record(directory, 0, space, { 3: 9 });
    await record(directory, 1, space, { 3: 9 });
    expect(await counts(directory)).toMatchObject({ done: 1, missing: 5 });
  });
});

describe('rows of an earlier space', () => {
  /** Runs `before` with these rows done, then continues with `now`. */
  async function changed(before: Space, done: Record<number, number>, now: Space) {
    const folder = newFolder();
    const { directory } = await prepareRun(taskIn(folder, before), { continue: false });
    await record(directory, 0, before, done);
    const { run, states } = await prepareRun(taskIn(folder, now), { continue: true });
    expect(await counts(directory, now)).toMatchObject(states.counts());
    return {
      ...states.counts(),
      strangers: states.strangers,
      todo: run.todo,
      generation: run.generation,
    };
  }

  test('count for the row with the same values, at any index', async () => {
    const now = param({ x: [5, 4, 3, 2, 1, 0, 7] });
    expect(await changed(space, { 0: 0, 1: 1 }, now)).toEqual({
      total: 7,
      done: 2,
      failed: 0,
      missing: 5,
      strangers: 0,
      todo: [
        [0, 4],
        [6, 7],
      ],
      generation: 2,
    });
  });

  test('that are no longer in the space are strangers', async () => {
    expect(await changed(space, { 0: 0, 5: 25 }, param({ x: [0, 1] }))).toMatchObject({
      done: 1,
      missing: 1,
      strangers: 1,
    });
  });

  test('that nobody knows are strangers, with and without earlier generations', async () => {
    const folder = newFolder();
    const { directory } = await prepareRun(taskIn(folder, space), { continue: false });
    await record(directory, 0, param({ x: range(9) }), { 0: 0, 1: null });
    expect(await counts(directory)).toMatchObject({ done: 0, failed: 0, strangers: 2 });
    const now = param({ x: range(7) });
    await prepareRun(taskIn(folder, now), { continue: true });
    expect(await counts(directory, now)).toMatchObject({ done: 0, failed: 0, strangers: 2 });
  });

  test('do not count for a space with other parameters', async () => {
    expect(await changed(space, { 0: 0 }, param({ x: range(6), z: 1 }))).toMatchObject({
      done: 0,
      strangers: 1,
    });
  });

  test('that are equal count separately', async () => {
    const now = param({ x: [1, 1, 1, 2] });
    expect(await changed(param({ x: [2, 1, 1] }), { 1: 1, 2: 1 }, now)).toMatchObject({
      done: 2,
      missing: 2,
      strangers: 0,
    });
  });

  test('that are equal are not evaluated again, even if each was done for another space', async () => {
    const folder = newFolder();
    const equal = (more: number[]) => param({ x: [1, 1, 1, ...more] });
    const spaces = [equal([]), equal([2]), equal([3]), equal([2, 3])];
    const todo = [];
    for (const [generation, space] of spaces.entries()) {
      const continuing = { continue: generation > 0 };
      const { directory, run } = await prepareRun(taskIn(folder, space), continuing);
      todo.push(run.todo);
      // In each generation, the first missing row is done and the last of the equal rows fails.
      await record(directory, 0, space, {
        [run.todo[0]![0]]: generation,
        [2]: generation < 2 ? null : 2,
      });
    }
    expect(todo).toEqual([[[0, 3]], [[1, 4]], [[2, 4]], [[3, 5]]]);
    const directory = new WorkDirectory(taskIn(folder, spaces[3]!).workdir);
    expect(await counts(directory, spaces[3])).toMatchObject({ done: 4, failed: 0, missing: 1 });
  });

  test('with NaN are found', async () => {
    const before = param({ a: [1] }).sum(param({ b: [2] }));
    expect(
      await changed(before, { 0: 1, 1: 2 }, before.sum(param({ a: [9], b: [9] }))),
    ).toMatchObject({
      done: 2,
      missing: 1,
    });
  });
});
