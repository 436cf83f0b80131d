import type { Row, WarningHandler } from '@psyrun/core';
import { checkLossless, type RowError, type RowUsage } from '@psyrun/journal';
import { aborted } from '../row/aborted.ts';
import { Exclusion } from '../row/exclusion.ts';
import { joinedRow } from '../row/joined-row.ts';
import type { IndexedRow, RowOutcome } from '../row/outcome.ts';
import type { RowsMessage } from '../worker/messages.ts';
import { outputRead } from './worker-output.ts';
import { checkNumberOptions } from '../row/check-arguments.ts';
import { rowErrorOf } from '../row/failure/row-error.ts';
import { RowSupply } from './row-supply.ts';

/** Options of {@link WorkerPool.map}. */
export interface PoolMapOptions {
  /** The argument of `setup`. Default: the number of the worker in the pool. */
  readonly procId?: number;
  /** Largest number of workers that serve this call at the same time. Default: all. */
  readonly width?: number;
  /** Time limit of a row in milliseconds. A worker that exceeds it is killed and replaced. */
  readonly timeout?: number;
  /**
   * Number of rows that one worker evaluates at the same time, for functions that wait. Default: 1.
   */
  readonly concurrency?: number;
  /** Number of rows after which a worker is replaced by a new one. Default: never. */
  readonly rowsPerWorker?: number;
  /**
   * Memory of a worker process in MiB above which it is replaced when it has ended its rows. Default:
   * never. Threads share the memory of the program and have no such limit.
   */
  readonly memoryPerWorker?: number;
  /**
   * Parameters whose numbers are floats, also if they are integers: a program in another language may
   * have two types of numbers.
   */
  readonly floatKeys?: readonly string[];
  /** Keys to remove from the rows of outcomes. */
  readonly exclude?: readonly string[];
  /** Ends the call: it rejects with `PSYRUN_ABORTED`. */
  readonly signal?: AbortSignal;
  /** Called with the outcome of each row when it is done or has failed, in order of completion. */
  readonly onOutcome: (outcome: RowOutcome) => void;
  /**
   * Called with the output of workers while they serve this call. Default: write to standard
   * output.
   */
  readonly onOutput?: (text: string) => void;
  /**
   * Called before the rows of a program in another language are reported, once or more, with the versions
   * of its interpreter and packages by name.
   */
  readonly onVersions?: (versions: Readonly<Record<string, string>>) => void;
  /** Called for each excluded key that no row had. */
  readonly onWarning?: WarningHandler;
}

/** The times and the usage of a row. Times are in milliseconds. */
export interface Measured {
  /** Since 1970. */
  readonly startedAt: number;
  readonly duration: number;
  readonly usage?: RowUsage | undefined;
}

/** A worker, as far as a call needs it: it ends at once and forgets its rows. */
interface Killable {
  kill(): Promise<void>;
}

/**
 * One call of {@link WorkerPool.map}: the remaining rows, the workers that serve it, and the
 * callbacks.
 */
export class PoolCall {
  readonly options: PoolMapOptions;
  readonly supply: RowSupply;
  readonly exclusion: Exclusion;
  /** The workers that have rows of this call. */
  readonly workers = new Set<Killable>();
  /**
   * Resolves when every row has been reported. Rejects when the call failed and its workers have
   * ended.
   */
  readonly ended: Promise<void>;
  #resolve!: () => void;
  #reject!: (error: unknown) => void;
  #isOver = false;
  #anyDone = false;

  constructor(rows: Iterable<IndexedRow>, options: PoolMapOptions) {
    checkNumberOptions(options);
    this.options = options;
    this.supply = new RowSupply(rows);
    this.exclusion = new Exclusion(options.exclude);
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const { signal } = options;
    if (!signal) return;
    const abort = () => void this.fail(aborted(signal.reason));
    const stopListening = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    this.ended.then(stopListening, stopListening);
    if (signal.aborted) abort();
  }

  get concurrency(): number {
    return this.options.concurrency ?? 1;
  }

  /** True if another worker can get rows. */
  get wantsWorker(): boolean {
    if (this.#isOver || this.workers.size >= (this.options.width ?? Infinity)) return false;
    return this.#guarded(() => !this.supply.isEmpty) ?? false;
  }

  /** Returns the message that gives rows of the call to a worker, which knows the first one by a number. */
  rowsMessage(given: readonly IndexedRow[], first: number, procId: number): RowsMessage {
    const { timeout, exclude = [], floatKeys = [] } = this.options;
    return {
      kind: 'rows',
      first,
      rows: given.map(({ row }) => row),
      indices: given.map(({ index }) => index),
      procId,
      concurrency: this.concurrency,
      timeout,
      exclude,
      ...(floatKeys.length > 0 && { floats: floatKeys }),
    };
  }

  /** Returns rows for one worker. Rows that cannot be sent fail here. */
  take(atLeast: number, atMost: number): IndexedRow[] {
    const batch = this.#guarded(() => this.supply.take(atLeast, atMost)) ?? [];
    return batch.filter((given) => {
      try {
        checkLossless(given.row);
        return true;
      } catch (error) {
        this.failRow(given, rowErrorOf(error, 'refused'), { startedAt: Date.now(), duration: 0 });
        return false;
      }
    });
  }

  /** Reports a row that is done. */
  finishRow({ index, row }: IndexedRow, added: Row, measured: Measured): void {
    const { startedAt, duration, usage } = measured;
    this.#anyDone = true;
    const whole = joinedRow(this.exclusion.from(row), added);
    this.#tell({ kind: 'done', index, row: whole, startedAt, duration, usage });
  }

  /** Reports a row that has failed. */
  failRow({ index, row }: IndexedRow, error: RowError, measured: Measured): void {
    this.#tell({ kind: 'failed', index, row, error, ...measured });
  }

  /** Passes on the versions of a program. */
  tellVersions(versions: Readonly<Record<string, string>>): void {
    if (!this.#isOver) this.#guarded(() => this.options.onVersions?.(versions));
  }

  /** Passes on the output of a worker. */
  print(text: string): void {
    const { onOutput } = this.options;
    if (!onOutput) process.stdout.write(text);
    else this.#guarded(() => onOutput(text));
  }

  /** Ends the call if no row is left. */
  async endIfDone(): Promise<void> {
    if (this.#isOver || this.workers.size > 0 || this.wantsWorker) return;
    if (this.#isOver) return; // Reading the rows failed.
    this.#isOver = true;
    await outputRead();
    if (this.#anyDone) this.exclusion.warnings().forEach((w) => this.options.onWarning?.(w));
    this.#resolve();
  }

  /** Ends the call and its workers. */
  async fail(error: unknown): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    this.supply.end();
    await Promise.all([...this.workers].map((worker) => worker.kill()));
    this.#reject(error);
  }

  #tell(outcome: RowOutcome): void {
    if (!this.#isOver) this.#guarded(() => this.options.onOutcome(outcome));
  }

  /** Runs a function of the caller. If it throws, the call fails. */
  #guarded<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      void this.fail(error);
      return undefined;
    }
  }
}
