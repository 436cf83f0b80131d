import { expect, test } from '@jest/globals';
import type { JobState } from '@psyrun/core';
import { JobStatusCache } from '../../src/watch/job-status-cache.ts';

/** A cache whose clock and scheduler the test decides. */
function cacheWithClock() {
  const room = {
    now: 0,
    answer: (): [number, JobState][] => [],
    questions: 0,
    errors: [] as unknown[],
  };
  const news = new JobStatusCache({
    ask: async () => {
      room.questions++;
      return new Map(room.answer());
    },
    now: () => room.now,
    onError: (error) => room.errors.push(error),
  });
  const stateOf = async (job: number) => {
    news.stateOf(job);
    await new Promise(setImmediate); // The answer arrives in the background.
    return news.stateOf(job);
  };
  return { room, news, stateOf };
}

test.each<[JobState, string]>([
  ['running', 'runs'],
  ['queued', 'ended'],
  ['waiting', 'ended'],
  ['done', 'ended'],
  ['failed', 'ended'],
  ['suspended', 'unknown'],
  ['unknown', 'unknown'],
])('the worker of a job that is %s counts as: %s', async (state, meaning) => {
  const { room, stateOf } = cacheWithClock();
  room.answer = () => [[7, state]];
  expect(await stateOf(7)).toBe(meaning);
  expect(await stateOf(8)).toBe('unknown');
});

test('does not wait for the first answer', () => {
  const { room, news } = cacheWithClock();
  room.answer = () => [[7, 'done']];
  expect(news.stateOf(7)).toBe('unknown');
});

test('queries the scheduler at most once a minute, for all jobs, and only on demand', async () => {
  const { room, stateOf } = cacheWithClock();
  expect(room.questions).toBe(0);
  for (; room.now < 180_000; room.now += 5000) for (const job of [1, 2, 3]) await stateOf(job);
  expect(room.questions).toBe(3);
});

test('ignores an answer that is too old', async () => {
  const { room, news, stateOf } = cacheWithClock();
  room.answer = () => [[7, 'failed']];
  expect(await stateOf(7)).toBe('ended');
  room.now = 120_001;
  expect(news.stateOf(7)).toBe('unknown');
});

test('reports a failed query, and queries again', async () => {
  const { room, stateOf } = cacheWithClock();
  const silence = new Error('squeue is not there');
  room.answer = () => {
    throw silence;
  };
  expect(await stateOf(7)).toBe('unknown');
  expect(room.errors).toEqual([silence]);
  room.now = 60_000;
  room.answer = () => [[7, 'done']];
  expect(await stateOf(7)).toBe('ended');
});
