import type { EvaluatorAddress } from '@psyrun/core';
import { received, type RowError } from '@psyrun/journal';
import type { FromWorker, ReadyMessage, ReportMessage } from '../worker/messages.ts';
import type { IndexedRow } from '../row/outcome.ts';
import type { PoolCall } from './pool-call.ts';
import { outputRead } from './output-read.ts';
import { isComplete } from './complete-report.ts';
import { blame, unusable, withOutput } from './dead-worker.ts';
import { StallTimer } from './stall-timer.ts';
import { crashError, timeoutError, unreportedError } from '../row/row-error.ts';
import type { WorkerEvents, WorkerLink } from './worker-link.ts';

/** Milliseconds that an idle worker may take to exit when asked to. */
const END_WITHIN = 1000;
/** Number of characters of output that are kept to explain a crash. */
const OUTPUT_KEPT = 4000;

/** Options of {@link PoolWorker}. */
export interface PoolWorkerOptions {
  /** The number of the worker in the pool. */
  readonly slot: number;
  readonly evaluator: EvaluatorAddress;
  readonly start: (events: WorkerEvents) => WorkerLink;
  /** True if no other call waits for the worker. */
  readonly mayKeepRows: () => boolean;
  /** Called when the worker has no rows left, has returned some, or has ended. */
  readonly onFree: () => void;
}

/** A worker of a pool and its rows. Decides about the rows if the worker dies. */
export class PoolWorker {
  readonly slot: number;
  /** Resolves when the worker has ended for any reason. */
  readonly ended: Promise<void>;
  hasEnded = false;
  /** True if the worker has evaluated a row. */
  hasServed = false;
  /** The process number that the evaluator was last set up with. */
  procId: number | undefined;
  readonly #rows = new Map<number, IndexedRow>();
  readonly #link: WorkerLink;
  readonly #onFree: () => void;
  readonly #mayKeepRows: () => boolean;
  #resolveEnded!: () => void;
  #call: PoolCall | undefined;
  /** The call that gets the output of the worker. */
  #printsFor: PoolCall | undefined;
  #nextNumber = 0;
  /** The number of rows that the worker got last. */
  #lastBatch = 0;
  /** The number of rows that the worker has got and not returned. */
  #given = 0;
  /** The memory of the worker in bytes, at its last report. */
  #memory = 0;
  #isReady = false;
  /** The versions that a program in another language has told. */
  #versions: ReadyMessage['versions'];
  #isEnding = false;
  readonly #stall = new StallTimer(() => this.#stalled());
  /** The error that ends the worker. */
  #uncaught: RowError | undefined;
  #output = '';
  /** Resolves when the row that ends the worker has been reported. */
  #dying: Promise<void> | undefined;

  constructor({ slot, evaluator, start, onFree, mayKeepRows }: PoolWorkerOptions) {
    this.slot = slot;
    this.#onFree = onFree;
    this.#mayKeepRows = mayKeepRows;
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    this.#link = start({
      onMessage: (message) => this.#receive(message),
      onOutput: (text) => this.#print(text),
      onEnd: (how) => void this.#end(how),
    });
    this.#link.send({ kind: 'load', evaluator });
  }

  get isIdle(): boolean {
    return !this.#isEnding && !this.#call?.workers.has(this);
  }

  /** Returns how many more rows the worker may get before it is replaced. */
  rowsLeftFor({ options }: PoolCall): number {
    return (options.rowsPerWorker ?? Infinity) - this.#given;
  }

  /** Sends rows of a call to the worker. */
  give(call: PoolCall, rows: readonly IndexedRow[]): void {
    const { procId = this.slot } = call.options;
    call.workers.add(this);
    this.#call = call;
    if (procId !== this.procId) this.#isReady = false;
    this.procId = procId;
    const first = this.#nextNumber;
    if (this.#rows.size === 0) this.#output = '';
    this.#lastBatch = rows.length;
    this.#given += rows.length;
    for (const given of rows) this.#rows.set(this.#nextNumber++, given);
    this.#tellVersions();
    this.#send(call, rows, first).catch((error: unknown) => call.fail(error));
  }

  /** A call may get a worker that another call has made ready. */
  #tellVersions(): void {
    if (this.#versions) this.#call!.tellVersions(this.#versions);
  }

  async #send(call: PoolCall, rows: readonly IndexedRow[], first: number): Promise<void> {
    if (this.#printsFor && this.#printsFor !== call) await outputRead();
    this.#printsFor = call;
    const { timeout, exclude = [], floatKeys = [] } = call.options;
    this.#link.send({
      kind: 'rows',
      first,
      rows: rows.map(({ row }) => row),
      indices: rows.map(({ index }) => index),
      procId: this.procId!,
      concurrency: call.concurrency,
      timeout,
      exclude,
      ...(floatKeys.length > 0 && { floats: floatKeys }),
    });
    this.#heard();
  }

  /** Ends the worker at once and drops its rows. */
  kill(): Promise<void> {
    this.#isEnding = true;
    this.#rows.clear();
    this.#link.kill();
    return this.ended;
  }

  /** Asks the worker, which must be idle, to exit, so that it can run its exit handlers. */
  async dismiss(): Promise<void> {
    this.#isEnding = true;
    const late = setTimeout(() => this.#link.kill(), END_WITHIN);
    this.#link.send({ kind: 'end' });
    await this.ended;
    clearTimeout(late);
  }

  #receive(message: FromWorker): void {
    this.#heard();
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        this.#versions = message.versions;
        this.#tellVersions();
        return this.#heard();
      case 'unusable':
        return void this.#call!.fail(unusable(message.error));
      case 'uncaught':
        this.#uncaught = message.error;
        return;
      case 'report':
        return this.#settle(message);
      case 'overdue':
        return this.#overdue(message.row);
      case 'returned':
        return this.#takeBack(message.first, message.last);
      case 'broken':
        return this.#broken(withOutput(message.error, this.#output));
    }
  }

  #settle(report: ReportMessage): void {
    const call = this.#call!;
    if (!isComplete(report)) return this.#broken(unreportedError());
    this.hasServed = true;
    this.#memory = report.memory ?? 0;
    call.exclusion.saw(report.excluded);
    call.supply.measure(report.durations);
    report.rows.forEach((number, i) => {
      const given = this.#rows.get(number);
      if (!given) return; // The worker was killed while the report was on its way.
      this.#rows.delete(number);
      const error = report.errors[i] ?? null;
      const times = [report.startedAt[i]!, report.durations[i]!] as const;
      if (error !== null) call.failRow(given, error, ...times);
      else call.finishRow(given, received(report.added[i]!), ...times);
    });
    this.#refill(call);
  }

  #refill(call: PoolCall): void {
    if (this.#rows.size === 0) this.#free();
    if (this.#rows.size === 0 || this.#call !== call || call.supply.givesAlone) return;
    const left = this.#isSpent(call) ? 0 : this.rowsLeftFor(call);
    const atLeast = this.#readsAhead(call) ? 1 : call.concurrency - this.#rows.size;
    if (Math.min(atLeast, left) <= 0) return;
    const rows = call.take(Math.min(atLeast, left), left);
    if (rows.length > 0) this.give(call, rows);
  }

  /** True if the worker should get a batch while it still has one, so that it need not wait. */
  #readsAhead({ supply, concurrency }: PoolCall): boolean {
    const isQuick = this.#link.readsAhead === true && concurrency === 1 && supply.hasShortRows;
    return isQuick && this.#rows.size <= this.#lastBatch && this.#mayKeepRows();
  }

  #takeBack(first: number, last = Infinity): void {
    const returned = [...this.#rows].filter(([number]) => number >= first && number <= last);
    for (const [number] of returned) this.#rows.delete(number);
    this.#given -= returned.length;
    this.#call!.supply.giveAgain(returned.map(([, given]) => given));
    if (this.#rows.size === 0) this.#free();
    else this.#onFree();
  }

  #overdue(number: number): void {
    const given = this.#rows.get(number);
    if (!given) return;
    this.#rows.delete(number);
    this.#call!.supply.giveAgain(this.#rows.values());
    this.#dying = this.#endFor(given);
  }

  /** Restarts the time limit: a message came from the worker or was sent to it. */
  #heard(): void {
    const isAwaited = this.#isReady && this.#rows.size > 0;
    this.#stall.heard(isAwaited ? this.#call?.options.timeout : undefined);
  }

  #stalled(): void {
    const rows = [...this.#rows.values()];
    if (rows.length === 1) {
      this.#dying = this.#endFor(rows[0]!);
      return;
    }
    this.#call!.supply.retryAlone(rows);
    void this.kill();
  }

  #timedOut(given: IndexedRow, where = ''): void {
    const { timeout } = this.#call!.options;
    this.#call!.failRow(given, timeoutError(timeout!, where), Date.now() - timeout!, timeout!);
  }

  /** Ends the worker, which evaluates only this row. Asks it before where it is, if it can tell. */
  async #endFor(given: IndexedRow): Promise<void> {
    this.#isEnding = true;
    this.#rows.clear();
    this.#timedOut(given, await this.#link.where?.());
    this.#link.kill();
  }

  #print(text: string): void {
    this.#output = (this.#output + text).slice(-OUTPUT_KEPT);
    this.#printsFor?.print(text);
  }

  async #end(how: string): Promise<void> {
    this.#stall.end();
    this.#isEnding = true;
    if (this.#dying) await this.#dying;
    this.hasEnded = true;
    if (this.#rows.size > 0) this.#crashed(crashError(how, this.#output, this.#uncaught));
    this.#rows.clear();
    this.#resolveEnded();
    this.#free();
  }

  /** Ends a worker that no longer reports its rows. */
  #broken(error: RowError): void {
    if (this.#rows.size > 0) this.#crashed(error);
    void this.kill();
  }

  #crashed(error: RowError): void {
    const call = this.#call!;
    const rows = [...this.#rows.values()];
    if (!this.#isReady) void call.fail(unusable(error));
    else blame(rows, error, { call, hasServed: this.hasServed, since: this.#stall.heardAt });
  }

  /** True if the worker has evaluated all rows that it may, or has grown too large. */
  #isSpent(call: PoolCall): boolean {
    const { memoryPerWorker = Infinity } = call.options;
    return this.rowsLeftFor(call) <= 0 || this.#memory > memoryPerWorker * 2 ** 20;
  }

  #free(): void {
    const call = this.#call;
    call?.workers.delete(this);
    if (call && !this.#isEnding && this.#isSpent(call)) void this.dismiss();
    this.#onFree();
  }
}
