import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeInteger, encodeInteger, smallest } from '../src/integers.ts';

/** As `pickle.encode_long` of Python gives them. */
test.each([
  [0n, '00'],
  [1n, '01'],
  [-1n, 'ff'],
  [127n, '7f'],
  [128n, '8000'],
  [-128n, '80'],
  [-129n, '7fff'],
  [255n, 'ff00'],
  [-256n, '00ff'],
  [2n ** 63n, '000000000000008000'],
  [-(2n ** 40n), '0000000000ff'],
])('%s is %s', (value, hex) => {
  expect(Buffer.from(encodeInteger(value)).toString('hex')).toBe(hex);
  expect(BigInt(decodeInteger(Buffer.from(hex, 'hex')))).toBe(value);
});

test('no bytes are 0', () => {
  expect(decodeInteger(new Uint8Array())).toBe(0);
});

test('any integer comes back, as a number where that is exact', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }), (value) => {
      expect(decodeInteger(encodeInteger(value))).toBe(smallest(value));
    }),
  );
  expect(smallest(2n ** 53n - 1n)).toBe(2 ** 53 - 1);
  expect(smallest(2n ** 53n)).toBe(2n ** 53n);
});
