import { expect, test } from '@jest/globals';
import { queueWaits } from '../../src/model/queue-waits.ts';

test('a job waits from the last submission before its first row', () => {
  const submissions = [
    { name: 't:split', submitted: -9 },
    { name: 't:process', submitted: -8 },
    { name: 't:process', submitted: 20 },
  ];
  const workers = ['t:process:0', 't:process:1', 't:process:0', 'u:process:0', 't:process:2'];
  const waits = queueWaits(
    workers.map((job) => ({ job })),
    [0, 3, 25, 4, NaN],
    submissions,
  );
  expect(waits.map(({ lane, submission, from, to }) => [lane, submission, to - from])).toEqual([
    [0, 1, 8],
    [1, 1, 11],
    [2, 2, 5],
  ]);
});
