import { expect, test } from '@jest/globals';
import { float, Scalar, type StoreCapabilities } from '@psyrun/core';
import { tableFor } from '../../src/store/table-for.ts';

const capabilities: StoreCapabilities = { cheapAppend: false, cheapRow: false, values: [] };
const table = {
  x: [float(1), 2],
  small: [new Scalar('float32', 1)],
  missing: [float(1), null],
  lists: [[float(1)], [2]],
  n: [1, 2],
};

test('a store that does not know typed numbers gets typed arrays and numbers', () => {
  expect({ ...tableFor({ capabilities }, table) }).toStrictEqual({
    x: Float64Array.of(1, 2),
    small: Float32Array.of(1),
    missing: [1, null],
    lists: [[1], [2]],
    n: [1, 2],
  });
});

test('a store that knows them gets them', () => {
  expect(tableFor({ capabilities: { ...capabilities, scalars: true } }, table)).toBe(table);
});
