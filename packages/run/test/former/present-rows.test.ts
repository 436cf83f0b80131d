import { expect, test } from '@jest/globals';
import { wholeTable } from '@psyrun/columns';
import { STORE_VALUE_KINDS } from '@psyrun/core';
import { openJournal, rowWithDigests } from '@psyrun/journal';
import { hashSpace, param, type Space } from '@psyrun/pspace';
import {
  collectRun,
  knownRuns,
  prepareRun,
  readRecords,
  RecordedRows,
  type RunDescription,
  type WorkDirectory,
} from '../../src/index.ts';
import { PresentRows } from '../../src/former/present-rows.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const BEFORE = param({ rate: [1, 2, 3] });
const NOW = param({ solver: ['euler', 'rk4'] })
  .was({ solver: 'euler' })
  .product(param({ beta: [3, 2, 1, 0] }).renamed({ rate: 'beta' }));
const TEXT = "were solver = 'euler'; rate is now beta";

/** Records rows 0 and 1 of a former space, fails row 2, and continues with another space. */
async function continued(now: Space) {
  const folder = newFolder();
  const { directory, run } = await prepareRun(taskIn(folder, BEFORE), { continue: false });
  await record(directory, 0, BEFORE, { 0: 10, 1: 20, 2: null }, run);
  const task = taskIn(folder, now);
  const notes: string[] = [];
  const onNote = (note: string) => notes.push(note);
  const next = await prepareRun(task, { continue: true, onNote });
  return { ...next, task, notes };
}

test('rows of a former space count as rows of the present one, and it is said what they were', async () => {
  const { run, states, notes } = await continued(NOW);
  expect(run.todo).toEqual([
    [0, 1],
    [3, 8],
  ]);
  expect(states.former()).toEqual(new Map([[TEXT, 2]]));
  expect(notes).toContain(`2 kept (${TEXT}), 6 new.`);
});

test('a result has the present parameters of all rows, kept or new', async () => {
  const { directory, run } = await continued(NOW);
  await record(directory, 1, NOW, { 0: 30, 7: 70 }, run);
  const { tables } = await collectRun(directory, run);
  expect(await wholeTable(tables(STORE_VALUE_KINDS)())).toEqual({
    solver: ['euler', 'euler', 'euler', 'rk4'],
    beta: [3, 2, 1, 0],
    y: [30, 20, 10, 70],
  });
});

test('records that are read again have the present parameters, also those of failed rows', async () => {
  const { task } = await continued(NOW);
  const seen: unknown[] = [];
  let rows: RecordedRows | undefined;
  await readRecords(task, (_, states, present) => {
    const recorded = (rows = new RecordedRows(states, present));
    return (one, file) => {
      recorded.note(one, file);
      seen.push(one.read().row);
    };
  });
  const again = [];
  for await (const [, one] of rows!.read([2, 1, 0])) again.push(one?.row);
  expect(seen).toEqual([
    { solver: 'euler', beta: 1, y: 10 },
    { solver: 'euler', beta: 2, y: 20 },
    { solver: 'euler', beta: 3 },
  ]);
  expect(again).toEqual([seen[0], seen[1], seen[2]]);
});

test('a former row with a result of the name of a new parameter has the parameter', async () => {
  const { directory, run } = await continued(NOW);
  const { runs } = await knownRuns(directory);
  const present = new PresentRows(NOW, runs);
  expect(present.row(1, 0, { rate: 2, y: 1, solver: 'own' })).toEqual({
    solver: 'euler',
    beta: 2,
    y: 1,
  });
  const row = { beta: 2, solver: 'rk4', y: 1 };
  expect(present.row(5, runs.length - 1, row)).toBe(row);
  expect(run.generation).toBe(2);
});

test('large parameters have their values, also under a present key and from a present row', async () => {
  const [image, other] = [new Float64Array(64).fill(1), new Float64Array(64).fill(2)];
  const before = param({ image: [image, other] });
  const now = param({ solver: ['euler', 'rk4'] })
    .was({ solver: 'euler' })
    .product(param({ picture: [other, image] }).renamed({ image: 'picture' }));
  const folder = newFolder();
  const { directory, run } = await prepareRun(taskIn(folder, before), { continue: false });
  await recordDigests(directory, before, { 0: 10 }, run);
  const task = taskIn(folder, now);
  const next = await prepareRun(task, { continue: true });
  expect(next.run.todo).toEqual([
    [0, 1],
    [2, 4],
  ]);
  await recordDigests(directory, now, { 0: 20 }, next.run);
  const { tables } = await collectRun(directory, next.run);
  const { picture, y } = await wholeTable(tables(STORE_VALUE_KINDS)());
  expect([...(picture as Iterable<unknown>), y]).toEqual([other, image, [20, 10]]);
  let rows: RecordedRows | undefined;
  await readRecords(task, (_, states, present) => {
    const recorded = (rows = new RecordedRows(states, present));
    return (one, file) => void recorded.note(one, file);
  });
  const read = [];
  for await (const [, one] of rows!.read([0, 1])) read.push(one?.row);
  expect(read).toEqual([
    { solver: 'euler', picture: other, y: 20 },
    { solver: 'euler', picture: image, y: 10 },
  ]);
});

/** Records results of rows, with digests of large parameters. */
async function recordDigests(
  directory: WorkDirectory,
  space: Space,
  results: Readonly<Record<number, number>>,
  { created, generation }: RunDescription,
): Promise<void> {
  const named = { space: hashSpace(space), run: created, generation };
  const journal = await openJournal(directory.journal(0), named);
  for (const [index, y] of Object.entries(results)) {
    const parameters = space.at(Number(index));
    const row = rowWithDigests({ ...parameters, y }, space.keys, () => parameters);
    const common = { index: Number(index), attempt: 1, startedAt: 0, duration: 1 };
    journal.append({ ...common, kind: 'done', row });
  }
  await journal.close();
}
