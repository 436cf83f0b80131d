import { expect, test } from '@jest/globals';
import { processUsage } from '../../src/worker/process-usage.ts';

test('a process knows its CPU time and its memory', () => {
  const { cpu, memory } = processUsage();
  expect(cpu).toBeGreaterThan(10);
  expect(memory).toBeGreaterThan(20 * 2 ** 20);
});
