import { expect, test } from '@jest/globals';
import type { ParameterSpace, Row } from '@psyrun/core';
import type { RunRecord } from '@psyrun/run';
import { idlePace, paceOf } from '../../src/status/pace.ts';
import { RowTimes } from '../../src/status/row-times.ts';

const spaceOf = (length: number, at: (index: number) => Row) =>
  ({ length, keys: Object.keys(at(0)), at }) as unknown as ParameterSpace;
const SPACE = spaceOf(100, (i) => ({ n: i < 50 ? 1 : 10, trial: i % 50 }));

/** Times of rows of which one ends after the other. */
function timesOf(rows: number, seconds: (index: number) => number): RowTimes {
  const times = new RowTimes();
  for (let index = 0, now = 1000; index < rows; index++) {
    const duration = seconds(index);
    times.note({
      index,
      session: {},
      times: () => ({ startedAt: 1000 * now, duration: 1000 * duration }),
    } as RunRecord);
    now += duration;
  }
  return times;
}

const left = (from: number, to = 100) => ({
  space: SPACE,
  ranges: from < to ? [[from, to] as const] : [],
});

test('rows of equal duration take as long as those before', () => {
  const pace = paceOf(
    timesOf(50, () => 2),
    left(50),
    1100,
  );
  expect(pace).toMatchObject({ rate: 0.5, lastEnded: 1100, left: { expected: 100 } });
  expect(pace.left!.least).toBeLessThan(90);
  expect(pace.left!.most).toBeGreaterThan(110);
  expect(pace.coreHours).toBeCloseTo(100 / 3600);
});

test('where a parameter decides, the rows that are left count with their own durations', () => {
  // 40 rows of n = 1 and 20 of n = 10 have ended; 10 and 30 are left.
  const seconds = (index: number) => (index % 3 === 2 ? 10 : 1);
  const axis = Array.from({ length: 100 }, (_, i) =>
    i < 60 ? (i % 3 === 2 ? 10 : 1) : i < 70 ? 1 : 10,
  );
  const ofAxis = spaceOf(100, (trial) => ({ n: axis[trial], trial }));
  expect(ofAxis.length).toBe(100);
  const rest = { ...left(60), space: ofAxis };
  const pace = paceOf(timesOf(60, seconds), rest, 1240);
  expect(pace.rate).toBe(0.25);
  expect(pace.left!.expected).toBeCloseTo(10 * 1 + 30 * 10);
});

test('it says when it does not know', () => {
  expect(
    paceOf(
      timesOf(0, () => 1),
      left(0),
      1000,
    ),
  ).toEqual({
    coreHours: 0,
    unknown: 'No row has ended yet.',
  });
  expect(
    paceOf(
      timesOf(4, () => 1),
      left(4),
      1004,
    ).unknown,
  ).toBe('Only 4 rows have ended yet.');
  const stale = paceOf(
    timesOf(50, () => 1),
    left(50),
    1050 + 71,
  );
  expect(stale).toMatchObject({ unknown: 'No row has ended of late.', lastEnded: 1050 });
  expect(stale.rate).toBeUndefined();
  // Nothing is known of n = 100, and n decides.
  const n = Array.from({ length: 100 }, (_, i) => (i < 60 ? (i % 2) + 1 : 100));
  const space = spaceOf(100, (trial) => ({ n: n[trial], trial }));
  const unknown = paceOf(
    timesOf(60, (i) => (i % 2 === 0 ? 1 : 5)),
    { ...left(60), space },
    1180,
  );
  expect(unknown.left).toBeUndefined();
  expect(unknown.unknown).toBe(
    'Durations differ by n, and no row with some of its values has ended yet.',
  );
  expect(idlePace(timesOf(50, () => 2))).toMatchObject({ unknown: 'Nothing works on the task.' });
});

test('of many rows a sample is kept', () => {
  const times = timesOf(20_000, () => 0.5);
  expect(times.step).toBe(8);
  expect(times.sorted().length * times.step).toBeGreaterThan(19_900);
  expect(times.sorted().length * times.step).toBeLessThan(20_100);
  const space = spaceOf(1_000_000, (i) => ({ n: i }));
  const rest = { ...left(20_000, 1_000_000), space };
  const pace = paceOf(times, rest, 11_000);
  expect(pace.coreHours).toBeCloseTo(10_000 / 3600);
  expect(pace.rate).toBeCloseTo(2, 1);
  expect(pace.left!.expected / 490_000).toBeCloseTo(1, 1);
});
