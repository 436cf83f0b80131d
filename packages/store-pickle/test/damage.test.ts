import { describe, expect, test } from '@jest/globals';
import { describeDamage } from '@psyrun/testkit';
import { PickleStore } from '../src/pickle-store.ts';

describeDamage({ describe, test, expect }, () => new PickleStore(), {
  table: {
    x: [0.5, 1, 2, NaN],
    label: ['a', null, 'ü', ''],
    z: [{ re: 1, im: 2 }, [1, [2]], { a: new Date(0) }, new Set([1])],
    v: [Float64Array.of(1, 2), Uint8Array.of(3), 2n ** 70n, true],
  },
  /** More for a long look: `PSYRUN_DAMAGED_FILES=100000`. */
  files: Number(process.env['PSYRUN_DAMAGED_FILES'] ?? 5000),
  mayDiffer: 0,
});
