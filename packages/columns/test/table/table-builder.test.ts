import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TableBuilder } from '../../src/table/table-builder.ts';

const builtOf = (rows: readonly object[], keys: readonly string[] = []) => {
  const builder = new TableBuilder(keys);
  for (const row of rows) builder.add(row as Record<string, unknown>);
  return { ...builder.build() };
};

/** The expected behaviour of the builder, written with lists. */
function naive(rows: readonly Record<string, unknown>[], keys: readonly string[]) {
  const all = [...new Set([...keys, ...rows.flatMap((row) => Object.keys(row))])];
  return Object.fromEntries(
    all.map((key) => {
      const values = rows.map((row) => (Object.hasOwn(row, key) ? row[key] : undefined));
      const numbers = values.filter((value) => value !== undefined);
      const isNumeric = numbers.every((value) => typeof value === 'number');
      const missing = isNumeric && numbers.length > 0 ? NaN : null;
      return [key, values.map((value) => (value === undefined ? missing : value))];
    }),
  );
}

test('rows of any keys in any order become the same table as a list of rows', () => {
  const value = fc.oneof(fc.integer(), fc.constantFrom('x', null, undefined, NaN));
  const row = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { noNullPrototype: false });
  fc.assert(
    fc.property(fc.array(row), fc.constantFrom([], ['b'], ['d', 'a']), (rows, keys) => {
      expect(builtOf(rows, keys)).toEqual(naive(rows, keys));
    }),
    { numRuns: 500 },
  );
});

test('the table is correct after each row', () => {
  const builder = new TableBuilder();
  builder.add({ a: 1 });
  builder.add({ b: 2 });
  expect({ ...builder.build() }).toEqual({ a: [1, NaN], b: [NaN, 2] });
  builder.add({ b: 3 });
  expect(builder.count).toBe(3);
  expect({ ...builder.build() }).toEqual({ a: [1, NaN, NaN], b: [NaN, 2, 3] });
});

test('a row whose value cannot be read changes nothing', () => {
  const builder = new TableBuilder();
  builder.add({ a: 1, b: 1 });
  const broken = {
    a: 2,
    get b() {
      throw new Error('no b');
    },
  };
  expect(() => builder.add(broken)).toThrow('no b');
  builder.add({ b: 3 });
  builder.add({ a: 4, b: 4 });
  expect({ ...builder.build() }).toEqual({ a: [1, NaN, 4], b: [1, 3, 4] });
});

test('only rows with the same keys in the same order are alike', () => {
  const builder = new TableBuilder();
  builder.add({ a: 1, b: 1 });
  for (const other of [{ b: 2, a: 2 }, { a: 2 }, { a: 2, b: 2, c: 2 }, {}]) {
    expect(builder.addAlike(other)).toBe(false);
  }
  expect(builder.addAlike({ a: 3, b: 3 })).toBe(true);
  expect({ ...builder.build() }).toEqual({ a: [1, 3], b: [1, 3] });
});

test('inherited properties of a row are ignored', () => {
  const inheriting = Object.assign(Object.create({ b: 9 }) as object, { a: 2 });
  expect(builtOf([{ a: 1 }, inheriting])).toEqual({ a: [1, 2] });
  expect(builtOf([{ a: 1, b: 1 }, inheriting])).toEqual({ a: [1, 2], b: [1, NaN] });
});

test('a key of any name is a column', () => {
  const row = JSON.parse('{"__proto__": 1, "constructor": 2}') as object;
  const table = builtOf([row, row]);
  expect(Object.keys(table).sort()).toEqual(['__proto__', 'constructor']);
});

test('rows with keys of their own are refused before their missing values fill the memory', () => {
  const rows = new TableBuilder();
  const add = () => {
    for (let i = 0; i < 10_000; i++) rows.add({ [`k${i}`]: i });
  };
  expect(add).toThrow(expect.objectContaining({ code: 'PSYRUN_TABLE_SPARSE' }));
  // n rows of n keys have n (n - 1) missing values.
  expect(rows.count).toBeLessThan(3000);
});

test('known keys that most rows lack are refused when the table is built', () => {
  const rows = new TableBuilder(Array.from({ length: 10_000 }, (_, i) => `k${i}`));
  for (let i = 0; i < 2000; i++) rows.addAlike({});
  expect(() => rows.build()).toThrow(expect.objectContaining({ code: 'PSYRUN_TABLE_SPARSE' }));
});

test('few columns may lack any number of values', () => {
  const rows = new TableBuilder(['a', 'b']);
  for (let i = 0; i <= 2 ** 22; i++) rows.addAlike({});
  expect(rows.build()['b']).toHaveLength(2 ** 22 + 1);
});
