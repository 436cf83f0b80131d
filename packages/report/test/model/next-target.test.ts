import { expect, test } from '@jest/globals';
import { nextTarget, type Target } from '../../src/model/next-target.ts';

const target = (choice: string, x: number, y: number): Target => ({ choice, x, y, tip: '' });
const [a, b, c, d] = [
  target('a', 0, 0),
  target('b', 10, 0),
  target('c', 0, 10),
  target('d', 30, 1),
];
const all = [a, b, c, d] as const;

test('an arrow key leads to the next target in its direction', () => {
  expect(nextTarget(all, a, 'ArrowRight')).toBe(b);
  expect(nextTarget(all, b, 'ArrowRight')).toBe(d);
  expect(nextTarget(all, a, 'ArrowDown')).toBe(c);
  expect(nextTarget(all, c, 'ArrowUp')).toBe(a);
  expect(nextTarget(all, a, 'ArrowLeft')).toBeUndefined();
  expect(nextTarget(all, a, 'Enter')).toBeUndefined();
});
