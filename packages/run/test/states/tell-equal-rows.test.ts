import { expect, test } from '@jest/globals';
import { param, range, type Space } from '@psyrun/pspace';
import { prepareRun } from '../../src/index.ts';
import { newFolder, taskIn } from '../fixtures.ts';

const once = param({ x: [1, 2] });
const twice = once.sum(param({ x: [2, 3, 2] }));

async function notesOf(space: Space, folder = newFolder(), goOn = true): Promise<string[]> {
  const notes: string[] = [];
  const onNote = (note: string) => notes.push(note);
  await prepareRun(taskIn(folder, space), { continue: goOn, onNote });
  return notes;
}

test('equal rows are told when a run or a generation begins, and not when it goes on', async () => {
  const folder = newFolder();
  const told = expect.stringContaining('2 of 5 rows have the same parameters as an earlier row.');
  expect(await notesOf(twice)).toEqual([told]);
  expect(await notesOf(once, folder)).toEqual([]);
  expect(await notesOf(twice, folder)).toContainEqual(told);
  expect(await notesOf(twice, folder, false)).toEqual([expect.stringContaining('Continuing')]);
});

test('the rows of a large space are not compared', async () => {
  const large = param({ x: range(100_000) }).sum(param({ x: [0] }));
  expect(await notesOf(large)).toEqual([]);
});
