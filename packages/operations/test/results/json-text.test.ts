import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonText } from '../../src/results/json-text.ts';

describe('jsonText', () => {
  test('writes what JSON has as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(jsonText(value))).toEqual(value);
      }),
    );
  });

  test.each([
    [NaN, 'null'],
    [Infinity, '1e999'],
    [-Infinity, '-1e999'],
    [-0, '-0.0'],
    [2n ** 70n, '1180591620717411303424'],
    [undefined, 'null'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [new Uint8Array([1, 2, 255]), '"AQL/"'],
    [new Float32Array([0.5, NaN]), '[0.5,null]'],
    [new BigInt64Array([1n]), '[1]'],
    [{ shape: [2, 1, 2], data: new Int32Array([1, 2, 3, 4]) }, '[[[1,2]],[[3,4]]]'],
    [{ shape: [], data: new Int32Array([7]) }, '7'],
    [new Set([1, 'a']), '[1,"a"]'],
    [new Map([['k', [1n]]]), '[["k",[1]]]'],
  ])('writes %p as %s', (value, text) => {
    expect(jsonText(value)).toBe(text);
    expect(jsonText({ key: [value] })).toBe(`{"key":[${text}]}`);
  });

  test('infinities and minus zero are read back', () => {
    expect(JSON.parse(jsonText([Infinity, -Infinity, -0]))).toEqual([Infinity, -Infinity, -0]);
  });
});
