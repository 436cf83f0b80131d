import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Task } from '@psyrun/core';
import { scanJournal } from '@psyrun/journal';
import { mergeRun, prepareRun, WorkDirectory } from '@psyrun/run';
import { prepareQueue } from '../../src/queue/prepare-queue.ts';
import { taskIn } from '../task-in.ts';
import { bundleWorker } from './bundle-worker.ts';

/** The settings of the workers. */
export interface CrashSettings {
  /** Work directories of the runs, which are processed one after the other. */
  readonly workdirs: readonly string[];
  readonly workers: number;
  /** Milliseconds after which a worker sees the files of others. */
  readonly lag: number;
  readonly beat: number;
  readonly lease: number;
  /** Mean duration of a row in milliseconds. */
  readonly mean: number;
}

/** The settings of {@link crashRuns}. */
export interface CrashPlan extends Omit<CrashSettings, 'workdirs'> {
  readonly runs: number;
  readonly rows: number;
  /** Mean milliseconds between two kills. */
  readonly killEvery: number;
}

/** The end of a run. */
export interface CrashedRun {
  /** Exit code of the merge: 0 if every row is in the result. */
  readonly exitCode: number;
  /** The `x` of the rows of the result, in its order. */
  readonly result: readonly number[];
  /** Records in all journals. */
  readonly records: number;
  /** Number of evaluations of rows, recorded or not. */
  readonly evaluations: number;
}

/** The fraction of strikes that do not kill, but stop a worker until others take it for dead. */
const PAUSES = 0.1;

/** Runs queues one after the other while workers are killed and replaced, or stopped for a time. */
export async function crashRuns(plan: CrashPlan): Promise<{ runs: CrashedRun[]; kills: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun crash '));
  try {
    const tasks = await Promise.all(
      Array.from({ length: plan.runs }, (_, i) => makeRun(folder, i, plan.rows)),
    );
    const workdirs = tasks.map(({ workdir }) => workdir);
    const kills = await workUntilDone({ ...plan, workdirs }, bundleWorker(folder));
    const runs: CrashedRun[] = [];
    for (const task of tasks) runs.push(await look(task));
    return { runs, kills };
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 3 });
  }
}

async function makeRun(folder: string, i: number, rows: number): Promise<Task> {
  const task = taskIn(folder, String(i), rows);
  const { run } = await prepareRun(task, { continue: false });
  const { workdir } = task;
  await prepareQueue({ workdir, run }, { log: () => undefined } as never);
  return task;
}

/** Restarts the workers until each has seen all queues drained. */
async function workUntilDone(
  { killEvery, ...settings }: CrashPlan & CrashSettings,
  program: string,
): Promise<number> {
  const { workers } = settings;
  const alive = new Map<number, ChildProcess>();
  let kills = 0;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    const start = (job: number): void => {
      // Two workers share a machine and see each other die. The others wait for leases to expire.
      const args = [String(job), String(job >> 1), JSON.stringify(settings)];
      const child = fork(program, args, { execArgv: [], stdio: 'inherit' });
      alive.set(job, child);
      child.once('exit', (code) => {
        alive.delete(job);
        if (child.killed) start(job);
        else if (code !== 0) reject(new Error(`Worker ${job} ended with exit code ${code}.`));
        else if (alive.size === 0) resolve();
      });
    };
    // A job that has ended is not struck, and not replaced.
    const strike = (): void => {
      const victim = alive.get(Math.floor(Math.random() * workers));
      if (victim?.killed === false) {
        if (Math.random() < PAUSES) pause(victim, 1.5 * settings.lease);
        else if (victim.kill('SIGKILL')) kills++;
      }
      timer = setTimeout(strike, -killEvery * Math.log(1 - Math.random()));
    };
    for (let job = 0; job < workers; job++) start(job);
    timer = setTimeout(strike, killEvery);
  }).finally(() => {
    clearTimeout(timer);
    for (const child of alive.values()) child.removeAllListeners('exit').kill('SIGKILL');
  });
  return kills;
}

/** Stops a process for so long that others take it for dead. */
function pause(child: ChildProcess, milliseconds: number): void {
  const { pid } = child;
  process.kill(pid!, 'SIGSTOP');
  setTimeout(() => {
    if (child.exitCode === null && child.signalCode === null) process.kill(pid!, 'SIGCONT');
  }, milliseconds);
}

async function look({ workdir, resultfile }: Task): Promise<CrashedRun> {
  const exitCode = await mergeRun({ workdir }, { log: () => undefined } as never);
  let records = 0;
  let evaluations = 0;
  for (const file of await new WorkDirectory(workdir).journals()) {
    await scanJournal(file, () => records++);
    evaluations += statSync(`${file}.evaluations`, { throwIfNoEntry: false })?.size ?? 0;
  }
  const result =
    exitCode === 0 ? (JSON.parse(readFileSync(resultfile, 'utf8')) as { x: number[] }).x : [];
  return { exitCode, result, records, evaluations };
}
