import { expect, test } from '@jest/globals';
import { lookup3 } from '../../src/checksum/lookup3.ts';

test.each<[string, number]>([
  // The first two are given by the author of the hash.
  ['', 0xdeadbeef],
  ['Four score and seven years ago', 0x17770551],
  // The superblock of an empty file of HDF5 1.10, whose last four bytes are the checksum.
  [
    '894844460d0a1a0a0308080000000000' +
      '00000000ffffffffffffffff8e03000000000000' +
      '3000000000000000',
    0x9daeefea,
  ],
])('lookup3 %#', (text, hash) => {
  expect(lookup3(Buffer.from(text, text.startsWith('8948') ? 'hex' : 'utf8'))).toBe(hash);
});
