import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { PickleStore } from '../../src/pickle-store.ts';

class Circle {
  readonly radius = 1;
}

test.each<[string, unknown, string, string?]>([
  ['a function', () => 1, 'a function'],
  ['a symbol', Symbol('x'), 'a symbol'],
  ['an instance of a class', new Circle(), 'an instance of Circle'],
  [
    'a date that is none',
    new Date(NaN),
    'a date that is not valid',
    'Return null where there is no date.',
  ],
  [
    'a year that Python has not',
    new Date(8.64e15),
    'the date +275760-09-13T00:00:00.000Z',
    'Python has the years 1 to 9999. Return the time as a number, or as text.',
  ],
  ['a list in a set', new Set([[1]]), 'an object or array as member of a set or key of a map'],
  ['an object as key', new Map([[{}, 1]]), 'an object or array as member of a set or key of a map'],
  [
    'keys that are one in Python',
    new Set([1, true]),
    'two members or keys that are one in Python, true',
  ],
  [
    'an n-d array that is none',
    { shape: [3], data: Float64Array.of(1) },
    'an array of shape [3] with 1 elements',
  ],
  ['much too deep a nesting', nested(9000), 'values nested deeper than 500'],
  ['too deep a nesting', nested(1000), 'values nested deeper than 500'],
])('%s', async (_, value, what, hint = 'A pickle holds') => {
  const saving = new PickleStore().save(join(tmpdir(), 'refused.pkl'), { x: [1, [value]] });
  await expect(saving).rejects.toMatchObject({
    code: 'PSYRUN_STORE_VALUE',
    message: expect.stringContaining(
      `Row 1 of "x" holds ${what}, which cannot be saved in a pickle. ${hint}`,
    ) as unknown,
    fields: { key: 'x', row: 1 },
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}
