import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openJournal } from '@psyrun/journal';
import { hashSpace, param, range } from '@psyrun/pspace';
import { attemptsIn, RunRecords } from '../../src/index.ts';
import { newFolder } from '../fixtures.ts';

const space = param({ x: range(6) });
const records = () => new RunRecords(space, hashSpace(space), { runs: [], lost: [] });

/** Writes a journal of a space. Each entry is [row, attempt, whether it failed]. */
async function journalOf(
  file: string,
  entries: readonly (readonly [number, number, boolean])[],
  of = space,
): Promise<void> {
  const journal = await openJournal(file, { space: hashSpace(of) });
  for (const [index, attempt, hasFailed] of entries) {
    const common = { index, attempt, startedAt: 0, duration: 1, row: of.at(index) };
    const error = { name: 'Error', message: 'no', reason: 'threw' as const };
    if (hasFailed) journal.append({ ...common, kind: 'failed', error });
    else journal.append({ ...common, kind: 'done' });
  }
  await journal.close();
}

test('a failed row has the number of its attempts, a done row has 0', async () => {
  const folder = newFolder();
  const [first, second] = [join(folder, '0.journal'), join(folder, '1.journal')];
  await journalOf(first, [
    [0, 1, false],
    [1, 1, true],
    [1, 2, true],
    [2, 1, true],
    [2, 2, false],
    [3, 2, true],
    [3, 1, true],
  ]);
  // Two jobs evaluated these rows. A row that one of them has done stays done.
  await journalOf(second, [
    [0, 1, true],
    [1, 1, true],
    [4, 5, true],
  ]);
  const attempts = await attemptsIn([first, second], records());
  expect([...attempts].sort(([a], [b]) => a - b)).toEqual([
    [0, 0],
    [1, 2],
    [2, 0],
    [3, 2],
    [4, 5],
  ]);
});

test('rows of another space do not count', async () => {
  const file = join(newFolder(), '0.journal');
  await journalOf(file, [[0, 1, true]], param({ x: range(9) }));
  await journalOf(file, [[1, 1, true]]);
  expect([...(await attemptsIn([file], records()))]).toEqual([[1, 1]]);
});

test('a missing journal counts as empty', async () => {
  const folder = newFolder();
  const file = join(folder, '1.journal');
  await journalOf(file, [[1, 1, true]]);
  expect([...(await attemptsIn([join(folder, '0.journal'), file], records()))]).toEqual([[1, 1]]);
});

test('a record with other parameters than its row is no attempt', async () => {
  const file = join(newFolder(), '0.journal');
  const journal = await openJournal(file, { space: hashSpace(space) });
  const common = { kind: 'done', attempt: 1, startedAt: 0, duration: 1 } as const;
  for (const [index, row] of [
    [0, { x: 1 }],
    [1, {}],
    [6, { x: 6 }],
    [2, { x: 2 }],
  ] as const) {
    journal.append({ ...common, index, row });
  }
  await journal.close();
  expect([...(await attemptsIn([file], records()))]).toEqual([[2, 0]]);
});
