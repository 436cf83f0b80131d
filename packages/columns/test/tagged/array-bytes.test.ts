import { expect, test } from '@jest/globals';
import { arrayBytes, arrayFromBytes } from '../../src/tagged/array-bytes.ts';

const bytes = () => new Uint8Array(arrayBytes(Float64Array.of(0.5, 2, 3)));

test('an array takes over bytes that are the whole of their buffer', () => {
  const whole = bytes();
  const array = arrayFromBytes('float64', whole)!;
  expect([...array]).toEqual([0.5, 2, 3]);
  expect(array.buffer).toBe(whole.buffer);
});

test('bytes that are a part of a buffer are copied, also those of a Buffer', () => {
  const whole = bytes();
  for (const part of [whole.subarray(8), Buffer.from(whole.buffer, 8)]) {
    const array = arrayFromBytes('float64', part)!;
    expect([...array]).toEqual([2, 3]);
    expect(array.buffer.byteLength).toBe(16);
    expect(array.buffer).not.toBe(whole.buffer);
  }
});

test('no array has an unknown kind or a part of an element', () => {
  expect(arrayFromBytes('toString', bytes())).toBeUndefined();
  expect(arrayFromBytes('float64', bytes().subarray(1))).toBeUndefined();
});
