import { availableParallelism } from 'node:os';
import { expect, test } from '@jest/globals';
import { machineSlots } from '../src/machine-slots.ts';

const GB = 2 ** 30;

test.each([
  ['its cores', 8, 64 * GB, 8],
  ['its memory, a quarter of a gigabyte for each', 64, 2 * GB, 8],
  ['the minimum of one', 4, 0.1 * GB, 1],
])('a machine runs as many jobs as %s', (_, cores, memory, slots) => {
  expect(machineSlots(cores, memory)).toBe(slots);
});

test('uses cores and memory of this machine by default', () => {
  expect(machineSlots(1000)).toBeLessThanOrEqual(1000);
  expect(machineSlots(undefined, 1e15)).toBe(availableParallelism());
  expect(machineSlots(1e9)).toBeLessThan(1e9);
});
