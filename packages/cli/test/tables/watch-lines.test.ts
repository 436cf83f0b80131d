import { expect, test } from '@jest/globals';
import measure from 'fast-string-truncated-width';
import type { WatchResult } from '@psyrun/operations';
import { watchLine, watchLines } from '../../src/tables/watch-lines.ts';
import { plainText } from '../../src/terminal/line.ts';

const TASK: WatchResult = {
  ...{ task: 't', time: '2026-11-30T10:00:00.000Z', working: true },
  ...{ total: 10, done: 5, failed: 1, missing: 4 },
  pace: { rate: 0.5, left: { expected: 8, least: 6, most: 11 }, coreHours: 2 },
  jobs: [{ name: 't:process', count: 2, state: 'queued', reason: 'Priority' }],
  quiet: [{ job: 't:process:1', row: 3, since: '2026-11-30T09:58:00.000Z' }],
  failures: [
    { row: 7, name: 'Error', message: '漢字\x1b[2J\nsecond', ended: '2026-11-30T09:59:50.000Z' },
  ],
};

test('a screen has states, rate, jobs and failures', () => {
  expect(watchLines([TASK], { columns: 80, rows: 24 }).map(plainText)).toEqual([
    't  [###############...............]  ',
    '  5 of 10 rows done, 1 failed, 4 missing',
    '  30 rows/min, about 8 s left (6 s to 11 s).',
    '  2 core-hours of rows so far.',
    '  Jobs:',
    '    t:process: 2 queued (Priority).',
    '  Jobs longest without a row:',
    '    t:process:1: 2 min since row 3 ended',
    '  Last failures:',
    '    row 7, 10 s ago: Error: 漢字\\x1b[2J',
    '',
    'q leaves; the jobs go on.',
  ]);
  expect(plainText(watchLine(TASK))).toBe(
    't: 5 of 10 rows done, 1 failed, 4 missing. 30 rows/min, about 8 s left (6 s to 11 s).',
  );
});

test('it fits on any screen', () => {
  for (const columns of [7, 20, 33, 80]) {
    for (const rows of [1, 2, 5, 11, 40]) {
      const lines = watchLines([TASK, TASK], { columns, rows }).map(plainText);
      expect(lines.length).toBeLessThanOrEqual(Math.max(2, rows));
      for (const line of lines) expect(measure(line).width).toBeLessThanOrEqual(columns);
    }
  }
  const short = watchLines([TASK, TASK], { columns: 80, rows: 5 }).map(plainText);
  expect(short.at(-2)).toBe('… 19 more lines do not fit.');
});
