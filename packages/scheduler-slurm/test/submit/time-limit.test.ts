import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SLURM_OPTIONS } from '../../src/submit/slurm-options.ts';

const timeLimit = SLURM_OPTIONS.timelimit.value;

test('writes integer minutes and rounds up', () => {
  fc.assert(
    fc.property(fc.nat(99), fc.nat(99), fc.integer({ min: 1, max: 99 }), (h, m, s) => {
      const written = Number(timeLimit.write(`${h}h${m}m${s}s`));
      expect(Number.isInteger(written)).toBe(true);
      expect(written * 60).toBeGreaterThanOrEqual(h * 3600 + m * 60 + s);
      expect(written * 60).toBeLessThan(h * 3600 + m * 60 + s + 60);
    }),
  );
  expect(timeLimit.write('unlimited')).toBe('UNLIMITED');
});
