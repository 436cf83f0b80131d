import { setImmediate as nextTurn } from 'node:timers/promises';
import { isPromise } from 'node:util/types';
// Imports one file, not the whole package: the code that writes journals would slow the start of
// each worker.
import { sendable } from '@psyrun/journal/lossless';
import type { ModuleAddress, Row } from '@psyrun/core';
import { evaluateRow, type Evaluating } from '../row/evaluate-row.ts';
import { clearTimeout, now, setTimeout } from '../row/clock.ts';
import { EvaluatorHost } from './evaluator-host.ts';
import { Exclusion } from '../row/exclusion.ts';
import type { FromWorker, RowsMessage, ToWorker } from './messages.ts';
import type { IndexedRow } from '../row/outcome.ts';
import { OomWatch } from './oom-watch.ts';
import { Reporter, type SentEvaluation } from './reporter.ts';
import { rowErrorOf } from '../row/failure/row-error.ts';

/** Milliseconds after which a worker returns the rows that it has not started. */
const KEEP_FOR = 100;

interface NumberedRow extends IndexedRow {
  /** The number that pool and worker use for the row. */
  readonly number: number;
}

/** Runs inside a worker: evaluates the rows that it receives and reports them in groups. */
export class RowServer {
  readonly #send: (message: FromWorker) => void;
  readonly #end: () => void;
  readonly #reporter: Reporter;
  readonly #oom = new OomWatch();
  #host: EvaluatorHost | undefined;
  #evaluating: Evaluating<Row | Uint8Array> | undefined;
  #concurrency = 1;
  #timeout: number | undefined;
  #waiting: NumberedRow[] = [];
  #active = 0;
  #isPumping = false;
  #takenAt = 0;
  #inbox: ToWorker[] = [];
  #isServing = false;

  constructor(send: (message: FromWorker) => void, end: () => void) {
    this.#send = send;
    this.#end = end;
    this.#reporter = new Reporter(send);
  }

  /** Receives a message of the pool. Messages are handled in order. */
  receive(message: ToWorker): void {
    this.#inbox.push(message);
    if (!this.#isServing) void this.#serveAll();
  }

  /** Sends a report of the evaluated rows at once. */
  report(): void {
    this.#reporter.flush();
  }

  /** Sends an error that nobody catches, which is about to end the process. */
  uncaught(error: unknown): void {
    this.#reporter.flush();
    this.#send({ kind: 'uncaught', error: rowErrorOf(error, 'crashed') });
  }

  /** Awaits without `then`: the function may have replaced that of all promises. */
  async #serveAll(): Promise<void> {
    this.#isServing = true;
    for (let message; (message = this.#inbox.shift()) !== undefined;) await this.#serve(message);
    this.#isServing = false;
  }

  async #serve(message: ToWorker): Promise<void> {
    if (message.kind === 'end') return this.#end();
    if (message.kind === 'load') {
      this.#host = new EvaluatorHost(message.evaluator as ModuleAddress);
      return;
    }
    try {
      if (await this.#host!.prepare(message.procId)) this.#send({ kind: 'ready' });
    } catch (error) {
      this.#send({ kind: 'unusable', error: rowErrorOf(error, 'threw') });
      return;
    }
    this.#take(message, this.#host!);
  }

  #take(message: RowsMessage, host: EvaluatorHost): void {
    const { first, rows, indices, exclude, concurrency, timeout } = message;
    const exclusion = new Exclusion(exclude);
    const keep = (added: Row) => {
      const kept = exclusion.from(added);
      this.#reporter.excluded = exclusion.seen;
      return sendable(kept);
    };
    this.#evaluating = { evaluate: host.evaluate, resources: host.resources, keep };
    this.#concurrency = concurrency;
    this.#timeout = timeout;
    if (this.#active === 0 && this.#waiting.length === 0) {
      this.#reporter.begin();
      this.#oom.begin();
    }
    const numbered = rows.map((row, i) => ({ row, index: indices[i]!, number: first + i }));
    this.#waiting = this.#waiting.concat(numbered);
    this.#takenAt = now();
    void this.#pump();
  }

  /**
   * Starts rows while it may. Lets the event loop handle messages from time to time if no row does.
   */
  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    let next = 0;
    const startMore = () => next < this.#waiting.length && this.#active < this.#concurrency;
    while (startMore() && now() - this.#takenAt < KEEP_FOR) {
      this.#start(this.#waiting[next++]!);
      if (!this.#reporter.due) continue;
      this.#reporter.flush();
      this.#waiting = this.#waiting.slice(next);
      next = 0;
      await nextTurn();
    }
    this.#waiting = this.#waiting.slice(next);
    this.#isPumping = false;
    if (now() - this.#takenAt >= KEEP_FOR) this.#giveBack();
    if (this.#waiting.length === 0 && this.#active === 0) this.#reporter.flush();
  }

  /**
   * Returns the rows that have not started: they took longer than expected, and another worker may
   * be free.
   */
  #giveBack(): void {
    const [first] = this.#waiting;
    if (!first) return;
    this.#waiting = [];
    this.#reporter.flush();
    this.#send({ kind: 'returned', first: first.number });
  }

  #start(given: NumberedRow): void {
    const evaluation = evaluateRow(this.#evaluating!, given);
    if (isPromise(evaluation)) void this.#finish(given.number, evaluation);
    else this.#reporter.add(given.number, this.#oom.classed(evaluation));
  }

  async #finish(row: number, evaluation: Promise<SentEvaluation>): Promise<void> {
    this.#active++;
    const overdue =
      this.#timeout === undefined
        ? undefined
        : setTimeout(() => {
            this.#reporter.flush();
            this.#send({ kind: 'overdue', row });
          }, this.#timeout);
    this.#reporter.add(row, this.#oom.classed(await evaluation));
    clearTimeout(overdue);
    this.#active--;
    void this.#pump();
  }
}
