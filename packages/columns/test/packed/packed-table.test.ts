import { describe, expect, test } from '@jest/globals';
import { joinPackedTables, packTable, unpackTable } from '../../src/packed/packed-table.ts';

const joined = (...tables: Parameters<typeof packTable>[0][]) =>
  unpackTable(tables.map(packTable).reduce(joinPackedTables));

describe('joinPackedTables', () => {
  test('pads keys that either side lacks', () => {
    const table = joined({ x: [0, 1] }, { x: [2], y: [22] });
    expect(Object.keys(table)).toEqual(['x', 'y']);
    expect([...table['x']!]).toEqual([0, 1, 2]);
    expect([...table['y']!]).toEqual([NaN, NaN, 22]);
  });

  test('an empty table adds nothing', () => {
    expect([...joined({}, { x: [1] })['x']!]).toEqual([1]);
    expect([...joined({ x: [1] }, {})['x']!]).toEqual([1]);
  });

  test('refuses to pad strings', () => {
    expect(() => joined({ s: ['a'] }, { x: [1] })).toThrow(/Row 1 has no value for "s"/);
  });
});

test('packTable refuses columns of unequal length', () => {
  expect(() => packTable({ x: [1, 2], y: [1] })).toThrow(/Column "y" has 1 rows/);
});

test('any key is a column', () => {
  const table = JSON.parse('{"__proto__": [1], "a b": [2]}') as Record<string, number[]>;
  const back = unpackTable(packTable(table));
  expect(Object.keys(back)).toEqual(['__proto__', 'a b']);
  expect(Object.getPrototypeOf(back)).toBeNull();
});
