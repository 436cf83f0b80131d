import { expect, test } from '@jest/globals';
import { crashRuns } from './crash/crash-runs.ts';

// The full length, 50 runs of 10,000 rows, is in bench/load-balancing/crash.ts.
test.each([
  [16, 200],
  [1, 2500],
])(
  'every row is in the result once, in %i runs of %i rows whose workers are killed repeatedly',
  async (count, rows) => {
    const { runs, kills } = await crashRuns({
      runs: count,
      rows,
      workers: 8,
      mean: 2,
      lag: 100,
      beat: 100,
      lease: 1000,
      killEvery: 200,
    });
    expect(kills).toBeGreaterThan(0);
    const result = Array.from({ length: rows }, (_, i) => i);
    for (const run of runs) {
      expect(run).toMatchObject({ exitCode: 0, result });
      expect(run.records).toBeGreaterThanOrEqual(rows);
      expect(run.evaluations).toBeGreaterThanOrEqual(run.records);
    }
  },
  300_000,
);
