import { expect, test } from '@jest/globals';
import { QueryPause } from '../../src/run/query-pause.ts';

/** Returns the times of the queries until `end`, in milliseconds. */
function queries(pause: QueryPause, clock: { now: number }, end: number, answers = true): number[] {
  const times: number[] = [];
  while (clock.now < end) {
    times.push(clock.now);
    pause.asked(answers);
    clock.now += pause.left();
  }
  return times;
}

test('a run that takes long is asked for once a minute', () => {
  const clock = { now: 0 };
  const hour = queries(new QueryPause(() => clock.now), clock, 3_600_000);
  const minutes = Array.from({ length: 60 }, (_, i) => {
    return hour.filter((time) => Math.floor(time / 60_000) === i).length;
  });
  expect(Math.max(...minutes.slice(3))).toBe(1);
  expect(hour.length).toBeLessThan(72);
});

test('a run that has just begun is asked for at once, and its end is noticed early', () => {
  const clock = { now: 0 };
  const times = queries(new QueryPause(() => clock.now), clock, 60_000);
  expect(times[1]).toBe(1000);
  // The pause is at most half of the time that has passed since the begin.
  times.slice(2).forEach((time, i) => expect(time - times[i + 1]!).toBeLessThan(time / 2 + 1000));
});

test('when all rows have ended, the jobs are asked for at once', () => {
  const clock = { now: 0 };
  const pause = new QueryPause(() => clock.now);
  queries(pause, clock, 600_000);
  pause.asked(true);
  pause.allRowsEnded();
  expect(pause.left()).toBe(1000);
  queries(pause, clock, clock.now + 600_000);
  pause.asked(true);
  pause.allRowsEnded();
  expect(pause.left()).toBe(60_000);
});

test('a scheduler that does not answer is asked ever more seldom', () => {
  const clock = { now: 0 };
  const pause = new QueryPause(() => clock.now);
  const times = queries(pause, clock, 7_200_000, false);
  expect(times.at(-1)! - times.at(-2)!).toBe(300_000);
});
