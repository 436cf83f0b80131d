import { expect, test } from '@jest/globals';
import { canonicalRow, canonicalValue, type PsyrunError } from '../../src/index.ts';

test.each<[string, unknown, string]>([
  ['an integer', 3, '3'],
  ['minus zero', -0, '0'],
  [
    'the largest integer that JavaScript writes without an exponent',
    999e18,
    '999000000000000000000',
  ],
  ['an integer that JavaScript writes with an exponent', 1e21, '1000000000000000000000'],
  ['a negative integer that JavaScript writes with an exponent', -1e21, '-1000000000000000000000'],
  ['a fraction', 0.5, 'd3fe0000000000000'],
  ['a fraction whose bits begin with zeros', 5e-324, 'd0000000000000001'],
  ['infinity', -Infinity, '-Infinity'],
  ['a bigint', 10n ** 21n, '1000000000000000000000'],
  ['true', true, 'true'],
  ['false', false, 'false'],
  ['null', null, 'null'],
  ['a string', 'a"b', '"a\\"b"'],
  ['bytes', new Uint8Array([1, 255]), 'b01ff'],
  ['a date', new Date(5), 't5'],
  ['a list', [1, [2n]], '[1,[2]]'],
  ['a typed array', new Float32Array([1, 0.5, NaN]), '[1,d3fe0000000000000,NaN]'],
  ['a typed array of bigints', new BigUint64Array([7n]), '[7]'],
  ['an object', { b: 1, a: { c: 2 } }, '{"a":{"c":2},"b":1}'],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
])('%s has a canonical form', (_name, value, form) => {
  expect(canonicalValue(value)).toBe(form);
  expect(canonicalRow({ a: value })).toBe(`{"a":${form}}`);
});

const data = new Int8Array([1, 2, 3, 4]);
class Matrix {
  readonly shape = [2, 2];
  readonly data = data;
}
test.each<[string, unknown, string]>([
  ['shape and data', { shape: [2, 2], data }, '[[1,2],[3,4]]'],
  ['data and shape', { data, shape: [4, 1] }, '[[1],[2],[3],[4]]'],
  ['a class with shape and data', new Matrix(), '[[1,2],[3,4]]'],
  ['bigints', { shape: [1], data: new BigInt64Array([9n]) }, '[9]'],
])('an n-d array is nested by axis: %s', (_name, value, form) => {
  expect(canonicalValue(value)).toBe(form);
});

test.each<[string, unknown, string]>([
  ['another key too', { shape: [1], data: [1], unit: 's' }, '{"data":[1],"shape":[1],"unit":"s"}'],
  [
    'another key beside typed data',
    { data, shape: [4], z: 1 },
    '{"data":[1,2,3,4],"shape":[4],"z":1}',
  ],
  ['data that is a list', { shape: [1], data: [1] }, '{"data":[1],"shape":[1]}'],
  ['a shape that is a string', { shape: 'round', data }, '{"data":[1,2,3,4],"shape":"round"}'],
  ['no data', { shape: [1] }, '{"shape":[1]}'],
  ['no shape', { data }, '{"data":[1,2,3,4]}'],
])('an object is no n-d array: %s', (_name, value, form) => {
  expect(canonicalValue(value)).toBe(form);
});

function refusal(of: () => unknown): PsyrunError {
  try {
    of();
  } catch (error) {
    return error as PsyrunError;
  }
  throw new Error('nothing was refused');
}

const HINT =
  'A row holds numbers, bigints, strings, booleans, null, bytes, dates, arrays and plain objects.';
const withoutConstructor: unknown = Object.create(
  Object.create(Object.create(null) as object) as object,
);

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [() => 1, 'function'],
  [Symbol('s'), 'symbol'],
  [new Map(), 'instance of Map'],
  [new (class {})(), 'instance of a class'],
  [withoutConstructor, 'instance of a class'],
  [new Date(NaN), 'date that is not valid'],
  [new DataView(new ArrayBuffer(1)), 'DataView'],
  [{ shape: [2, 3], data }, 'n-d array of shape [2,3] with 4 elements'],
])('the refusal of %p says what it is, where it is, and what a row holds', (value, what) => {
  const rest = `is of a kind that a row cannot hold: ${what}. ${HINT}`;
  const alone = refusal(() => canonicalValue(value));
  expect(alone.code).toBe('PSYRUN_VALUE');
  expect(alone.message).toBe(`The value ${rest}`);
  expect(alone.fields).toEqual({ path: '' });
  const inRow = refusal(() => canonicalRow({ a: { b: [1, value] } }));
  expect(inRow.message).toBe(`The value of "a.b[1]" ${rest}`);
  expect(inRow.fields).toEqual({ path: 'a.b[1]' });
});

/** A list in a list, and so on, `depth` times. */
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
const nestedObject = (depth: number): unknown => (depth === 0 ? 1 : { a: nestedObject(depth - 1) });

test('a value may be nested 100 deep', () => {
  expect(canonicalValue(nested(101))).toHaveLength(203);
  expect(refusal(() => canonicalValue(nested(102))).message).toContain('deeper than 100');
  expect(canonicalValue(nestedObject(101))).toHaveLength(607);
  expect(refusal(() => canonicalValue(nestedObject(102))).message).toContain('deeper than 100');
});
