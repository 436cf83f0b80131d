import { expect, test } from '@jest/globals';
import { linspace, param, range } from '@psyrun/pspace';
import { spaceAxis } from '../../src/model/space-axis.ts';

const all = (length: number) => Array.from({ length }, (_, i) => i);

const spaces = {
  product: param({ a: [3, 1, 2] })
    .product(param({ b: ['x', 'y'], c: [[1], { d: 2 }] }))
    .replicate(2),
  conditional: param({ a: ['no', 'yes'] }).when(
    { a: 'yes' },
    param({ b: [5, 4], c: [true, null] }),
  ),
  subset: param({ a: range(7) })
    .product(param({ b: linspace(0, 1, 5), c: range(5) }))
    .where(({ a, c }) => a !== c)
    .shuffle(3),
};

test.each(Object.entries(spaces))('each row of a %s has its value', (_, space) => {
  for (const key of ['a', 'b', 'c'] as const) {
    const { values, codes, absent, areNumbers } = spaceAxis(space.freeze(), key, all(space.length));
    all(space.length).forEach((i) =>
      expect(values[codes[i]!]).toEqual((space.at(i) as never)[key]),
    );
    const numbers = values.filter((_, i) => i !== absent) as number[];
    if (areNumbers) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  }
});

test('a parameter that rows lack has NaN as its last value', () => {
  const { values, absent } = spaceAxis(spaces.conditional.freeze(), 'b', all(3));
  expect([values, absent]).toEqual([[4, 5, NaN], 2]);
});

test('only the given rows are told of', () => {
  expect([...spaceAxis(spaces.product.freeze(), 'a', [0, 11, 4]).codes]).toEqual([2, 1, 0]);
});
