import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rowsOf } from '../../src/table/rows.ts';
import { tableOf } from '../../src/table/table-of.ts';

test('keys come in the given order, then as they appear', () => {
  const table = tableOf([{ c: 1, a: 2 }, { b: 3 }], ['a', 'z']);
  expect(Object.keys(table)).toEqual(['a', 'z', 'c', 'b']);
});

test('a missing value is NaN among numbers and null otherwise', () => {
  const rows = [{ n: 1 }, { s: 'x', n: 2, m: 3n }, { late: 0 }];
  expect({ ...tableOf(rows, ['none']) }).toEqual({
    none: [null, null, null],
    n: [1, 2, NaN],
    s: [null, 'x', null],
    m: [null, 3n, null],
    late: [NaN, NaN, 0],
  });
});

test('undefined counts as missing', () => {
  expect(tableOf([{ a: undefined }, { a: 1 }])['a']).toEqual([NaN, 1]);
});

test('no rows give empty columns of the given keys', () => {
  expect({ ...tableOf([], ['a']) }).toEqual({ a: [] });
});

test('the key __proto__ is a column like others', () => {
  const row = JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<string, unknown>;
  const table = tableOf([row]);
  expect(Object.keys(table)).toEqual(['__proto__', 'constructor']);
  expect(Object.keys([...rowsOf(table)][0]!)).toEqual(['__proto__', 'constructor']);
});

test('inherited properties are not values', () => {
  expect(tableOf([{ ['toString' as string]: 1 }, {}])['toString' as string]).toEqual([1, NaN]);
});

test('rows with the same keys come back', () => {
  const values = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null));
  const rows = fc
    .uniqueArray(fc.string(), { minLength: 1, maxLength: 4 })
    .chain((keys) =>
      fc
        .array(fc.tuple(...keys.map(() => values)), { minLength: 1, maxLength: 6 })
        .map((lists) =>
          lists.map((list) => Object.fromEntries(keys.map((key, i) => [key, list[i]]))),
        ),
    );
  fc.assert(fc.property(rows, (given) => expect([...rowsOf(tableOf(given))]).toEqual(given)));
});
