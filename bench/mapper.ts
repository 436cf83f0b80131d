/**
 * Measures the mapper compared with joblib (Python), piscina (Node threads) and JSON lines, all in
 * one run.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/mapper.ts
 *
 * piscina is installed into a temporary folder. joblib is used if a python3 has it.
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { functionAddress, mapPspace, mapPspaceHddBacked, WorkerPool } from '@psyrun/mapper';
import { param, range } from '@psyrun/pspace';
import { NpzStore } from '@psyrun/store-npz';
import { perRow, report } from './per-row.ts';

const PISCINA = 'piscina@5.3.2';
const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
const functions = join(folder, 'functions.mjs');
writeFileSync(
  functions,
  `export const trivial = ({ x }) => ({ y: x * x });
   export const burn = ({ ms }) => {
     for (const end = performance.now() + ms; performance.now() < end; );
     return {};
   };
   export default (rows) => rows.map(trivial);`,
);

interface Piscina {
  run(rows: readonly object[]): Promise<object[]>;
  destroy(): Promise<void>;
}

/**
 * Resolves to piscina with the same number of threads, or to undefined, with a message, if it
 * cannot be installed.
 */
async function piscina(threads: number): Promise<Piscina | undefined> {
  try {
    execFileSync('npm', ['install', '--prefix', folder, PISCINA], { stdio: 'ignore' });
  } catch {
    console.log(`No comparison with ${PISCINA}: it could not be installed.`);
    return undefined;
  }
  const require = createRequire(functions);
  const module = require(PISCINA.split('@')[0]!) as { Piscina: new (options: object) => Piscina };
  return new module.Piscina({ filename: functions, minThreads: threads, maxThreads: threads });
}

/** Returns the microseconds per row of joblib, or undefined, with a message, if it is missing. */
function joblib(rows: number, options: string): number | undefined {
  const program = `
import time
from joblib import Parallel, delayed
def f(x): return {"y": x * x}
with Parallel(n_jobs=2, ${options}) as parallel:
    parallel(delayed(f)(x) for x in range(100))
    start = time.perf_counter()
    parallel(delayed(f)(x) for x in range(${rows}))
    print((time.perf_counter() - start) / ${rows} * 1e6)
`;
  for (const python of ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(python, ['-c', program], { encoding: 'utf8' });
    if (status === 0) return Number(stdout);
  }
  console.log('No comparison with joblib: no python3 has it.');
  return undefined;
}

const peer = (name: string, figure: number | undefined) =>
  figure === undefined ? undefined : { name, figure };

const indexed = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row, index) => ({ index, row }));

async function inPool<T>(name: string, size: number, use: (pool: WorkerPool) => Promise<T>) {
  const evaluator = functionAddress(pathToFileURL(functions), name);
  const pool = new WorkerPool({ evaluator, size });
  const onOutcome = () => undefined;
  await pool.map(indexed(new Array(size * 10).fill({ x: 1, ms: 10 })), { onOutcome });
  const result = await use(pool);
  await pool.close();
  return result;
}

async function singly(): Promise<void> {
  const rows = indexed(Array.from({ length: 3000 }, (_, x) => ({ x })));
  const own = await inPool('trivial', 1, (pool) =>
    perRow(rows.length, async () => {
      for (const row of rows) await pool.map([row], { onOutcome: () => undefined });
    }),
  );
  const threads = await piscina(1);
  const theirs =
    threads &&
    (await perRow(rows.length, async () => {
      for (const { row } of rows) await threads.run([row]);
    }));
  await threads?.destroy();
  report('a trivial row, sent singly', own, peer('piscina', theirs));
  report('', own, peer('joblib, batch_size=1', joblib(3000, 'batch_size=1')));
}

async function inBatches(): Promise<void> {
  const rows = indexed(Array.from({ length: 200_000 }, (_, x) => ({ x })));
  const own = await inPool('trivial', 2, (pool) =>
    perRow(rows.length, () => pool.map(rows, { onOutcome: () => undefined })),
  );
  const threads = await piscina(2);
  const theirs = threads && (await perRow(rows.length, () => batched(threads, rows)));
  await threads?.destroy();
  report('a trivial row, in batches', own, peer('piscina, 1000 rows a task', theirs));
  report('', own, peer('joblib, batches of its choice', joblib(50_000, '')));
}

function batched(threads: Piscina, rows: readonly { row: object }[]): Promise<unknown> {
  const tasks: Promise<unknown>[] = [];
  for (let i = 0; i < rows.length; i += 1000) {
    tasks.push(threads.run(rows.slice(i, i + 1000).map(({ row }) => row)));
  }
  return Promise.all(tasks);
}

async function efficiency(): Promise<void> {
  const rows = indexed(new Array(4000).fill({ ms: 1 }));
  const microseconds = await inPool('burn', 2, (pool) =>
    perRow(rows.length, () => pool.map(rows, { onOutcome: () => undefined })),
  );
  const share = (500 / microseconds) * 100;
  console.log(`1 ms of computing a row, 2 workers: ${share.toFixed(1)} % of the time computing`);
  const figure = Math.min(await twoLoops(4000), await twoLoops(4000), await twoLoops(4000));
  report('', microseconds, { name: 'two processes, each with half of the rows', figure });
}

/**
 * Resolves to the microseconds per row of two processes that each compute half of the rows and do
 * nothing else.
 */
async function twoLoops(rows: number): Promise<number> {
  const loop = `import('${pathToFileURL(functions).href}').then(({ burn }) => {
    const start = performance.now();
    for (let i = 0; i < ${rows / 2}; i++) burn({ ms: 1 });
    console.log(performance.now() - start);
  })`;
  const run = promisify(execFile);
  const both = await Promise.all([0, 1].map(() => run(process.execPath, ['-e', loop])));
  return (Math.max(...both.map(({ stdout }) => Number(stdout))) * 1000) / rows;
}

function jsonLines(rows: number): void {
  const fd = openSync(join(folder, 'rows.jsonl'), 'w');
  for (let x = 0; x < rows; x++) writeSync(fd, `${JSON.stringify({ x, y: x * x })}\n`);
  closeSync(fd);
}

async function onDisk(): Promise<void> {
  for (const rows of [1_000, 10_000, 100_000, 1_000_000]) {
    const file = join(folder, `${rows}.npz`);
    const repeats = Math.ceil(20_000 / rows);
    const own = await perRow(
      rows,
      async () => {
        rmSync(file, { force: true });
        const space = param({ x: range(rows) });
        const fn = ({ x }: { x: number }) => ({ y: x * x });
        await mapPspaceHddBacked(fn, space, file, new NpzStore(), { returnData: false });
      },
      repeats,
    );
    const figure = await perRow(rows, () => jsonLines(rows), repeats);
    report(`on disk, ${rows} rows`, own, { name: 'JSON lines, a write a row', figure });
  }
}

async function inMemory(): Promise<void> {
  const space = param({ x: range(1_000_000) });
  report(
    'in this process, 10^6 rows',
    await perRow(1e6, () => mapPspace(({ x }) => ({ y: x * x }), space)),
  );
}

await singly();
await inBatches();
await efficiency();
await inMemory();
await onDisk();
rmSync(folder, { recursive: true });
