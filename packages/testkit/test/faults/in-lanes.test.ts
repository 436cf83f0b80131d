import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { inLanes } from '../../src/faults/in-lanes.ts';

test('each number is given once, and as many calls run at a time as there are lanes', async () => {
  const numbers: number[] = [];
  const running = new Set<number>();
  let most = 0;
  await inLanes(3, 10, async (index, lane) => {
    expect(running.has(lane)).toBe(false);
    running.add(lane);
    most = Math.max(most, running.size);
    numbers.push(index);
    await setTimeout(1);
    running.delete(lane);
  });
  expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(most).toBe(3);
});

test('after a failure no call begins, and the calls that have begun end before it is thrown', async () => {
  const ended: number[] = [];
  const outcome = inLanes(2, 10, async (index) => {
    if (index === 1) throw new Error('caught');
    await setTimeout(20);
    ended.push(index);
  });
  await expect(outcome).rejects.toThrow('caught');
  expect(ended).toEqual([0]);
  await setTimeout(30);
  expect(ended).toEqual([0]);
});
