import { expect, test } from '@jest/globals';
import { float, Scalar } from '@psyrun/core';
import { booleansAsNumbers } from '../../src/merge/booleans-as-numbers.ts';

const arrays = { capabilities: { values: ['boolean'] } } as never;

test('booleans beside numbers get the type of the numbers', () => {
  const table = { i: [true, 2], f: [false, float(1)], b: [true, false], s: ['a', true] };
  const { i, f, ...others } = booleansAsNumbers(arrays, table);
  expect(i).toEqual([new Scalar('int64', 1), 2]);
  expect(f).toEqual([new Scalar('float64', 0), float(1)]);
  expect(others).toEqual({ b: table.b, s: table.s });
});

test('a store of mixed columns keeps them', () => {
  const table = { i: [true, 2] };
  expect(booleansAsNumbers({ capabilities: { values: ['mixed'] } } as never, table)).toBe(table);
});
