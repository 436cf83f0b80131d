import { expect, test } from '@jest/globals';
import { param, type Space } from '@psyrun/pspace';
import { prepareRun } from '../../src/index.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const unit = (from: string, to: string, factor: number) => ({
  from,
  to,
  convert: (x: number) => x * factor,
  inverse: (x: number) => x / factor,
});
const METRES = param({ x: [1, 1000] });
const KILOMETRES = param({ x: [1, 2] }).converted({ x: unit('m', 'km', 1 / 1000) });

/** Begins a run with the first space and goes on with the others. Each evaluates all rows that are left. */
async function leftIn(...spaces: Space[]): Promise<(readonly number[])[]> {
  const folder = newFolder();
  const left: (readonly number[])[] = [];
  for (const space of spaces) {
    const { directory, run, states } = await prepareRun(taskIn(folder, space), {
      continue: left.length > 0,
    });
    const todo = [...states.indices(0, 1)];
    left.push(todo);
    await record(directory, 0, space, Object.fromEntries(todo.map((index) => [index, index])), run);
  }
  return left;
}

test('a number counts in its unit, also if the numbers of both spaces are equal', async () => {
  expect(await leftIn(METRES, KILOMETRES)).toEqual([[0, 1], [1]]);
  const same = METRES.converted({ x: unit('m', 'km', 1 / 1000) });
  expect(await leftIn(METRES, same)).toEqual([[0, 1], [1]]);
});

test('rows that are in the present unit are not converted again', async () => {
  const grown = param({ x: [1, 2, 3] }).converted({ x: unit('m', 'km', 1 / 1000) });
  expect(await leftIn(METRES, KILOMETRES, grown)).toEqual([[0, 1], [1], [2]]);
});

test('a second unit is known from the run that had the first, and its rows alone are converted', async () => {
  const third = param({ x: [1000, 2000] }).converted({ x: unit('km', 'metres', 1000) });
  // The row of the first run was in the unit before.
  expect(await leftIn(METRES, KILOMETRES, third)).toEqual([[0, 1], [1], [0]]);
});

test('no row counts if the space does not tell its unit any more', async () => {
  expect(await leftIn(METRES, KILOMETRES, param({ x: [1, 2] }))).toEqual([[0, 1], [1], [0, 1]]);
});
