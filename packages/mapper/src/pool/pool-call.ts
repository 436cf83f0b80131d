import type { Row, WarningHandler } from '@psyrun/core';
import { checkLossless, type RowError } from '@psyrun/journal';
import { aborted } from '../row/aborted.ts';
import { Exclusion } from '../row/exclusion.ts';
import { joinedRow } from '../row/joined-row.ts';
import type { IndexedRow, RowOutcome } from '../row/outcome.ts';
import { outputRead } from './output-read.ts';
import type { PoolWorker } from './pool-worker.ts';
import { requireUsable } from '../row/require-usable.ts';
import { rowErrorOf } from '../row/row-error.ts';
import { RowSupply } from './row-supply.ts';

/** Options of {@link WorkerPool.map}. */
export interface PoolMapOptions {
  /** What `setup` is called with; the number of the worker in the pool if it is left out. */
  readonly procId?: number;
  /** Most workers that serve this call at the same time; all of them if it is left out. */
  readonly width?: number;
  /** Milliseconds that a row may take; its worker is ended then, and replaced. */
  readonly timeout?: number;
  /** Rows that one worker evaluates at the same time, for functions that wait; 1 if left out. */
  readonly concurrency?: number;
  /** Keys to leave out of the rows of outcomes. */
  readonly exclude?: readonly string[];
  /** Ends the call: it rejects with `PSYRUN_ABORTED`. */
  readonly signal?: AbortSignal;
  /** Told of every row when it is done or has failed, whichever comes first. */
  readonly onOutcome: (outcome: RowOutcome) => void;
  /** Told what workers print while they serve this call; it goes to standard output if left out. */
  readonly onOutput?: (text: string) => void;
  /** Told of keys to exclude that were in no row. */
  readonly onWarning?: WarningHandler;
}

/** One call of {@link WorkerPool.map}: what is left to do, who does it, and whom to tell. */
export class PoolCall {
  readonly options: PoolMapOptions;
  readonly supply: RowSupply;
  readonly exclusion: Exclusion;
  /** Those that have rows of this call. */
  readonly workers = new Set<PoolWorker>();
  /** Resolves when every row is told of; rejects when the call failed and its workers are gone. */
  readonly ended: Promise<void>;
  #resolve!: () => void;
  #reject!: (error: unknown) => void;
  #isOver = false;
  #anyDone = false;

  constructor(rows: Iterable<IndexedRow>, options: PoolMapOptions) {
    requireUsable(options);
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

  /** Whether one more worker can be given rows. */
  get wantsWorker(): boolean {
    if (this.#isOver || this.workers.size >= (this.options.width ?? Infinity)) return false;
    return this.#guarded(() => !this.supply.isEmpty) ?? false;
  }

  /** Rows for one worker. Rows that cannot be sent fail here. */
  take(atLeast: number): IndexedRow[] {
    const batch = this.#guarded(() => this.supply.take(atLeast)) ?? [];
    return batch.filter((given) => {
      try {
        checkLossless(given.row);
        return true;
      } catch (error) {
        this.failRow(given, rowErrorOf(error, 'refused'), Date.now(), 0);
        return false;
      }
    });
  }

  /** A row is done. */
  finishRow({ index, row }: IndexedRow, added: Row, startedAt: number, duration: number): void {
    this.#anyDone = true;
    const whole = joinedRow(this.exclusion.from(row), added);
    this.#tell({ kind: 'done', index, row: whole, startedAt, duration });
  }

  /** A row has failed. */
  failRow({ index, row }: IndexedRow, error: RowError, startedAt: number, duration: number): void {
    this.#tell({ kind: 'failed', index, row, error, startedAt, duration });
  }

  /** Passes on what a worker printed. */
  print(text: string): void {
    const { onOutput } = this.options;
    if (!onOutput) process.stdout.write(text);
    else this.#guarded(() => onOutput(text));
  }

  /** Ends the call if there is nothing left to do. */
  async endIfDone(): Promise<void> {
    if (this.#isOver || this.workers.size > 0 || this.wantsWorker) return;
    if (this.#isOver) return; // The rows could not be read to their end.
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

  /** What the caller's functions throw fails the call. */
  #guarded<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      void this.fail(error);
      return undefined;
    }
  }
}
