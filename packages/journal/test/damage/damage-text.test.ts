import { expect, test } from '@jest/globals';
import { damageText } from '../../src/damage/damage-text.ts';

test('all bytes are counted, and the first three parts are named', () => {
  const parts = [1, 2, 3, 4].map((i) => ({ from: 10 * i, to: 10 * i + i }));
  expect(damageText('f', parts)).toBe(
    'f is damaged: 10 bytes cannot be read (10 to 11, 20 to 22, 30 to 33, …) [PSYRUN_JOURNAL_CORRUPT].',
  );
});
