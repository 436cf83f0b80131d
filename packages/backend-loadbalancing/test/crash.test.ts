import { expect, test } from '@jest/globals';
import { CRASH_WORKER, crashRuns } from './crash/crash-runs.ts';

const RUNS = 50;
const ROWS = 100;

test('every row is in the result once, in 50 runs whose workers are killed again and again', async () => {
  const { runs, kills } = await crashRuns({
    runs: RUNS,
    rows: ROWS,
    workers: 4,
    mean: 2,
    lag: 20,
    beat: 20,
    lease: 250,
    killEvery: 1000,
    program: CRASH_WORKER,
    execArgv: ['--conditions=@psyrun/source', '--import', import.meta.resolve('tsx')],
  });
  expect(kills).toBeGreaterThan(0);
  const result = Array.from({ length: ROWS }, (_, i) => i);
  for (const run of runs) {
    expect(run).toMatchObject({ exitCode: 0, result });
    expect(run.records).toBeGreaterThanOrEqual(ROWS);
    expect(run.evaluations).toBeGreaterThanOrEqual(run.records);
  }
}, 120_000);
