import { expect, test } from '@jest/globals';
import { JournalPause } from '../../src/run/journal-pause.ts';

test('the journals are read once a second while rows end, and less often while none does', () => {
  let now = 0;
  const pause = new JournalPause(() => now);
  expect(pause.after(1, 0)).toBe(1000);
  now = 10_000;
  expect(pause.after(1, 0)).toBe(1000);
  now = 60_000;
  expect(pause.after(1, 0)).toBe(3000);
  now = 24 * 3_600_000;
  expect(pause.after(1, 0)).toBe(10_000);
  expect(pause.after(1, 1)).toBe(1000);
});

test('journals that take long to read are read less often', () => {
  const pause = new JournalPause(() => 0);
  expect(pause.after(500, 0)).toBe(4500);
  expect(pause.after(60_000, 0)).toBe(30_000);
});
