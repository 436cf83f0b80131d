import { describe, expect, test } from '@jest/globals';
import { describeDamage } from '@psyrun/testkit';
import { NpzStore } from '../src/index.ts';

describeDamage({ describe, test, expect }, () => new NpzStore(), {
  table: {
    x: [0.5, 1, 2, NaN],
    n: [1, 2, 3, 4],
    ok: [true, false, true, true],
    label: ['a', 'bc', 'd', 'ü'],
    z: [{ re: 1, im: 2 }, 1, 2, 3],
    v: [[1], [3, 4], [5, 6], [7, 8]],
  },
  /** More for a long look: `PSYRUN_DAMAGED_FILES=100000`. */
  files: Number(process.env['PSYRUN_DAMAGED_FILES'] ?? 5000),
  mayDiffer: 0,
});
