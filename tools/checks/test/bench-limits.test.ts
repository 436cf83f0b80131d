import { expect, test } from '@jest/globals';
import { brokenLimits } from '../../../bench/table/broken-limits.ts';
import {
  at,
  atMostFiles,
  atMostMemory,
  atMostSeconds,
  atMostTimes,
} from '../../../bench/table/goals.ts';
import { missedGoals } from '../../../bench/table/missed-goals.ts';
import type { Line } from '../../../bench/table/line.ts';
import type { TableRow } from '../../../bench/table/table-row.ts';

const line: Line = {
  ...{ group: 'Runs', name: 'psy run', unit: 'rows', sizes: [10, 100] },
  ours: { work: () => () => {} },
  limits: { memory: 200e6, files: 3, bytes: 50 },
};
const row: TableRow = {
  ...{ group: 'Runs', work: 'psy run', size: 100, unit: 'rows', ours: 2 },
  ...{ memory: 200e6, files: 300, bytes: 5000, exponent: 1.1 },
  peers: [
    { name: 'joblib', cpu: 1 },
    { name: 'ray', absent: 'not here' },
  ],
};

test('what is within its limits breaks none', () => {
  expect(brokenLimits(line, [row])).toEqual([]);
});

test.each<[string, Partial<TableRow>]>([
  ['its time grows with exponent 1.60', { exponent: 1.6 }],
  ['it takes 201 MB of memory, at most 200 MB', { memory: 201e6 }],
  ['it makes 301 files, at most 300', { files: 301 }],
  ['it writes 5001 bytes, at most 5000', { bytes: 5001 }],
])('the largest size fails: %s', (problem, change) => {
  const broken = { ...row, ...change };
  expect(brokenLimits(line, [row, broken])).toEqual([expect.stringContaining(problem)]);
  expect(brokenLimits(line, [broken, row])).toEqual([]);
});

test('a goal that is missed is told in words', () => {
  const goals = [
    ...[atMostTimes(1.5, 'joblib'), atMostTimes(1, 'joblib', 1), atMostTimes(1, 'ray')],
    ...[atMostSeconds(1), at(10, atMostSeconds(1.5)), atMostMemory(100e6)],
    ...[atMostFiles(3), atMostFiles(2)],
  ];
  expect(missedGoals({ ...line, goals }, { ...row, exponent: 1.2 })).toEqual([
    'at most 1.5 × joblib',
    'at most 1 s',
    'at most 100 MB',
    'at most 2 files for each',
    'growth at most 1.1',
  ]);
});
