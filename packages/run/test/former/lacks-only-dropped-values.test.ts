import { expect, test } from '@jest/globals';
import { param, type Space } from '@psyrun/pspace';
import { knownRuns, prepareRun } from '../../src/index.ts';
import { lacksOnlyDroppedValues } from '../../src/former/lacks-only-dropped-values.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const x = param({ x: [1, 2] });
const k = param({ k: [0, 1] });

/** Begins a run with the first space and goes on with the others. Each evaluates nothing but its first row. */
async function study(...spaces: Space[]) {
  const folder = newFolder();
  for (const [i, space] of spaces.entries()) {
    const { directory, run } = await prepareRun(taskIn(folder, space), { continue: i > 0 });
    await record(directory, 0, space, { 0: i }, run);
  }
  return folder;
}

/** Resolves to what is said of each run of a study whose present space is another one. */
async function counting(present: Space, ...spaces: Space[]): Promise<boolean[]> {
  const folder = await study(...spaces);
  const { directory } = await prepareRun(taskIn(folder, present), { continue: true, dryRun: true });
  const { runs } = await knownRuns(directory);
  return spaces.map((_, origin) => lacksOnlyDroppedValues(runs, origin, present));
}

test('rows from before a dropped key count if they had the dropped value', async () => {
  const grown = x.product(k).was({ k: 1 });
  expect(await counting(x.dropped({ k: 1 }), x, grown)).toEqual([true, true]);
  expect(await counting(x.dropped({ k: 1n }), x, grown)).toEqual([true, true]);
  expect(await counting(x.dropped({ k: 0 }), x, grown)).toEqual([false, true]);
});

test('rows from before a key of which nothing was said do not count', async () => {
  expect(await counting(x.dropped({ k: 1 }), x, x.product(k))).toEqual([false, true]);
  const other = x.product(k).was({ x: 1 });
  expect(await counting(x.dropped({ k: 1 }), x, other)).toEqual([false, true]);
});

test('rows from after a dropped key count, and so do those of a study that never had it', async () => {
  const shorter = param({ x: [2] }).dropped({ k: 1 });
  expect(await counting(x.dropped({ k: 1 }), x.product(k), shorter)).toEqual([true, true]);
  expect(await counting(x.dropped({ k: 1 }), x)).toEqual([true]);
});

test('a key that was renamed before it was dropped is not lacking', async () => {
  const grown = x.product(k).was({ k: 1 });
  const renamed = x
    .product(param({ m: [0, 1] }))
    .renamed({ k: 'm' })
    .was({ m: 1 });
  const now = (value: number) => x.dropped({ k: value, m: value });
  expect(await counting(now(1), x, grown, renamed)).toEqual([true, true, true]);
  expect(await counting(now(0), x, grown, renamed)).toEqual([false, true, true]);
});

test('a run evaluates again what had another value, although its space has the rows again', async () => {
  const spaces = [x, x.product(k).was({ k: 0 })];
  const todo = async (present: Space) => {
    const folder = await study(...spaces);
    const { run, states } = await prepareRun(taskIn(folder, present), { continue: true });
    return [run.todo, states.strangers];
  };
  expect(await todo(x.dropped({ k: 0 }))).toEqual([[[1, 2]], 0]);
  expect(await todo(x.dropped({ k: 1 }))).toEqual([[[0, 2]], 2]);
});
