import { expect, test } from '@jest/globals';
import type { RecordedError } from '@psyrun/journal';
import { FailureGroups } from '../../src/failures/group-failures.ts';

const failed = (row: number, error: Partial<RecordedError> = {}): RecordedError => ({
  ...{ name: 'TypeError', message: `fetch ${row} failed`, class: 'exception' },
  ...error,
});
const because = (message: string): RecordedError => ({
  ...{ name: 'Error', message, code: 'E', class: 'exception' },
});

test('rows with different causes are different groups, numbers aside', () => {
  const groups = new FailureGroups(5);
  groups.note(0, failed(0, { cause: because('refused by 10.0.0.1') }));
  groups.note(1, failed(1, { cause: because('timed out') }));
  groups.note(2, failed(2, { cause: because('refused by 10.0.0.2') }));
  groups.note(3, failed(3, { errors: [because('timed out')] }));
  groups.note(4, failed(4));
  const found = groups.of([0, 1, 2, 3, 4]);
  expect(found.map(({ rows }) => rows)).toEqual([[0, 2], [1], [3], [4]]);
});

test('the last failure of a row counts, and only of rows that failed in the end', () => {
  const groups = new FailureGroups(6);
  groups.note(1, because('disk full'));
  groups.note(4, failed(4));
  groups.note(1, failed(1));
  groups.note(3, failed(3));
  groups.note(2, because('disk full'));
  groups.note(0, because('lost'));
  expect(groups.of([1, 2, 3])).toEqual([
    { error: failed(1), example: 1, rows: [1, 3] },
    { error: because('disk full'), example: 1, rows: [2] },
  ]);
});

test('the largest group is first, then that of the first row', () => {
  const groups = new FailureGroups(6);
  const names = ['a', 'b', 'b', 'c', 'c', 'd'];
  for (const row of [5, 4, 3, 2, 1, 0]) groups.note(row, because(names[row]!));
  expect(groups.of([0, 1, 2, 3, 4, 5]).map(({ error }) => error.message)).toEqual([
    ...['b', 'c', 'a', 'd'],
  ]);
});

test('rows that failed alike from different causes are different groups', () => {
  const groups = new FailureGroups(3);
  groups.note(0, failed(0, { class: 'signal' }));
  groups.note(1, failed(1, { class: 'outOfMemory' }));
  groups.note(2, failed(2, { class: 'signal' }));
  const found = groups.of([0, 1, 2]);
  expect(found.map(({ error, rows }) => [error.class, rows])).toEqual([
    ['signal', [0, 2]],
    ['outOfMemory', [1]],
  ]);
});
