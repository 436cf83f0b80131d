/**
 * Measures the cost of load balancing. First, the processor time per row of whole runs of `psy run`
 * with an empty function, from the start to the certified result, over all processes. It is
 * compared with joblib, which sends one row at a time (`batch_size=1`). Second, the fraction of the
 * time that claims take. Third, the time of rows with increasing durations with load balancing and
 * with batches of one size.
 *
 * Run: npm run build && node --conditions=@psyrun/source --import tsx bench/load-balancing/cost.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJournal } from '@psyrun/journal';
import { WorkDirectory } from '@psyrun/run';
import { FolderBoard } from '../../packages/backend-loadbalancing/src/board/folder-board.ts';
import { folderOf, readQueue } from '../../packages/backend-loadbalancing/src/queue/queue-file.ts';
import { report } from '../per-row.ts';

const psy = join(import.meta.dirname, '../../packages/psyrun/dist/psy.js');
const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
mkdirSync(join(folder, 'psy-tasks'));
symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));

/** Number of runs. The fastest counts. */
const REPEATS = 3;

interface Cost {
  /** Seconds of all processors together. */
  readonly cpu: number;
  /** Seconds of elapsed time. */
  readonly elapsed: number;
}

/** Returns the cost of a command with all processes that it starts and waits for. */
function costOf(command: string, ...args: string[]): Cost {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>&1';
  const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', command, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
  const [elapsed, user, system] = stderr.trim().split(' ').map(Number) as [number, number, number];
  return { elapsed, cpu: user + system };
}

function writeTask(settings: string, execute: string): void {
  const task = `import { param, range } from '@psyrun/pspace';\n${settings}\n${execute}`;
  writeFileSync(join(folder, 'psy-tasks/task_bench.mjs'), task);
  rmSync(join(folder, 'psy-work'), { recursive: true, force: true });
}

const joblib = (rows: number, workers: number) => `
from joblib import Parallel, delayed
def f(x): return {"y": 1}
Parallel(n_jobs=${workers}, batch_size=1)(delayed(f)(x) for x in range(${rows}))
`;

function emptyRows(rows: number, workers: number): void {
  const settings = `export const pspace = param({ x: range(${rows}) });
    export const backend = 'load-balancing';
    export const maxJobs = 1;
    export const poolSize = ${workers};`;
  writeTask(settings, 'export const execute = () => ({ y: 1 });');
  // A task file is translated when it is first loaded, and the translation is kept: 0.1 s, once.
  const runs = Array.from({ length: REPEATS }, () => {
    rmSync(join(folder, 'psy-work'), { recursive: true, force: true });
    return costOf(process.execPath, psy, 'run', '--quiet').cpu;
  });
  console.log(`  for the first time: ${((1e6 * runs[0]!) / rows).toFixed(2)} µs a row`);
  const own = (1e6 * Math.min(...runs)) / rows;
  // joblib is too slow for a million rows. Its cost per row does not depend on their number.
  const compared = Math.min(rows, 100_000);
  const peers = Array.from(
    { length: REPEATS },
    () => costOf('/usr/bin/python3', '-c', joblib(compared, workers)).cpu,
  );
  const figure = (1e6 * Math.min(...peers)) / compared;
  report(`${rows} empty rows, ${workers} workers`, own, { name: 'joblib', figure });
}

/** Resolves to the milliseconds of one claim in the folder of a queue: a listing and a notice. */
async function claimCost(board: FolderBoard): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < 200; i++) {
    await board.names();
    await board.post(`bench-${i}`, '{"start":0,"stop":1,"worker":"0"}');
  }
  return (performance.now() - start) / 200;
}

/**
 * Prints the fraction of the workers' time that claims take, for rows that compute for some
 * microseconds.
 */
async function claims(rows: number, microseconds: number, workers: number): Promise<void> {
  const settings = `export const pspace = param({ x: range(${rows}) });
    export const backend = 'load-balancing';
    export const maxJobs = 1;
    export const poolSize = ${workers};`;
  const busy = `for (const end = performance.now() + ${microseconds / 1000}; performance.now() < end;);`;
  writeTask(settings, `export const execute = () => { ${busy} return { y: 1 }; };`);
  costOf(process.execPath, psy, 'run', '--quiet');
  const directory = new WorkDirectory(join(folder, 'psy-work/bench'));
  let first = Infinity;
  let last = 0;
  for (const file of await directory.journals()) {
    for await (const { record } of readJournal(file)) {
      first = Math.min(first, record.startedAt);
      last = Math.max(last, record.startedAt + record.duration);
    }
  }
  const board = new FolderBoard(folderOf(directory, await readQueue(directory)));
  const count = (await board.names()).filter((name) => name.startsWith('claim-')).length;
  const share = (100 * count * (await claimCost(board))) / (workers * (last - first));
  console.log(
    `${rows} rows of ${microseconds} µs, ${workers} workers: ${count} claims, ${share.toFixed(2)} % of the time`,
  );
}

/**
 * Returns the seconds for rows with increasing durations, with two workers whose rows only wait.
 */
function unequalRows(backend: string): number {
  const settings = `import { setTimeout as sleep } from 'node:timers/promises';
    const durations = Array.from({ length: 400 }, (_, i) => 100 * (i / 400) ** 3);
    export const pspace = param({ x: range(400) });
    export const backend = '${backend}';
    export const maxJobs = 2;`;
  writeTask(settings, 'export const execute = async ({ x }) => (await sleep(durations[x]), {});');
  return costOf(process.execPath, psy, 'run', '--quiet').elapsed;
}

try {
  console.log('Processor time of all processes:');
  for (const rows of [10_000, 100_000, 1_000_000]) {
    for (const workers of [2, 4]) emptyRows(rows, workers);
  }
  console.log('Claims:');
  for (const [rows, microseconds] of [
    [1_000_000, 0],
    [100_000, 100],
    [10_000, 1000],
  ] as const) {
    for (const workers of [2, 4]) await claims(rows, microseconds, workers);
  }
  const [balanced, batches] = [unequalRows('load-balancing'), unequalRows('distribute')];
  console.log(
    `400 rows of 0 to 100 ms, in this order: ${balanced.toFixed(1)} s balanced, ${batches.toFixed(1)} s in batches`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
