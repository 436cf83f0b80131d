import { isProgramAddress, PsyrunError, type EvaluatorAddress } from '@psyrun/core';
import { refuseReentrancy } from '../row/reentrancy-guard.ts';
import type { IndexedRow } from '../row/outcome.ts';
import { PoolCall, type PoolMapOptions } from './pool-call.ts';
import { PoolWorker } from './pool-worker.ts';
import { checkNumberOptions } from '../row/check-arguments.ts';
import { checkProgram } from './program/check-program.ts';
import { programStarter } from './program/start-program.ts';
import { startProcess } from './process/start-process.ts';
import { startThread } from './process/start-thread.ts';
import type { WorkerEvents } from './worker-link.ts';

/** Options of {@link WorkerPool}. */
export interface WorkerPoolOptions {
  /** The evaluator of the rows. {@link functionAddress} makes one from a function. */
  readonly evaluator: EvaluatorAddress;
  /** Largest number of workers at the same time. Workers start when there are rows for them. */
  readonly size: number;
  /**
   * Use threads instead of processes. Threads are lighter, but a row that crashes ends the whole
   * program.
   */
  readonly threads?: boolean;
  /**
   * Returns environment variables for a worker by its number. They are added to those of this
   * process.
   */
  readonly env?: (slot: number) => Record<string, string>;
  /** Path of the Node executable of the processes. Default: the one that runs this program. */
  readonly node?: string;
  /** Size limit of the JavaScript heap of each worker in MiB. */
  readonly maxMemory?: number;
  /**
   * Lets a program in another language read from the terminal and write to standard error, so that a
   * debugger can run in it. `onOutput` gets nothing then.
   */
  readonly terminal?: boolean;
}

/**
 * Workers that evaluate rows. Each worker loads the evaluator once.
 *
 * A row that throws, hangs, exits, crashes or runs out of memory fails alone: its worker is
 * replaced and the other rows are evaluated. Workers end with the pool, and always when the program
 * ends.
 *
 * Workers get rows in batches of about 50 ms. A row is reported within 10 ms after it is done, or
 * when the synchronous function that runs next returns.
 *
 * @example
 * ```ts
 * const model = 'data:text/javascript,export const square = ({ x }) => ({ y: x * x })';
 * const pool = new WorkerPool({ evaluator: functionAddress(model, 'square'), size: 2 });
 * const results: unknown[] = [];
 * await pool.map([{ index: 0, row: { x: 3 } }], { onOutcome: ({ row }) => results.push(row) });
 * await pool.close();
 * results; // => [{ x: 3, y: 9 }]
 * ```
 */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  /** By slot. */
  readonly #workers: (PoolWorker | undefined)[];
  /** The call that has waited longest for a worker comes first. */
  #calls: PoolCall[] = [];
  #isClosed = false;

  constructor(options: WorkerPoolOptions) {
    refuseReentrancy();
    if (!Number.isInteger(options.size) || options.size < 1) {
      throw new PsyrunError('PSYRUN_ARGUMENT', `A pool cannot have ${options.size} workers.`, {
        hint: 'Use an integer of at least 1.',
      });
    }
    checkNumberOptions({
      ...(options.maxMemory !== undefined && { maxMemory: options.maxMemory }),
    });
    refuseUnsendable(options.evaluator);
    if (isProgramAddress(options.evaluator)) {
      checkProgram(options.evaluator);
      refuseNodeOptions(options);
    }
    this.#options = options;
    this.#workers = new Array<undefined>(options.size).fill(undefined);
  }

  /**
   * Evaluates the rows. Resolves when every row has been passed to `onOutcome`. Rows are taken from
   * the iterable when workers need them. Calls that run at the same time share the workers evenly.
   *
   * Rejects after the workers of the call have ended: with `PSYRUN_EVALUATOR` if the module cannot
   * be loaded or set up, with `PSYRUN_ABORTED`, or with the error that `rows` or `onOutcome` threw.
   */
  async map(rows: Iterable<IndexedRow>, options: PoolMapOptions): Promise<void> {
    if (this.#isClosed) throw new PsyrunError('PSYRUN_ARGUMENT', 'The pool has been closed.');
    if (options.memoryPerWorker !== undefined) this.#requireKnownMemory();
    const call = new PoolCall(rows, options);
    this.#calls.push(call);
    this.#dispatch();
    try {
      await call.ended;
    } finally {
      this.#calls = this.#calls.filter((other) => other !== call);
      this.#dispatch();
    }
  }

  #requireKnownMemory(): void {
    const { threads, evaluator } = this.#options;
    const isProgram = isProgramAddress(evaluator);
    if (!threads && !isProgram) return;
    const why = isProgram
      ? 'The memory of a program in another language is not measured on all systems.'
      : 'Threads have no memory of their own.';
    throw new PsyrunError('PSYRUN_ARGUMENT', why, {
      hint: `Leave out memoryPerWorker, or use ${isProgram ? 'rowsPerWorker' : 'processes'}.`,
    });
  }

  /** Ends the workers. Running calls reject with `PSYRUN_ABORTED`. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const closed = new PsyrunError('PSYRUN_ABORTED', 'The pool was closed while it had work.');
    await Promise.all(this.#calls.map((call) => call.fail(closed)));
    await Promise.all(this.#workers.map(async (worker) => worker?.dismiss()));
  }

  #dispatch(): void {
    for (let call; (call = this.#neediest());) {
      try {
        const worker = this.#workerFor(call);
        if (!worker) break;
        this.#serve(call, worker);
      } catch (error) {
        void call.fail(error); // The caller's `env` threw, or no process can be started.
      }
    }
    for (const call of this.#calls) void call.endIfDone();
  }

  #serve(call: PoolCall, worker: PoolWorker): void {
    this.#calls = [...this.#calls.filter((other) => other !== call), call];
    const rows = call.take(call.concurrency, Math.max(1, worker.rowsLeftFor(call)));
    if (rows.length > 0) worker.give(call, rows);
  }

  /** Returns the call with the fewest workers among those that have rows. */
  #neediest(): PoolCall | undefined {
    const calls = this.#calls.filter(({ wantsWorker }) => wantsWorker);
    const fewest = Math.min(...calls.map(({ workers }) => workers.size));
    return calls.find(({ workers }) => workers.size === fewest);
  }

  /** Returns an idle or a new worker, or undefined while all are busy. */
  #workerFor({ supply, options }: PoolCall): PoolWorker | undefined {
    const idle = this.#workers.filter((worker) => worker?.isIdle);
    const fitting = supply.needsFreshWorker
      ? idle.find((worker) => !worker!.hasServed)
      : (idle.find((worker) => worker!.procId === options.procId) ?? idle[0]);
    if (fitting) return fitting;
    const slot = this.#workers.indexOf(undefined);
    if (slot >= 0) return (this.#workers[slot] = this.#started(slot));
    void idle[0]?.dismiss(); // A new worker takes its place.
    return undefined;
  }

  #started(slot: number): PoolWorker {
    const { evaluator, env, node, maxMemory, threads, terminal = false } = this.#options;
    const settings = { env: env?.(slot) ?? {}, node, maxMemory, terminal };
    const startJavaScript = threads ? startThread : startProcess;
    const starter = isProgramAddress(evaluator) ? programStarter(evaluator) : startJavaScript;
    const start = (events: WorkerEvents) => starter(settings, events);
    const worker: PoolWorker = new PoolWorker({
      slot,
      evaluator,
      start,
      mayKeepRows: () => this.#calls.length === 1,
      onFree: () => this.#freed(worker),
    });
    return worker;
  }

  #freed(worker: PoolWorker): void {
    if (worker.hasEnded) this.#workers[worker.slot] = undefined;
    this.#dispatch();
  }
}

function refuseUnsendable(evaluator: EvaluatorAddress): void {
  try {
    structuredClone(evaluator);
  } catch (cause) {
    throw new PsyrunError('PSYRUN_ARGUMENT', 'The evaluator cannot be sent to another process.', {
      hint: 'Pass the address of a function, functionAddress(module, name), not the function.',
      cause,
    });
  }
}

/** Throws `PSYRUN_ARGUMENT` for an option that only workers in JavaScript have. */
function refuseNodeOptions(options: WorkerPoolOptions): void {
  const keys = ['threads', 'node', 'maxMemory'] as const;
  const given = keys.find((key) => options[key] !== undefined && options[key] !== false);
  if (given === undefined) return;
  throw new PsyrunError(
    'PSYRUN_ARGUMENT',
    `"${given}" is an option of workers in JavaScript, but rows are evaluated by a program.`,
    { hint: `Omit ${given}. Options of a program are in its address.` },
  );
}
