import { expect, test } from '@jest/globals';
import { laneParts } from '../../src/model/lane-parts.ts';

test('rows of a worker in the same span are one part', () => {
  const parts = laneParts(
    {
      starts: [0, 0.4, 6, NaN, 1],
      durations: [0.5, 0.2, 1, 1, 1],
      workers: [1, 1, 1, 1, 0],
      states: [2, 1, 2, 0, 2],
    },
    10,
    10,
  );
  expect(parts).toEqual([
    { lane: 0, from: 0, to: 0.6000000000000001, done: 1, failed: 1 },
    { lane: 0, from: 6, to: 7, done: 1, failed: 0 },
  ]);
});
