import { expect, test } from '@jest/globals';
import { KeptAnswer } from '../src/index.ts';

test('a question is asked once, also by several at a time, and again after a failure', async () => {
  let asked = 0;
  const answer = new KeptAnswer(async () => {
    asked++;
    if (asked === 1) throw new Error('down');
    return Promise.resolve(asked);
  });
  await expect(answer.get()).rejects.toThrow('down');
  expect(await Promise.all([answer.get(), answer.get()])).toEqual([2, 2]);
  expect(await answer.get()).toBe(2);
});
