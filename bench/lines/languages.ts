import { isInstalled, ofCommand } from '../measure/command.ts';
import { ofNode } from '../measure/node.ts';
import { pythonProgram } from '../measure/python.ts';
import { atMostTimes } from '../table/goals.ts';
import type { Line, Measured } from '../table/line.ts';

const group = 'Functions in other languages';

const MODELS = {
  'model.mjs': `export const square = ({ x }) => ({ y: x * x + 0.5 });
export const large = ({ x }) => ({ v: new Float64Array(1_000_000).fill(x) });`,
  'model.py': `import numpy
def square(x): return {"y": x * x + 0.5}
def large(x): return {"v": numpy.full(1_000_000, float(x))}`,
  'model.R': `square <- function(x) list(y = x * x + 0.5)
large <- function(x) list(v = rep(as.numeric(x), 1000000))`,
};

const JS = (name: string) => `functionAddress(new URL('model.mjs', import.meta.url), '${name}')`;
const IN_PYTHON = (name: string) => `await python('./model.py', '${name}').locate(process.cwd())`;
const IN_R = (name: string) => `await r('./model.R', '${name}').locate(process.cwd())`;
const AWK = `await command(['awk', 'BEGIN { print "{\\\\"y\\\\": " {x} * {x} + 0.5 "}" }']).locate(process.cwd())`;

/** Rows in a pool of one worker, with an evaluator that is an expression. */
const inPool = (evaluator: string) => (count: number) =>
  ofNode(
    `import { command, functionAddress, python, r, WorkerPool } from 'psyrun';
const pool = new WorkerPool({ evaluator: ${evaluator}, size: 1 });
const rows = Array.from({ length: ${count} }, (_, x) => ({ index: x, row: { x } }));
const onOutcome = ({ kind, error }) => {
  if (kind === 'failed') throw new Error(error.message);
};
await pool.map(rows, { onOutcome });
await pool.close();`,
    MODELS,
  );

const pool = (returned: string, chunk: number): string => `
import sys
import numpy
from multiprocessing import Pool
def f(x): return ${returned}
with Pool(1) as pool: pool.map(f, range(int(sys.argv[1])), chunksize=${chunk})`;

const joblib = (returned: string): string => `
import sys
import numpy
from joblib import Parallel, delayed
def f(x): return ${returned}
Parallel(n_jobs=2)(delayed(f)(x) for x in range(int(sys.argv[1])))`;

const inR = (name: string) => ({
  command: async (count: number) =>
    isInstalled('Rscript') ? inPool(IN_R(name))(count) : undefined,
});

async function gnuParallel(count: number): Promise<Measured | undefined> {
  if (!isInstalled('parallel')) return undefined;
  const line = `seq ${count} | parallel --will-cite -j1 "awk 'BEGIN { print {} * {} + 0.5 }'"`;
  return ofCommand('/bin/bash', ['-c', line], '/tmp');
}

const cheap = { group, unit: 'rows', sizes: [1, 1e4, 1e5] };
const large = { group, unit: 'rows', sizes: [1, 10, 100] };
const inJs = (name: string) => ({ name: 'function in JavaScript', command: inPool(JS(name)) });

export const LANGUAGES: readonly Line[] = [
  {
    ...cheap,
    name: 'function in Python',
    ours: { command: inPool(IN_PYTHON('square')) },
    peers: [
      inJs('square'),
      { name: 'multiprocessing', ...pythonProgram('numpy', pool('x * x + 0.5', 64)) },
      { name: 'joblib', ...pythonProgram('joblib', joblib('x * x + 0.5')) },
      { name: 'function in R', largest: 1e4, ...inR('square') },
    ],
    goals: [atMostTimes(1.5, 'function in JavaScript')],
  },
  {
    ...large,
    name: 'function in Python, 10^6 floats a row',
    ours: { command: inPool(IN_PYTHON('large')) },
    peers: [
      inJs('large'),
      {
        name: 'multiprocessing',
        ...pythonProgram('numpy', pool('numpy.full(1_000_000, float(x))', 1)),
      },
      { name: 'joblib', ...pythonProgram('joblib', joblib('numpy.full(1_000_000, float(x))')) },
      { name: 'function in R', ...inR('large') },
    ],
  },
  {
    ...{ group, unit: 'rows', sizes: [1, 10, 100] },
    name: 'command for each row',
    ours: { command: inPool(AWK) },
    peers: [{ name: 'GNU parallel -j1', command: gnuParallel }],
  },
];
