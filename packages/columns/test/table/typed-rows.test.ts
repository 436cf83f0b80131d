import { expect, test } from '@jest/globals';
import { float, Scalar } from '@psyrun/core';
import { NdColumn } from '../../src/column/nd-column.ts';
import { typedRowsOf } from '../../src/table/typed-rows.ts';

test('numbers of typed arrays keep their type, others are as they are', () => {
  const table = {
    x: Float64Array.of(1),
    y: new NdColumn([1], Float32Array.of(2)),
    v: new NdColumn([1, 1], Float64Array.of(3)),
    n: [4],
  };
  expect([...typedRowsOf(table)]).toEqual([
    { x: float(1), y: new Scalar('float32', 2), v: { shape: [1], data: Float64Array.of(3) }, n: 4 },
  ]);
});
