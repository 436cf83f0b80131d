import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled, ofCommand } from '../measure/command.ts';
import { inFolder } from '../measure/folder.ts';
import { psy } from '../measure/psy.ts';
import { pythonProgram } from '../measure/python.ts';
import { writeTask, type TaskOptions } from '../measure/task-file.ts';
import { at, atMostFiles, atMostTimes } from '../table/goals.ts';
import type { Line, Measured } from '../table/line.ts';

const rows = { group: 'Runs', unit: 'rows', sizes: [1e4, 1e5, 1e6] };

const grid = (count: number) =>
  `product(param({ x: range(${count / 10}) }), param({ trial: range(10) }))`;
const large = (count: number) =>
  `product(param({ wave: [Float64Array.from({ length: 2 ** 17 }, (_, i) => i / 3)] }), param({ x: range(${count}) }))`;

/** Measures `psy run` of a task. */
const run = (task: TaskOptions): Promise<Measured> =>
  inFolder((folder) => {
    writeTask(folder, task);
    return psy(folder, 'run', '--quiet');
  });

const joblib = (options = '') => `
import sys
from joblib import Parallel, delayed
def f(x): return {"y": 1}
Parallel(n_jobs=2${options})(delayed(f)(x) for x in range(int(sys.argv[1])))`;

const MULTIPROCESSING = `
import sys
from multiprocessing import Pool
def f(x): return {"y": 1}
with Pool(2) as pool: pool.map(f, range(int(sys.argv[1])))`;

const DISTRIBUTED = `
import sys
from distributed import Client
def f(x): return {"y": 1}
if __name__ == "__main__":
    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        client.gather(client.map(f, range(int(sys.argv[1]))))`;

const BALANCED = "export const backend = 'load-balancing';\nexport const poolSize = 2;";

async function gnuParallel(jobs: number): Promise<Measured | undefined> {
  if (!isInstalled('parallel')) return undefined;
  const line = `seq ${jobs} | parallel --will-cite -j2 -N0 python3 -c pass`;
  return ofCommand('/bin/bash', ['-c', line], '/tmp');
}

const PYTHON_TASK = (count: number) => `import json, math
from psyrun import Param
pspace = Param(x=range(${count}))
max_jobs = 1
def execute(x):
    return {'y': x * x + 0.5}
`;

const inPython = (count: number): Promise<Measured> =>
  inFolder((folder) => {
    mkdirSync(join(folder, 'psy-tasks'));
    writeFileSync(join(folder, 'psy-tasks/task_t.py'), PYTHON_TASK(count));
    return psy(folder, 'run', '--quiet');
  });

/** The seconds that psyrun 0.8 took for 2,000 rows on 2026-11-29, and those of a loop in Python beside it. */
const RECORDED = { original: 26.7, loop: 4.29 };
const LOOP = pythonProgram('sys', 'n = 0\nfor i in range(10_000_000):\n    n += i & 7');

/** The recorded time of psyrun 0.8, scaled by the loop on this machine. */
async function original(count: number): Promise<Measured | undefined> {
  const loop = 'command' in LOOP ? await LOOP.command(1) : undefined;
  return loop && { cpu: ((RECORDED.original / RECORDED.loop) * loop.cpu * count) / 2000 };
}

export const RUNS: readonly Line[] = [
  {
    ...{ ...rows, sizes: [1e4, 1e5, 1e6, 1e7] },
    name: 'psy run, empty rows, 100 jobs',
    ours: { command: (count) => run({ space: grid(count) }) },
    peers: [
      { name: 'joblib', ...pythonProgram('joblib', joblib()), largest: 1e6 },
      { name: 'dask.distributed', ...pythonProgram('distributed', DISTRIBUTED), largest: 1e4 },
    ],
    former: [{ size: 1e5, peer: 'joblib', then: '2.0 × to 2.3 ×' }],
  },
  {
    ...rows,
    name: 'psy run, empty rows, 1 job',
    ours: { command: (count) => run({ space: grid(count), maxJobs: 1 }) },
    peers: [{ name: 'multiprocessing', ...pythonProgram('multiprocessing', MULTIPROCESSING) }],
  },
  {
    ...rows,
    name: 'psy run, empty rows, load balancing',
    ours: {
      command: (count) => run({ space: grid(count), maxJobs: 1, settings: BALANCED }),
    },
    peers: [
      {
        name: 'joblib, batch_size=1',
        ...pythonProgram('joblib', joblib(', batch_size=1')),
        largest: 1e5,
      },
    ],
  },
  {
    ...{ group: 'Runs', unit: 'jobs', sizes: [1, 10, 100, 1000, 10_000], quick: [50, 200] },
    name: 'psy run, one row a job',
    ours: { command: (jobs) => run({ space: `param({ x: range(${jobs}) })`, maxJobs: jobs }) },
    peers: [{ name: 'GNU parallel', command: gnuParallel, largest: 100 }],
    goals: [at(100, atMostTimes(0.25, 'GNU parallel')), at(1000, atMostFiles(2))],
    former: [{ size: 100, peer: 'GNU parallel', then: '0.18 ×' }],
    limits: { files: 3.5 },
  },
  {
    ...{ group: 'Runs', unit: 'rows', sizes: [10, 100, 1000], quick: [10, 40] },
    name: 'psy run, rows that share a vector of 1 MiB',
    ours: { command: (count) => run({ space: large(count) }) },
    limits: { bytes: 650e3, memory: 700e6 },
  },
  {
    ...{ group: 'Runs', unit: 'rows', sizes: [2000, 20_000] },
    name: 'psy run of a task in Python, 1 job',
    ours: { command: inPython },
    peers: [{ name: 'psyrun 0.8 as recorded', command: original }],
    goals: [at(2000, atMostTimes(0.33, 'psyrun 0.8 as recorded'))],
    former: [{ size: 2000, peer: 'psyrun 0.8 as recorded', then: '0.28 ×' }],
  },
];
