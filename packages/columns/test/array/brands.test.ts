import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { columnKind } from '../../src/index.ts';
import { isBytes, isDate, isMap, isSet } from '../../src/internal.ts';

test.each([
  ['new Date(0)', isDate, 'date'],
  ['new Date(NaN)', isDate, 'date'],
  ['new Map([[1, 2]])', isMap, 'map'],
  ['new Set([1])', isSet, 'set'],
  ['Uint8Array.of(1)', isBytes, 'bytes'],
  ['Float64Array.of(1)', () => true, 'ndarray'],
] as const)('%s is known whatever realm it is from', (code, is, kind) => {
  for (const value of [runInNewContext(code), eval(code)] as object[]) {
    expect(is(value)).toBe(true);
    expect(columnKind([value]).kind).toBe(kind);
    expect([isDate, isMap, isSet, isBytes].filter((each) => each !== is && each(value))).toEqual(
      [],
    );
  }
});

test.each(['Date', 'Map', 'Set', 'Uint8Array'])(
  'an object that only has the name %s is none',
  (name) => {
    const pretender = { [Symbol.toStringTag]: name };
    expect([isDate, isMap, isSet, isBytes].filter((is) => is(pretender))).toEqual([]);
  },
);
