import { crc32 } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { ContentChecksum } from '../../src/checksum/content-checksum.ts';

test('the checksum is that of all bytes, however they come', () => {
  const floats = Float64Array.of(0.5, -1, NaN, 3);
  const inParts = new ContentChecksum();
  inParts.add(1, floats.subarray(0, 1));
  inParts.add(3, floats.subarray(1));
  const whole = crc32(new Uint8Array(floats.buffer)).toString(16).padStart(8, '0');
  expect(String(inParts)).toBe(`crc32 ${whole} of 4 rows`);
});

test('rows without bytes count', () => {
  const checksum = new ContentChecksum();
  checksum.add(2, new Float64Array());
  expect(String(checksum)).toBe('crc32 00000000 of 2 rows');
});
