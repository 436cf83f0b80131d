import { expect, test } from '@jest/globals';
import { withFloatColumns } from '../../src/table/float-columns.ts';

test('columns of numbers become floats, others stay as they are', () => {
  const table = { x: [0, 1], y: [0, null], z: ['a', 'b'], n: [0, 1] };
  expect({ ...withFloatColumns(table, ['x', 'y', 'z']) }).toStrictEqual({
    ...table,
    x: Float64Array.of(0, 1),
  });
});
