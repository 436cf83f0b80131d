import { expect, test } from '@jest/globals';
import { float } from '@psyrun/core';
import {
  choice,
  fromTable,
  geomspace,
  latinHypercube,
  linspace,
  logspace,
  logUniform,
  normal,
  param,
  range,
  sobol,
  thaw,
  uniform,
  type Space,
} from '../src/index.ts';

const floats = param({ x: linspace(0, 1, 2) });
const integers = param({ n: range(2) });

test('builders of floats, typed arrays of floats and typed numbers are floats', () => {
  const space = param({
    a: linspace(0, 1, 2),
    b: geomspace(1, 2, 2),
    c: logspace(0, 1, 2),
    d: uniform(0, 1, 2, 1),
    e: normal(0, 1, 2, 2),
    f: logUniform(1, 2, 2, 3),
    g: range(0, 1, 0.5),
    h: Float64Array.of(0, 1),
    i: Float32Array.of(0, 1),
    j: [float(0), 1],
    k: float(1),
    n1: range(2),
    n2: [0, 1],
    n3: 1,
    n4: Int32Array.of(0, 1),
    n5: choice([1, 2], 2, 4),
    n6: [float(1), 'a'],
  });
  expect(space.floatKeys.join('')).toBe('abcdefghijk');
  expect(space.at(0)).toMatchObject({ j: 0, k: 1, n6: 1 });
  expect(thaw(JSON.parse(JSON.stringify(space.freeze()))).floatKeys).toEqual(space.floatKeys);
});

test('designs are floats', () => {
  expect(latinHypercube({ x: [0, 1] }, 2, 1).floatKeys).toEqual(['x']);
  expect(sobol({ x: [0, 1] }, 2).floatKeys).toEqual(['x']);
  expect(fromTable({ x: Float64Array.of(1) }).floatKeys).toEqual(['x']);
});

const PRODUCT = floats.product(integers);
test.each<[string, Space, string[]]>([
  ['product', PRODUCT, ['x']],
  ['zip', floats.zip(integers), ['x']],
  ['sum', integers.sum(floats), ['x']],
  ['sum of floats and integers', param({ x: range(2) }).sum(floats), ['x']],
  ['difference', PRODUCT.difference(param({ n: [0] })), ['x']],
  ['slice', PRODUCT.slice(1), ['x']],
  ['shuffle', PRODUCT.shuffle(1), ['x']],
  ['when', integers.when({ n: 0 }, floats), ['x']],
])('%s keeps floats', (_, space, keys) => {
  expect(space.floatKeys).toEqual(keys);
});
