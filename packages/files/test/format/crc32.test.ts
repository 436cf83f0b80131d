import { crc32 as ofNode } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { crc32, crc32InJavaScript } from '../../src/format/crc32.ts';

test('the checksum is that of the standard', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
  expect(crc32InJavaScript(Buffer.from('123456789'))).toBe(0xcbf43926);
  expect(crc32InJavaScript(new Uint8Array())).toBe(0);
});

test('an old Node gets the checksum of a new one, also piece by piece', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, at) => {
      const [first, rest] = [bytes.subarray(0, at), bytes.subarray(at)];
      expect(crc32InJavaScript(bytes)).toBe(ofNode(bytes));
      expect(crc32InJavaScript(rest, crc32InJavaScript(first))).toBe(ofNode(bytes));
    }),
  );
});
