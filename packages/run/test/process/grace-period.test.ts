import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { gracePeriod } from '../../src/process/grace-period.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test.each([
  ['SIGTERM', 2000],
  ['SIGUSR1', 45_000],
])('rows have a grace period after %s', (reason, grace) => {
  const stop = new AbortController();
  const { signal } = gracePeriod(stop.signal);
  jest.advanceTimersByTime(100_000);
  expect(signal.aborted).toBe(false);
  stop.abort(reason);
  jest.advanceTimersByTime(grace - 1);
  expect(signal.aborted).toBe(false);
  jest.advanceTimersByTime(1);
  expect(signal.aborted).toBe(true);
  expect(signal.reason).toBe(reason);
});

test('the grace period begins at once if the signal is aborted already', () => {
  const { signal } = gracePeriod(AbortSignal.abort());
  jest.advanceTimersByTime(2000);
  expect(signal.aborted).toBe(true);
});

test('it can be cancelled', () => {
  const stop = new AbortController();
  const { signal, callOff } = gracePeriod(stop.signal);
  stop.abort();
  callOff();
  jest.advanceTimersByTime(100_000);
  expect(signal.aborted).toBe(false);
  expect(jest.getTimerCount()).toBe(0);
});
