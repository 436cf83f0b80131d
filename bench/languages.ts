/**
 * Measures functions in Python and R and commands beside a function in JavaScript and beside the usual
 * tools of Python and of the shell: `npm run overhead`.
 *
 * All of them take turns in one process, and only ratios within one run mean anything. The median of the
 * turns counts. It runs what is compiled, as users do. Tools that are not installed are named.
 *
 * It exits with 1 if a cheap row in Python takes more than twice as long as one in JavaScript.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { command, functionAddress, python, r, WorkerPool } from 'psyrun';
import { PythonPeer } from './python-peer.ts';

const TURNS = 9;
/** The largest ratio of a cheap row in Python to one in JavaScript. The goal is 1.5. */
const GUARD = 2;
const SIZES = { cheap: 20_000, large: 20, slow: 100, started: 50 };

const folder = mkdtempSync(join(tmpdir(), 'psyrun-languages-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const script = file(
  'model.mjs',
  `export const square = ({ x }) => ({ y: x * x + 0.5 });
export const large = ({ x }) => ({ v: new Float64Array(1_000_000).fill(x) });`,
);
file(
  'model.py',
  `import numpy
def square(x): return {"y": x * x + 0.5}
def large(x): return {"v": numpy.full(1_000_000, float(x))}
def number(x): return x * x + 0.5
def array(x): return numpy.full(1_000_000, float(x))`,
);
file(
  'model.R',
  `square <- function(x) list(y = x * x + 0.5)
large <- function(x) list(v = rep(as.numeric(x), 1000000))`,
);
const AWK = ['awk', 'BEGIN { print "{\\"y\\": " {x} * {x} + 0.5 "}" }'];

type Address = ConstructorParameters<typeof WorkerPool>[0]['evaluator'];

/** A pool of one worker. It remembers how long it took to the first row. */
class Measured {
  readonly #pool: WorkerPool;

  constructor(evaluator: Address) {
    this.#pool = new WorkerPool({ evaluator, size: 1 });
  }

  /** Resolves to the milliseconds that some rows take. */
  async take(rows: number): Promise<number> {
    const start = performance.now();
    const given = Array.from({ length: rows }, (_, index) => ({ index, row: { x: index } }));
    await this.#pool.map(given, {
      onOutcome(outcome) {
        if (outcome.kind === 'failed') throw new Error(outcome.error.message);
      },
    });
    return performance.now() - start;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** Something to be measured: it returns the milliseconds of each turn. */
interface Entry {
  readonly name: string;
  readonly rows: number;
  readonly take: () => Promise<number>;
}

const pools: Measured[] = [];

/** Starts a worker and prints when its first row was done. The next rows come to a warm worker. */
async function entryOf(name: string, rows: number, evaluator: Address): Promise<Entry> {
  const pool = new Measured(evaluator);
  pools.push(pool);
  const first = await pool.take(1);
  console.log(`first row  ${name.padEnd(44)} ${first.toFixed(0).padStart(8)} ms`);
  return { name, rows, take: () => pool.take(rows) };
}

/** Prints the median of several turns, and its ratio to that of the first entry. Returns the ratios. */
async function compare(what: string, entries: readonly Entry[], turns = TURNS): Promise<number[]> {
  const times: number[][] = entries.map(() => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const [i, { take, rows }] of entries.entries()) {
      times[i]!.push(((await take()) * 1000) / rows);
    }
  }
  const ratios = times.map((own) => median(own) / median(times[0]!));
  entries.forEach(({ name }, i) => {
    const figures = `${median(times[i]!).toFixed(1).padStart(10)} µs a row ${ratios[i]!.toFixed(2)} ×`;
    console.log(`${what}  ${name.padEnd(44)} ${figures}`);
  });
  return ratios;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

const PEER = `
import multiprocessing, sys
sys.path.insert(0, sys.argv[1])
import model
pool = multiprocessing.Pool(1)
nothing = lambda: None
steps = {
    "cheap": (nothing, lambda: pool.map(model.number, range(${SIZES.cheap}), chunksize=64)),
    "large": (nothing, lambda: pool.map(model.array, range(${SIZES.large}), chunksize=1)),
}
try:
    import joblib
    parallel = joblib.Parallel(n_jobs=2)
    steps["joblib cheap"] = (nothing, lambda: parallel(joblib.delayed(model.number)(x) for x in range(${SIZES.cheap})))
    steps["joblib large"] = (nothing, lambda: parallel(joblib.delayed(model.array)(x) for x in range(${SIZES.large})))
except ImportError:
    pass
`;

const isInstalled = (argv: readonly string[]): boolean =>
  spawnSync(argv[0]!, argv.slice(1), { stdio: 'ignore' }).status === 0;

/** GNU parallel with one job at a time, as the pools have one worker. */
function gnuParallel(): number {
  const start = performance.now();
  const input = Array.from({ length: SIZES.started }, (_, x) => `${x}\n`).join('');
  const line = `awk 'BEGIN { print {} * {} + 0.5 }'`;
  const { status } = spawnSync('parallel', ['--will-cite', '-j1', line], { input });
  if (status !== 0) throw new Error('GNU parallel failed.');
  return performance.now() - start;
}

try {
  const js = (name: string) => functionAddress(pathToFileURL(script), name);
  const py = (name: string) => python('./model.py', name).locate(folder);
  const inR = (name: string) => r('./model.R', name).locate(folder);
  const peer = new PythonPeer(PEER, [folder]);
  await peer.ready();
  const hasJoblib = isInstalled(['/usr/bin/python3', '-c', 'import joblib']);
  const peers = (step: string, rows: number): Entry[] => [
    { name: 'multiprocessing.Pool(1)', rows, take: () => peer.time(step) },
    ...(hasJoblib
      ? [{ name: 'joblib, 2 processes', rows, take: () => peer.time(`joblib ${step}`) }]
      : []),
  ];
  if (!hasJoblib) console.log('joblib is not installed.');

  const [, ratio] = await compare('cheap row ', [
    await entryOf('function in JavaScript', SIZES.cheap, js('square')),
    await entryOf('function in Python', SIZES.cheap, await py('square')),
    await entryOf('function in R', SIZES.slow, await inR('square')),
    ...peers('cheap', SIZES.cheap),
  ]);
  await compare('10^6 floats', [
    await entryOf('function in JavaScript', SIZES.large, js('large')),
    await entryOf('function in Python, NumPy', SIZES.large, await py('large')),
    await entryOf('function in R', SIZES.large, await inR('large')),
    ...peers('large', SIZES.large),
  ]);
  const awk = await entryOf('command', SIZES.started, await command(AWK).locate(folder));
  const hasParallel = isInstalled(['parallel', '--version']);
  if (!hasParallel) console.log('GNU parallel is not installed.');
  await compare('command   ', [
    awk,
    ...(hasParallel
      ? [
          {
            name: 'GNU parallel -j1',
            rows: SIZES.started,
            take: () => Promise.resolve(gnuParallel()),
          },
        ]
      : []),
  ]);
  peer.close();
  if (ratio! > GUARD) {
    console.error(`A cheap row in Python takes ${ratio!.toFixed(2)} × as long as in JavaScript.`);
    process.exitCode = 1;
  }
} finally {
  await Promise.all(pools.map((pool) => pool.close()));
  rmSync(folder, { recursive: true });
}
