import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import {
  formatArrayId,
  indexOfTask,
  parseArrayId,
  taskOf,
  taskRange,
} from '../../src/array/array-id.ts';

const indices = fc.uniqueArray(fc.nat(5000), { minLength: 1, maxLength: 60 });
const ascending = (some: readonly number[]) => some.toSorted((a, b) => a - b);

test('each index has a task of the range, and each task its index', () => {
  fc.assert(
    fc.property(indices, fc.constantFrom(0, 1), (some, first) => {
      const id = formatArrayId('12.server', some);
      const { from, to } = taskRange(some, 'TASK', first);
      const tasks = ascending(some).map((i) => taskOf(parseArrayId(`${id}_${i}`), first));
      expect(tasks).toEqual(some.map((_, i) => from + i));
      expect(tasks.at(-1)).toBe(to);
      const back = tasks.map((task) => indexOfTask(parseArrayId(id), task!, first));
      expect(back).toEqual(ascending(some));
    }),
  );
});

test.each([[[3, 4, 5]], [[0, 1, 5, 11]]])('a shell computes the index of a task of %j', (some) => {
  const { from, to, index } = taskRange(some, 'TASK', 1);
  const printed = Array.from({ length: to - from + 1 }, (_, i) =>
    execFileSync('/bin/sh', ['-c', `index=${index}; echo $index`], {
      env: { TASK: String(from + i), PATH: process.env.PATH },
    }),
  );
  expect(printed.map(Number)).toEqual(some);
});

test('an array without gaps has the plain id', () => {
  expect(formatArrayId('12', [5, 4, 3])).toBe('12');
  expect(taskOf(parseArrayId('12:0,2_1'), 1)).toBeUndefined();
});

test.each(['', 'a b', '12:x', '12,13'])('"%s" is no id', (id) => {
  expect(() => parseArrayId(id)).toThrow('is not the id of a job');
});
