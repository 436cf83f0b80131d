import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ThrottledCache } from '../../src/status/throttled-cache.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Asks 20 times, 100 ms apart, of something that takes `duration` ms; how often it was reached. */
async function askedInTwoSeconds(duration: number, question = (_: number) => 'same') {
  const paced = new ThrottledCache<number>();
  let asked = 0;
  const ask = async () => {
    asked++;
    jest.advanceTimersByTime(duration);
    return asked;
  };
  for (let i = 0; i < 20; i++) {
    await paced.get(question(i), ask);
    jest.advanceTimersByTime(100);
  }
  return asked;
}

test('a repeated question is asked once in a second', async () => {
  expect(await askedInTwoSeconds(5)).toBe(2);
});

test('a slow answer is waited for nine times as long as it took', async () => {
  expect(await askedInTwoSeconds(500)).toBe(1);
});

test('another question is asked at once', async () => {
  expect(await askedInTwoSeconds(5, String)).toBe(20);
});

test('after a change the question is asked again', async () => {
  const paced = new ThrottledCache<number>();
  let asked = 0;
  const ask = async () => ++asked;
  await paced.get('same', ask);
  paced.forget();
  expect(await paced.get('same', ask)).toBe(2);
});

test('questions at the same time share an answer, and a failure', async () => {
  const paced = new ThrottledCache<never>();
  let asked = 0;
  const ask = async () => {
    asked++;
    throw new Error('down');
  };
  const answers = await Promise.allSettled([paced.get('same', ask), paced.get('same', ask)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(asked).toBe(1);
});
