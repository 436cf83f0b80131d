import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { sha256, toHex } from '../../src/identity/sha256.ts';

test.each([0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 127, 128, 1000])(
  'agrees with OpenSSL on %i random bytes',
  (length) => {
    for (let round = 0; round < 20; round++) {
      const message = randomBytes(length);
      expect(toHex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
    }
  },
);
