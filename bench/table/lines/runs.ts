import { spawnSync } from 'node:child_process';
import type { Line, Measured } from '../line.ts';
import { ofCommand, ofPython } from '../measure.ts';
import { inFolder, psy } from '../psy.ts';
import { recordRun, writeTask } from '../recorded-run.ts';

const rows = { group: 'Runs', unit: 'rows', sizes: [1e4, 1e5, 1e6] };
const read = { ...rows, group: 'Reading a run' };

const grid = (count: number) =>
  `product(param({ x: range(${count / 10}) }), param({ trial: range(10) }))`;
const large = (count: number) =>
  `product(param({ wave: [Float64Array.from({ length: 2 ** 17 }, (_, i) => i / 3)] }), param({ x: range(${count}) }))`;
const longer = (count: number) =>
  `product(param({ x: range(${count / 10}) }), param({ trial: range(11) }))`;

const JOBLIB = `
import sys
from joblib import Parallel, delayed
def f(x): return {"y": 1}
Parallel(n_jobs=2)(delayed(f)(x) for x in range(int(sys.argv[1])))
`;
const POOL = `
import sys
from multiprocessing import Pool
def f(x): return {"y": 1}
if __name__ == "__main__":
    with Pool(2) as pool: pool.map(f, range(int(sys.argv[1])))
`;

const TO_CSV = `
import sys
import pandas
count = int(sys.argv[1])
rows = range(count)
pandas.DataFrame({"x": [i // 10 for i in rows], "trial": [i % 10 for i in rows], "y": 1}).to_csv("/dev/null", index=False)
`;

/** Measures a command of psy on a run of so many rows that is recorded. */
const recorded =
  (args: readonly string[], failed: (index: number) => boolean = () => false, then = grid) =>
  (count: number): Promise<Measured> =>
    inFolder(async (folder) => {
      await recordRun(folder, { space: grid(count), failed });
      writeTask(folder, then(count));
      return psy(folder, ...args);
    });

/** Measures `psy run` of a task. */
const run = (space: string, maxJobs: number): Promise<Measured> =>
  inFolder((folder) => {
    writeTask(folder, space, maxJobs);
    return psy(folder, 'run', '--quiet');
  });

async function gnuParallel(jobs: number): Promise<Measured | undefined> {
  if (spawnSync('parallel', ['--version']).status !== 0) return undefined;
  const command = `seq ${jobs} | parallel -j2 ${process.execPath} -e 0`;
  return ofCommand('/bin/bash', ['-c', command], '/tmp');
}

export const RUNS: readonly Line[] = [
  {
    ...rows,
    name: 'psy run, empty rows, 100 jobs',
    ours: (count) => run(grid(count), 100),
    peer: { name: 'joblib', measure: (count) => ofPython('joblib', JOBLIB, [String(count)]) },
  },
  {
    ...rows,
    name: 'psy run, empty rows, 1 job',
    ours: (count) => run(grid(count), 1),
    peer: {
      name: 'multiprocessing',
      measure: (count) => ofPython('multiprocessing', POOL, [String(count)]),
    },
  },
  {
    ...{ group: 'Runs', unit: 'jobs', sizes: [10, 100, 1000, 10_000], quick: [50, 200] },
    name: 'psy run, one row a job',
    ours: (jobs) => run(`param({ x: range(${jobs}) })`, jobs),
    peer: { name: 'GNU parallel', measure: async (n) => (n > 100 ? undefined : gnuParallel(n)) },
    mostFiles: 3.5,
  },
  {
    ...{ group: 'Runs', unit: 'rows', sizes: [10, 100, 1000] },
    name: 'psy run, rows that share a vector of 1 MiB',
    ours: (count) => run(large(count), 100),
  },
  { ...read, quick: [2e4, 1e5], name: 'psy status', ours: recorded(['status']) },
  { ...read, name: 'psy status, all failed', ours: recorded(['status'], () => true) },
  {
    ...read,
    name: 'psy status, after growth',
    ours: recorded(['status'], () => false, longer),
  },
  {
    ...read,
    quick: [1e4, 4e4],
    name: 'psy failures, all failed',
    ours: recorded(['failures'], () => true),
  },
  {
    ...read,
    name: 'psy failures --json, all failed',
    ours: recorded(['failures', '--json'], () => true),
  },
  {
    ...read,
    name: 'psy export --partial, .csv',
    ours: recorded(['export', '--partial', 't', 'rows.csv']),
    peer: { name: 'pandas', measure: (count) => ofPython('pandas', TO_CSV, [String(count)]) },
  },
];
