import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openJournal } from '@psyrun/journal';
import { attemptsIn } from '../../src/index.ts';
import { newFolder } from '../fixtures.ts';

/** Writes a journal of the space `space`. Each entry is [row, attempt, whether it failed]. */
async function journalOf(
  file: string,
  space: string,
  entries: readonly (readonly [number, number, boolean])[],
): Promise<void> {
  const journal = await openJournal(file, { space });
  for (const [index, attempt, hasFailed] of entries) {
    const common = { index, attempt, startedAt: 0, duration: 1, row: {} };
    const error = { name: 'Error', message: 'no', reason: 'threw' as const };
    if (hasFailed) journal.append({ ...common, kind: 'failed', error });
    else journal.append({ ...common, kind: 'done' });
  }
  await journal.close();
}

test('a failed row has the number of its attempts, a done row has 0', async () => {
  const folder = newFolder();
  const [first, second] = [join(folder, '0.journal'), join(folder, '1.journal')];
  await journalOf(first, 'here', [
    [0, 1, false],
    [1, 1, true],
    [1, 2, true],
    [2, 1, true],
    [2, 2, false],
    [3, 2, true],
    [3, 1, true],
  ]);
  // Two jobs evaluated these rows. A row that one of them has done stays done.
  await journalOf(second, 'here', [
    [0, 1, true],
    [1, 1, true],
    [4, 5, true],
  ]);
  const attempts = await attemptsIn([first, second], 'here');
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
  await journalOf(file, 'before', [[0, 1, true]]);
  await journalOf(file, 'here', [[1, 1, true]]);
  expect([...(await attemptsIn([file], 'here'))]).toEqual([[1, 1]]);
});

test('a missing journal counts as empty', async () => {
  const folder = newFolder();
  const file = join(folder, '1.journal');
  await journalOf(file, 'here', [[1, 1, true]]);
  expect([...(await attemptsIn([join(folder, '0.journal'), file], 'here'))]).toEqual([[1, 1]]);
});
