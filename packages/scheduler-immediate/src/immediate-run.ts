import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import {
  isSystemError,
  PsyrunError,
  withPath,
  type Closable,
  type JobHost,
  type JobId,
  type JobStatus,
  type Scheduler,
  type SchedulerArgs,
  type SchedulerCapabilities,
  type Submission,
} from '@psyrun/core';
import { machineSlots } from './machine-slots.ts';
import { forEachInSlots } from './slots.ts';

/** Placeholder for the index of a job of an array in its command and in the name of its log. */
const INDEX = '%a';

/** One job of a submission: its index in the array, and the signal that stops it. */
interface OneJob {
  readonly submission: Submission;
  readonly index: number | undefined;
  readonly slots: number;
  readonly signal: AbortSignal;
}

/**
 * Runs jobs immediately on this machine. A submission returns when its jobs have ended.
 *
 * The jobs of an array share the machine: the number of cores and the memory limit how many run at
 * the same time. Jobs that can run in this process do so, and worker processes stay alive from one
 * job to the next. A job whose dependency failed is not started and counts as failed.
 *
 * @example
 * ```ts
 * const scheduler = new ImmediateRun();
 * const log = '/dev/null';
 * const argv = [process.execPath, '-e', ''];
 * const job = { argv, log, name: 'nothing', args: {}, tag: 'example-1' };
 * const id = await scheduler.submit({ ...job, dependsOn: [], evenIfFailed: false });
 * (await scheduler.getStatus([id])).get(id)?.state; // => 'done'
 * ```
 */
export class ImmediateRun implements Scheduler {
  readonly name = 'immediate';
  readonly capabilities: SchedulerCapabilities = { arrays: true, immediate: true, outcomes: true };
  readonly defaultArgs: SchedulerArgs = {};
  readonly #states = new Map<JobId, 'running' | 'done' | 'failed'>();
  readonly #shared = new Map<string, Closable>();
  #stop = new AbortController();

  async submit(submission: Submission): Promise<JobId> {
    return this.#run(submission, [undefined], 1);
  }

  async submitArray(
    indices: readonly number[],
    submission: Submission & { readonly throttle?: number },
  ): Promise<JobId> {
    const slots = Math.min(submission.throttle ?? machineSlots(), indices.length);
    return this.#run(submission, indices, Math.max(slots, 1));
  }

  /** Asks the jobs of this process to stop. */
  async kill(ids: readonly JobId[]): Promise<void> {
    if (ids.some((id) => this.#states.get(id) === 'running')) this.#stop.abort();
  }

  /** Returns the states of jobs that this process ran. Jobs of other processes are unknown. */
  async getStatus(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    return new Map(ids.map((id) => [id, { id, state: this.#states.get(id) ?? 'unknown' }]));
  }

  async getJobs(): Promise<readonly JobId[]> {
    return [...this.#states].filter(([, state]) => state === 'running').map(([id]) => id);
  }

  /** Ends the worker processes that the jobs shared. A later submission begins anew. */
  async close(): Promise<void> {
    this.#stop.abort();
    // The task file may have made this object. It is loaded once, and a program may run its task twice.
    this.#stop = new AbortController();
    const shared = [...this.#shared.values()];
    this.#shared.clear();
    await Promise.all(shared.map((resource) => resource.close()));
  }

  async #run(
    submission: Submission,
    indices: readonly (number | undefined)[],
    slots: number,
  ): Promise<JobId> {
    const id = randomUUID();
    const { signal } = this.#stop;
    const { dependsOn, evenIfFailed } = submission;
    if (!evenIfFailed && dependsOn.some((other) => this.#states.get(other) !== 'done')) {
      this.#states.set(id, 'failed');
      return id;
    }
    this.#states.set(id, 'running');
    let failed = false;
    await forEachInSlots(indices, slots, async (index) => {
      const done = !signal.aborted && (await this.#runOne({ submission, index, slots, signal }));
      if (index !== undefined) this.#states.set(`${id}_${index}`, done ? 'done' : 'failed');
      failed ||= !done;
    });
    this.#states.set(id, failed ? 'failed' : 'done');
    return id;
  }

  /** Runs one job. Resolves to true if it succeeded. Errors go to its log. */
  async #runOne({ submission, index, slots, signal }: OneJob): Promise<boolean> {
    const file = withIndex(submission.log, index);
    const log = openSync(file, 'a');
    const write = (text: string): void => writeText(log, text, file);
    try {
      const exitCode =
        submission.here === undefined
          ? await start(
              submission.argv.map((arg) => withIndex(arg, index)),
              log,
              signal,
            )
          : await submission.here(index, this.#host(write, slots, signal));
      return exitCode === 0;
    } catch (error) {
      write(`${textOf(error)}\n`);
      return false;
    } finally {
      closeSync(log);
    }
  }

  #host(log: (text: string) => void, slots: number, signal: AbortSignal): JobHost {
    return {
      log,
      signal,
      slots,
      share: (key, make) => {
        const made = this.#shared.get(key) ?? make();
        this.#shared.set(key, made);
        return made as ReturnType<typeof make>;
      },
    };
  }
}

/** An error of the operating system has no stack here: it is no fault of a program. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isSystemError(error) ? `Error: ${error.message} [${error.code}]` : String(error.stack);
}

/** Writes to a log. An error names it. */
function writeText(log: number, text: string, file: string): void {
  try {
    writeSync(log, text);
  } catch (error) {
    throw withPath(error, file);
  }
}

function withIndex(text: string, index: number | undefined): string {
  return index === undefined ? text : text.replaceAll(INDEX, String(index));
}

/** Starts a command whose output goes to an open file. Resolves to its exit code. */
function start(
  [command, ...args]: readonly string[],
  log: number,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command!, args, { stdio: ['ignore', log, log] });
    const stop = (): void => void child.kill();
    signal.addEventListener('abort', stop);
    child.once('error', (cause) =>
      reject(
        new PsyrunError('PSYRUN_SCHEDULER', `${command} could not be started.`, {
          hint: 'Check that the file exists and is executable.',
          fields: { command },
          cause,
        }),
      ),
    );
    child.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      resolve(code ?? 1);
    });
  });
}
