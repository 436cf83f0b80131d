import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ThrottledCache } from '../src/throttled-cache.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/**
 * Queries 20 times, 100 ms apart, something that takes `duration` ms. Returns how often it was
 * reached.
 */
async function askedInTwoSeconds(duration: number, question = (_: number) => 'same') {
  const cache = new ThrottledCache<number>();
  let asked = 0;
  const ask = async () => {
    asked++;
    jest.advanceTimersByTime(duration);
    return asked;
  };
  for (let i = 0; i < 20; i++) {
    await cache.get(question(i), ask);
    jest.advanceTimersByTime(100);
  }
  return asked;
}

test('a repeated query runs once a second', async () => {
  expect(await askedInTwoSeconds(5)).toBe(2);
});

test('the pause after a slow answer is nine times its duration', async () => {
  expect(await askedInTwoSeconds(500)).toBe(1);
});

test('another query runs at once', async () => {
  expect(await askedInTwoSeconds(5, String)).toBe(20);
});

test('after a change the query runs again', async () => {
  const cache = new ThrottledCache<number>();
  let asked = 0;
  const ask = async () => ++asked;
  await cache.get('same', ask);
  cache.forget();
  expect(await cache.get('same', ask)).toBe(2);
});

test('simultaneous queries share an answer, and a failure', async () => {
  const cache = new ThrottledCache<never>();
  let asked = 0;
  const ask = async () => {
    asked++;
    throw new Error('down');
  };
  const answers = await Promise.allSettled([cache.get('same', ask), cache.get('same', ask)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(asked).toBe(1);
});
