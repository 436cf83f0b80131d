import { expect, test } from '@jest/globals';
import { float, Scalar } from '@psyrun/core';
import { booleansAsNumbers } from '../../src/merge/booleans-as-numbers.ts';

test('booleans get the type, and other values stay', () => {
  expect(booleansAsNumbers([true, 2, null], 'int64')).toEqual([new Scalar('int64', 1), 2, null]);
  expect(booleansAsNumbers([false, float(1)], 'float64')).toEqual([
    new Scalar('float64', 0),
    float(1),
  ]);
});
