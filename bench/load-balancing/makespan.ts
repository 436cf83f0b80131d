/**
 * Compares the duration of real runs with the list schedule, which hands out one row at a time at
 * no cost. The rows wait for heavy-tailed durations, in 8 and 16 worker processes. It also prints
 * the duration with batches of one size.
 *
 * Run: npm run build && node --conditions=@psyrun/source --import tsx
 * bench/load-balancing/makespan.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJournal } from '@psyrun/journal';
import { WorkDirectory } from '@psyrun/run';
import {
  durationsOf,
  listSchedule,
  makespan,
  staticBatches,
} from '../../packages/backend-loadbalancing/test/simulation/makespan.ts';

const ROWS = 2000;
/** Milliseconds. */
const MEAN = 150;
const psy = join(import.meta.dirname, '../../packages/psyrun/dist/psy.js');
const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
mkdirSync(join(folder, 'psy-tasks'));
symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));

function run(distribution: string, poolSize: number): void {
  const durations = durationsOf(distribution, ROWS, 1).map((duration) => MEAN * duration);
  const task = `import { setTimeout as sleep } from 'node:timers/promises';
    import { param, range } from '@psyrun/pspace';
    const durations = ${JSON.stringify(durations)};
    export const pspace = param({ x: range(${ROWS}) });
    export const backend = 'load-balancing';
    export const maxJobs = 2;
    export const poolSize = ${poolSize};
    export const setup = (lane) => ({ lane });
    export const execute = async ({ x }) => (await sleep(durations[x]), {});`;
  writeFileSync(join(folder, 'psy-tasks/task_bench.mjs'), task);
  rmSync(join(folder, 'psy-work'), { recursive: true, force: true });
  const { status, stderr } = spawnSync(process.execPath, [psy, 'run', '--quiet'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

/**
 * Resolves to the content of the journals: the duration of each row, the end of the last one, and
 * the start of each worker.
 */
async function recorded() {
  const durations = new Array<number>(ROWS).fill(0);
  const begun = new Map<string, number>();
  let end = 0;
  for (const file of await new WorkDirectory(join(folder, 'psy-work/bench')).journals()) {
    for await (const { session, record } of readJournal(file)) {
      durations[record.index] = record.duration;
      end = Math.max(end, record.startedAt + record.duration);
      const worker = `${String(session['job'])} ${String(record.row['lane'])}`;
      begun.set(worker, Math.min(record.startedAt, begun.get(worker) ?? Infinity));
    }
  }
  return { durations, end, begun: [...begun.values()] };
}

async function compare(distribution: string, poolSize: number): Promise<void> {
  run(distribution, poolSize);
  const { durations, end, begun } = await recorded();
  const start = Math.min(...begun);
  const there = begun.map((time) => time - start);
  const ideal = makespan(durations, there, listSchedule);
  const batches = makespan(durations, there, staticBatches(ROWS, there.length));
  const more = (time: number) => `${(100 * (time / ideal - 1)).toFixed(1)} % more`;
  console.log(
    `${distribution}, ${there.length} workers: list schedule ${(ideal / 1000).toFixed(1)} s, ` +
      `balanced ${more(end - start)}, batches of one size ${more(batches)}`,
  );
}

try {
  console.log(`${ROWS} rows of ${MEAN} ms in the mean:`);
  for (const distribution of ['log-normal, sigma 1', 'log-normal, sigma 2', 'Pareto, alpha 1.5']) {
    for (const poolSize of [4, 8]) await compare(distribution, poolSize);
  }
} finally {
  rmSync(folder, { recursive: true });
}
