import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packBytes, unpack } from '../../src/extensions.ts';
import { plainBody } from '../../src/peek/plain-body.ts';
import { packable } from '../../src/packable.ts';

/** Decodes a packed body that begins in the midst of other bytes. */
function decoded(body: unknown): unknown {
  const packed = packBytes(body);
  const bytes = new DataView(new ArrayBuffer(packed.length + 20));
  new Uint8Array(bytes.buffer).fill(0xc1).set(packed, 7);
  return plainBody(bytes, 7, 7 + packed.length);
}

const plain = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double().filter((value) => !Object.is(value, -0)),
  fc.boolean(),
  fc.constant(null),
  fc.string({ maxLength: 64, unit: 'grapheme-ascii' }),
);
const key = fc.string({ maxLength: 31, unit: 'grapheme-ascii' }).filter((k) => k !== '__proto__');
const plainRow = fc.dictionary(key, plain, { maxKeys: 15 });
const number = fc.double({ min: 0, noNaN: true, max: 1e15 });

test('a row of plain values is decoded as the library decodes it', () => {
  fc.assert(
    fc.property(number, number, plainRow, (startedAt, duration, row) => {
      const body = [startedAt, duration, row];
      expect(decoded(body)).toEqual(unpack(packBytes(body)));
    }),
  );
});

test('another value is left to the library, or is decoded as it does', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withTypedArray: true }), plainRow, (x, row) => {
      let body: unknown;
      try {
        body = [1, 2, packable({ ...row, x })];
        packBytes(body);
      } catch {
        return;
      }
      const own = decoded(body);
      if (own !== undefined) expect(own).toEqual(unpack(packBytes(body)));
    }),
  );
});

test.each([
  ['a list', [1]],
  ['bytes', new Uint8Array(3)],
  ['a long string', 'a'.repeat(65)],
  ['a string that is not of ASCII', 'ü'],
])('%s is left to the library', (_, x) => {
  expect(decoded([1, 2, { x }])).toBeUndefined();
});

test('a key that would change the prototype, and more than 15 keys are left to the library', () => {
  expect(decoded([1, 2, JSON.parse('{"__proto__":1}')])).toBeUndefined();
  const many = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`k${i}`, i]));
  expect(decoded([1, 2, many])).toBeUndefined();
});
