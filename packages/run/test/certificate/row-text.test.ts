import { expect, test } from '@jest/globals';
import { canonicalRow } from '@psyrun/core';
import { rowText } from '../../src/certificate/row-text.ts';

const textOf = (row: Record<string, unknown>) => rowText(Object.keys(row))((key) => row[key]);

test.each<Record<string, unknown>>([
  {},
  { y: 2, x: 1 },
  { x: 0.1, 'a "b"': -0, n: NaN, i: -Infinity, big: 2 ** 60, long: 3n },
  { s: 'é\u2028', t: true, f: false, none: null },
  { list: [1, [0.5, 'a']], inner: { b: 1, a: [null] }, bytes: Uint8Array.of(1, 255) },
  { date: new Date(5) },
])('%j is written in its canonical form', (row) => {
  expect(textOf(row)).toBe(canonicalRow(row));
});

test('arrays with other values, shapes or types have other texts', () => {
  const array = (shape: number[], data: Float64Array | Int32Array) =>
    textOf({ a: { shape, data } });
  const data = Float64Array.of(1, 2, 3, 4);
  const text = array([2, 2], data);
  expect(array([2, 2], Float64Array.of(0, ...data).subarray(1))).toBe(text);
  expect(array([4], data)).toBe(textOf({ a: data }));
  const others = [
    array([4], data),
    array([2, 2], Float64Array.of(1, 2, 3, 5)),
    array([2, 2], Int32Array.from(data)),
  ];
  expect(new Set([text, ...others]).size).toBe(4);
});

test('a value without a canonical form is refused', () => {
  expect(() => textOf({ x: new Map() })).toThrow(expect.objectContaining({ code: 'PSYRUN_VALUE' }));
  expect(() => textOf({ x: undefined })).toThrow(expect.objectContaining({ code: 'PSYRUN_VALUE' }));
});
