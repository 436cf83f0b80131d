import type { EvaluatorAddress } from '@psyrun/core';
import { received, type RowError } from '@psyrun/journal';
import type { FromWorker, ReadyMessage, ReportMessage } from '../worker/messages.ts';
import type { IndexedRow } from '../row/outcome.ts';
import type { PoolCall } from './pool-call.ts';
import { GivenRows } from './given-rows.ts';
import { isComplete } from './complete-report.ts';
import { blame, failOverdue, unusable, withOutput } from './dead-worker.ts';
import { rowUsages } from './row-usages.ts';
import { StallTimer } from './stall-timer.ts';
import { crashError, unreportedError } from '../row/failure/row-error.ts';
import type { WorkerEvents, WorkerLink } from './worker-link.ts';
import { WorkerOutput } from './worker-output.ts';

/** Milliseconds that an idle worker may take to exit when asked to. */
const END_WITHIN = 1000;

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
  readonly #rows = new GivenRows();
  readonly #link: WorkerLink;
  readonly #options: PoolWorkerOptions;
  #resolveEnded!: () => void;
  #call: PoolCall | undefined;
  /** The memory of the worker in bytes, at its last report. */
  #memory = 0;
  #isReady = false;
  /** The versions that a program in another language has told. */
  #versions: ReadyMessage['versions'];
  #isEnding = false;
  readonly #stall = new StallTimer(() => this.#stalled());
  /** The error that ends the worker. */
  #uncaught: RowError | undefined;
  readonly #output = new WorkerOutput();
  /** Resolves when the row that ends the worker has been reported. */
  #dying: Promise<void> | undefined;

  constructor(options: PoolWorkerOptions) {
    const { slot, evaluator, start } = options;
    this.slot = slot;
    this.#options = options;
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    this.#link = start({
      onMessage: (message) => this.#receive(message),
      onOutput: (text) => this.#output.print(text),
      onEnd: (how) => void this.#end(how),
    });
    this.#link.send({ kind: 'load', evaluator });
  }

  get isIdle(): boolean {
    return !this.#isEnding && !this.#call?.workers.has(this);
  }

  /** Returns how many more rows the worker may get before it is replaced. */
  rowsLeftFor({ options }: PoolCall): number {
    return (options.rowsPerWorker ?? Infinity) - this.#rows.count;
  }

  /** Sends rows of a call to the worker. */
  give(call: PoolCall, rows: readonly IndexedRow[]): void {
    const { procId = this.slot } = call.options;
    call.workers.add(this);
    this.#call = call;
    if (procId !== this.procId) this.#isReady = false;
    this.procId = procId;
    if (this.#rows.size === 0) this.#output.text = '';
    this.#tellVersions();
    this.#send(call, rows, this.#rows.add(rows)).catch((error: unknown) => call.fail(error));
  }

  /** A call may get a worker that another call has made ready. */
  #tellVersions(): void {
    if (this.#versions) this.#call!.tellVersions(this.#versions);
  }

  async #send(call: PoolCall, rows: readonly IndexedRow[], first: number): Promise<void> {
    const reading = this.#output.goesTo(call);
    if (reading) await reading;
    this.#link.send(call.rowsMessage(rows, first, this.procId!));
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
        return void (this.#uncaught = message.error);
      case 'report':
        return this.#settle(message);
      case 'overdue':
        return this.#overdue(message.row);
      case 'returned':
        return this.#takeBack(message.first, message.last);
      case 'broken':
        return this.#broken(withOutput(message.error, this.#output.text));
    }
  }

  #settle(report: ReportMessage): void {
    const call = this.#call!;
    if (!isComplete(report)) return this.#broken(unreportedError());
    const isShared = this.hasServed || call.concurrency > 1;
    const usageOf = rowUsages(report, isShared);
    this.hasServed = true;
    this.#memory = report.memory ?? 0;
    call.exclusion.saw(report.excluded);
    call.supply.measure(report.durations);
    report.rows.forEach((number, i) => {
      const given = this.#rows.take(number);
      if (!given) return; // The worker was killed while the report was on its way.
      const error = report.errors[i] ?? null;
      const [startedAt, duration] = [report.startedAt[i]!, report.durations[i]!];
      const measured = { startedAt, duration, usage: usageOf(i) };
      if (error !== null) call.failRow(given, error, measured);
      else call.finishRow(given, received(report.added[i]!), measured);
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
    return isQuick && this.#rows.isInLastBatch && this.#options.mayKeepRows();
  }

  #takeBack(first: number, last = Infinity): void {
    this.#call!.supply.giveAgain(this.#rows.takeBack(first, last));
    if (this.#rows.size === 0) this.#free();
    else this.#options.onFree();
  }

  #overdue(number: number): void {
    const given = this.#rows.take(number);
    if (!given) return;
    this.#call!.supply.giveAgain(this.#rows.all());
    this.#dying = this.#endFor(given);
  }

  /** Restarts the time limit: a message came from the worker or was sent to it. */
  #heard(): void {
    const isAwaited = this.#isReady && this.#rows.size > 0;
    this.#stall.heard(isAwaited ? this.#call?.options.timeout : undefined);
  }

  #stalled(): void {
    const rows = this.#rows.all();
    if (rows.length === 1) {
      this.#dying = this.#endFor(rows[0]!);
      return;
    }
    this.#call!.supply.retryAlone(rows);
    void this.kill();
  }

  /** Ends the worker, which evaluates only this row. Asks it before where it is, if it can tell. */
  async #endFor(given: IndexedRow): Promise<void> {
    this.#isEnding = true;
    this.#rows.clear();
    failOverdue(given, this.#call!, await this.#link.where?.());
    this.#link.kill();
  }

  async #end(how: string): Promise<void> {
    this.#stall.end();
    this.#isEnding = true;
    if (this.#dying) await this.#dying;
    this.hasEnded = true;
    if (this.#rows.size > 0) this.#crashed(crashError(how, this.#output.text, this.#uncaught));
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
    const rows = this.#rows.all();
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
    this.#options.onFree();
  }
}
