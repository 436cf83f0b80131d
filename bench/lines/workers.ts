import { nodePeer } from '../measure/node-peer.ts';
import { ofNode } from '../measure/node.ts';
import { pythonProgram } from '../measure/python.ts';
import type { Line, Measured, Peer } from '../table/line.ts';

const group = 'Functions in workers';

const FUNCTIONS = {
  'functions.mjs': `export const square = ({ x }) => ({ y: x * x });
export const busy = ({ x }) => {
  let y = x;
  for (let i = 0; i < 1_000_000; i++) y = (y * 16807) % 2147483647;
  return { y };
};
export default (rows) => rows.map(square);`,
};

/** Rows in a pool of psyrun. \`call\` sends \`rows\` to \`pool\`. */
const inPool = (
  count: number,
  { size = 2, name = 'square', call = 'await pool.map(rows, { onOutcome })' },
) =>
  ofNode(
    `import { functionAddress, WorkerPool } from 'psyrun';
const evaluator = functionAddress(new URL('functions.mjs', import.meta.url), '${name}');
const pool = new WorkerPool({ evaluator, size: ${size} });
const onOutcome = () => undefined;
const rows = Array.from({ length: ${count} }, (_, x) => ({ index: x, row: { x } }));
${call};
await pool.close();`,
    FUNCTIONS,
  );

/** Rows in threads of piscina. \`call\` sends \`rows\` to \`pool\`. */
const piscina = (
  threads: number,
  call: string,
): Omit<Extract<Peer, { command: unknown }>, 'name'> => ({
  command: (count): Promise<Measured | undefined> => {
    const address = nodePeer('piscina', 'dist/main.js');
    if (address === undefined) return Promise.resolve(undefined);
    return ofNode(
      `import module from ${JSON.stringify(address)};
const filename = new URL('functions.mjs', import.meta.url).href;
const pool = new module.Piscina({ filename, minThreads: ${threads}, maxThreads: ${threads} });
const rows = Array.from({ length: ${count} }, (_, x) => ({ x }));
${call}
await pool.destroy();`,
      FUNCTIONS,
    );
  },
});

const joblib = (workers: number, options: string): string => `
import sys
from joblib import Parallel, delayed
def square(x): return {"y": x * x}
Parallel(n_jobs=${workers}${options})(delayed(square)(x) for x in range(int(sys.argv[1])))`;

const MULTIPROCESSING = `
import sys
from multiprocessing import Pool
def square(x): return {"y": x * x}
with Pool(2) as pool: pool.map(square, range(int(sys.argv[1])))`;

const DASK = `
import sys
from dask import bag
def square(x): return {"y": x * x}
if __name__ == "__main__":
    bag.from_sequence(range(int(sys.argv[1])), npartitions=100).map(square).compute(scheduler="processes", num_workers=2)`;

const RAY = `
import sys, ray
ray.init(num_cpus=2)
@ray.remote
def square(x): return {"y": x * x}
ray.get([square.remote(x) for x in range(int(sys.argv[1]))])`;

/** Two processes, each with half of the rows, that do nothing else. */
const twoLoops = (count: number) =>
  ofNode(
    `import { fork } from 'node:child_process';
for (const start of [0, ${count / 2}]) fork(new URL('loop.mjs', import.meta.url), [String(start)]);`,
    {
      ...FUNCTIONS,
      'loop.mjs': `import { busy } from './functions.mjs';
const start = Number(process.argv[2]);
for (let x = start; x < start + ${count / 2}; x++) busy({ x });`,
    },
  );

export const WORKERS: readonly Line[] = [
  {
    ...{ group, unit: 'rows', sizes: [1, 1e4, 1e5, 1e6] },
    name: 'rows in batches, 2 workers',
    ours: { command: (count) => inPool(count, {}) },
    peers: [
      {
        name: 'piscina, 1000 rows a task',
        ...piscina(
          2,
          `const tasks = [];
for (let i = 0; i < rows.length; i += 1000) tasks.push(pool.run(rows.slice(i, i + 1000)));
await Promise.all(tasks);`,
        ),
      },
      { name: 'joblib', ...pythonProgram('joblib', joblib(2, '')) },
      { name: 'multiprocessing', ...pythonProgram('multiprocessing', MULTIPROCESSING) },
      { name: 'dask.bag', ...pythonProgram('dask.bag', DASK) },
      { name: 'ray', largest: 1e4, ...pythonProgram('ray', RAY) },
    ],
    former: [
      { size: 1e5, peer: 'piscina, 1000 rows a task', then: '3.2 ×, warm' },
      { size: 1e5, peer: 'joblib', then: '0.5 ×, warm' },
    ],
  },
  {
    ...{ group, unit: 'rows', sizes: [1, 1e3, 1e4] },
    name: 'rows singly, 1 worker',
    ours: {
      command: (count) =>
        inPool(count, {
          size: 1,
          call: 'for (const row of rows) await pool.map([row], { onOutcome })',
        }),
    },
    peers: [
      { name: 'piscina', ...piscina(1, 'for (const row of rows) await pool.run([row]);') },
      {
        name: 'joblib, batch_size=1',
        ...pythonProgram('joblib', joblib(2, ', batch_size=1')),
      },
    ],
    former: [
      { size: 1e4, peer: 'piscina', then: '3.1 ×, warm' },
      { size: 1e4, peer: 'joblib, batch_size=1', then: '0.7 ×, warm' },
    ],
  },
  {
    ...{ group, unit: 'rows', sizes: [100, 1000] },
    name: 'rows that compute for some milliseconds',
    ours: { command: (count) => inPool(count, { name: 'busy' }) },
    peers: [{ name: 'two loops by hand', command: twoLoops }],
  },
];
