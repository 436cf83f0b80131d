import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { wholeTable } from '@psyrun/columns';
import { isPsyrunError, STORE_VALUE_KINDS } from '@psyrun/core';
import { param, range, type Space } from '@psyrun/pspace';
import {
  collectRun,
  prepareRun,
  type RunDescription,
  type WorkDirectory,
} from '../../src/index.ts';
import { Superseded } from '../../src/former/superseded.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const space = param({ x: range(4) });

/** Evaluates rows 0 to 3 and begins to evaluate rows 1 and 2 again. */
async function again(now: Space = space) {
  const folder = newFolder();
  const first = await prepareRun(taskIn(folder, space), { continue: false });
  await record(first.directory, 0, space, { 0: 0, 1: 1, 2: 2, 3: 3 }, first.run);
  const next = await prepareRun(taskIn(folder, now), { continue: false, again: [[1, 3]] });
  return { folder, ...next };
}

async function results(directory: WorkDirectory, run: RunDescription) {
  const { tables, counts, origins } = await collectRun(directory, run);
  const { y } = await wholeTable(tables(STORE_VALUE_KINDS)());
  return { y, done: counts.done, rows: origins.map(({ rows }) => rows) };
}

test('earlier records of rows that are evaluated again do not count', async () => {
  const { directory, run, states } = await again();
  expect(run.todo).toEqual([[1, 3]]);
  expect(JSON.parse(readFileSync(directory.run, 'utf8'))).toMatchObject({ again: [[1, 3]] });
  expect(states.counts()).toMatchObject({ done: 2, missing: 2 });
  expect(await results(directory, run)).toMatchObject({ y: [0, 3], done: 2 });
  await record(directory, 0, space, { 1: 10, 2: null }, run);
  expect(await results(directory, run)).toMatchObject({ y: [0, 10, 3], done: 3 });
});

test('they do not count in later generations either, where the rows may have other places', async () => {
  const { folder, directory, run } = await again();
  await record(directory, 0, space, { 1: 10 }, run);
  const now = param({ x: [3, 2, 1] });
  const next = await prepareRun(taskIn(folder, now), { continue: true });
  expect(next.run.todo).toEqual([[1, 2]]);
  expect(await results(directory, next.run)).toMatchObject({ y: [3, 10] });
});

test('rows of another space than the present one are refused, and nothing is changed', async () => {
  const caught: unknown = await again(param({ x: range(5) })).catch((error: unknown) => error);
  expect(isPsyrunError(caught, 'PSYRUN_RUN_CHANGED')).toBe(true);
  expect(String(caught)).toContain('Run psy run -c t first.');
});

test('records of an unknown run count as older than all others', () => {
  const run = { again: [[0, 1]] } as unknown as RunDescription;
  const runs = [
    { run: {} as RunDescription, file: '' },
    { run, file: '' },
  ];
  const superseded = new Superseded(2, runs, (_, index) => index);
  expect([0, 1, 2].map((origin) => superseded.has(0, origin, 2))).toEqual([true, false, true]);
  expect([0, 1, 2].map((origin) => superseded.has(1, origin, 2))).toEqual([false, false, false]);
});

test('rows that are evaluated again are not said to be kept', async () => {
  const folder = newFolder();
  const first = await prepareRun(taskIn(folder, space), { continue: false });
  await record(first.directory, 0, space, { 0: 0, 1: 1, 2: 2, 3: 3 }, first.run);
  const now = taskIn(folder, param({ z: range(4) }).renamed({ x: 'z' }));
  const next = await prepareRun(now, { continue: true });
  expect(next.states.former()).toEqual(new Map([['x is now z', 4]]));
  const notes: string[] = [];
  const onNote = (note: string) => notes.push(note);
  await prepareRun(now, { continue: false, again: [[1, 4]], onNote });
  expect(notes).toEqual([
    'Continuing: 1 of 4 rows are done already.',
    '1 kept (x is now z), 3 new.',
    '3 rows are evaluated again.',
  ]);
});
