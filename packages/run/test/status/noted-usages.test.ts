import { expect, test } from '@jest/globals';
import { NotedUsages } from '../../src/status/noted-usages.ts';

test('what rows have used is kept; what was not measured stays unknown', () => {
  const usages = new NotedUsages(4);
  usages.note(0, undefined);
  expect(usages.at(0)).toBeUndefined();
  usages.note(1, { cpu: 0.125, memory: 2 ** 40, isShared: true });
  usages.note(2, { memory: 1024, isShared: false });
  usages.note(3, { cpu: 7, isShared: false });
  expect([0, 1, 2, 3].map((row) => usages.at(row))).toEqual([
    undefined,
    { cpu: 0.125, memory: 2 ** 40, isShared: true },
    { memory: 1024, isShared: false },
    { cpu: 7, isShared: false },
  ]);
  usages.note(3, undefined);
  expect(usages.at(3)).toBeUndefined();
});
