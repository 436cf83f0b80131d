import { appendFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { ParameterSpace } from '@psyrun/core';
import { param } from '@psyrun/pspace';
import { prepareRun, spaceOfRun } from '../../src/index.ts';
import { newFolder, taskIn } from '../fixtures.ts';

const drawn = () => param({ x: [Math.random(), Math.random()] });
const asBefore = (space: ParameterSpace) => async () => space;

test('a space that differs at each load is replaced by that of the run', async () => {
  const folder = newFolder();
  const first = taskIn(folder, drawn());
  await prepareRun(first, { continue: false });
  const space = await spaceOfRun(taskIn(folder, drawn()), async () => drawn());
  expect([...space!]).toEqual([...first.pspace]);
});

test('a space that is the same at each load is used', async () => {
  const folder = newFolder();
  await prepareRun(taskIn(folder, drawn()), { continue: false });
  const grown = drawn();
  expect(await spaceOfRun(taskIn(folder, grown), asBefore(grown))).toBeUndefined();
});

test('the task is not loaded again before the first run', async () => {
  const refused = () => Promise.reject(new Error('not to be loaded'));
  expect(await spaceOfRun(taskIn(newFolder(), drawn()), refused)).toBeUndefined();
  const folder = newFolder();
  const same = param({ x: [1] });
  await prepareRun(taskIn(folder, same), { continue: false });
  expect(await spaceOfRun(taskIn(folder, same), refused)).toBeUndefined();
});

test.each([
  ['the file', (file: string) => appendFileSync(file, '// other words')],
  ['a declared file', (_: string, data: string) => writeFileSync(data, '2')],
])('after a change of %s, the new space is used', async (_, change) => {
  const folder = newFolder();
  const data = `${folder}/data.csv`;
  writeFileSync(data, '1');
  const task = taskIn(folder, drawn(), { fileDep: [data] });
  await prepareRun(task, { continue: false });
  change(task.file, data);
  const again = taskIn(folder, drawn(), { fileDep: [data] });
  expect(await spaceOfRun(again, async () => drawn())).toBeUndefined();
});
