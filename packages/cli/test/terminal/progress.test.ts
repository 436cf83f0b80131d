import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { plainText, type Line } from '../../src/terminal/line.ts';
import { Progress } from '../../src/terminal/progress.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function run(live: boolean, seconds: number, width = 80): string[] {
  const lines: string[] = [];
  const print = (line: Line) => lines.push(plainText(line));
  const progress = new Progress(
    { out: print, json: print, error: print, live: live ? print : undefined, width },
    1000,
    400,
  );
  for (let i = 0; i < seconds; i++) {
    progress.rowEnded(i % 10 === 0 ? 'failed' : 'done');
    jest.advanceTimersByTime(1000);
  }
  progress.stop();
  return lines;
}

test('without a terminal, there is a line every 10 s and one at the end', () => {
  const lines = run(false, 60);
  expect(lines).toHaveLength(7);
  expect(lines.at(-1)).toBe(
    '[###########.............]  460/1000 rows  6 failed  1 rows/s  9 min left',
  );
});

test('at a terminal, the line is rewritten 10 times per second', () => {
  expect(run(true, 2)).toHaveLength(21);
});

test('there is no output if no row was evaluated', () => {
  expect(run(false, 0)).toEqual([]);
});

test.each([80, 70, 55, 40, 20])('a live line fits into %d columns', (width) => {
  const lines = run(true, 20, width).slice(0, -1);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(width);
  expect(lines.at(-1)!.startsWith('[#')).toBe(width >= 55);
});

test('a live line tells the phase of the run', () => {
  const lines: string[] = [];
  const print = (line: Line) => lines.push(plainText(line));
  const progress = new Progress(
    { out: print, json: print, error: print, live: print, width: 80 },
    2,
    0,
  );
  progress.enter('splitting');
  expect(lines.at(-1)).toMatch(/0\/2 rows {2}0 failed .* splitting$/);
  progress.enter('running');
  progress.rowEnded('done');
  progress.rowEnded('done');
  progress.enter('merging');
  expect(lines.at(-1)).toMatch(/2\/2 rows {2}0 failed .* merging$/);
  progress.stop();
  expect(lines.at(-1)).toMatch(/ s$/);
});
