import { TableBuilder } from '@psyrun/columns';
import { plainTable } from '@psyrun/columns/internal';
import type { ParameterSpace, Row, Table } from '@psyrun/core';
import { nextTurn } from '../platform/node.ts';
import { aborted } from '../row/aborted.ts';
import { checkResult, isLiteral } from '../row/check-result.ts';
import { isPromiseLike } from '../row/evaluate-row.ts';
import type { MapOptions } from './map-options.ts';
import { rowErrorOf } from '../row/failure/row-error.ts';
import { rowFailed } from '../row/failure/row-failed.ts';
import { untilAborted } from '../row/until-aborted.ts';

/**
 * Longest time without a turn of the event loop, in milliseconds. Signals and timers need turns.
 */
const TURN_AFTER = 20;
/** Number of rows between two reads of the clock, if that many rows take less than `SHORT_TIME`. */
const STRIDE = 16;
/** Milliseconds. */
const SHORT_TIME = 0.1;

/**
 * Evaluates the rows of a space sequentially in this process and resolves to a table of the
 * results. A failed row has no results.
 *
 * A row can take less time than copying it, merging it with its results or reading the clock. So
 * rows are neither copied nor merged, results become columns at once, and the clock is not read for
 * every row.
 */
export async function sequentialResults(
  fn: (row: Row) => unknown,
  space: ParameterSpace,
  options: MapOptions,
): Promise<Table> {
  const work = new SequentialWork(fn, space, options);
  try {
    await untilAborted(evaluateAll(work), options.signal);
  } finally {
    work.end();
  }
  return plainTable(work.results.build());
}

async function evaluateAll(work: SequentialWork): Promise<void> {
  for (let pause = work.untilPause(); pause !== undefined; pause = work.untilPause()) {
    if (pause !== 'turn') await work.waitFor(pause);
    if (pause === 'turn' || work.isTurnDue()) await work.turn();
  }
}

/** Evaluates rows sequentially. Between two pauses it uses no promise. */
class SequentialWork {
  readonly results = new TableBuilder();
  readonly #fn: (row: Row) => unknown;
  readonly #space: ParameterSpace;
  readonly #options: MapOptions;
  readonly #rows: Iterator<Row, unknown>;
  /** A row with the keys of the parameters. Its values are undefined. */
  readonly #given: Row;
  /** The time when the clock was last read, and the time of the last turn of the event loop. */
  #readAt = performance.now();
  #turnAt = this.#readAt;
  #unread = 0;

  constructor(fn: (row: Row) => unknown, space: ParameterSpace, options: MapOptions) {
    this.#fn = fn;
    this.#space = space;
    this.#options = options;
    this.#rows = space[Symbol.iterator]();
    this.#given = Object.fromEntries(space.keys.map((key) => [key, undefined]));
  }

  /**
   * Evaluates rows until a row returns a promise or a turn is due. Returns undefined after the last
   * row.
   */
  untilPause(): 'turn' | PromiseLike<unknown> | undefined {
    const { signal } = this.#options;
    for (let next; !(next = this.#rows.next()).done;) {
      if (signal?.aborted) throw aborted(signal.reason);
      const promised = this.#evaluate(next.value);
      if (promised !== undefined) return promised;
      if (--this.#unread <= 0 && this.isTurnDue()) return 'turn';
    }
    return undefined;
  }

  /** Waits for the result of a row and adds it. */
  async waitFor(promised: PromiseLike<unknown>): Promise<void> {
    let returned;
    try {
      returned = await promised;
    } catch (thrown) {
      this.#failed(thrown, 'threw');
      return;
    }
    this.#add(returned);
  }

  /** True if the event loop has waited long enough. */
  isTurnDue(): boolean {
    const now = performance.now();
    this.#unread = now - this.#readAt < SHORT_TIME ? STRIDE : 0;
    this.#readAt = now;
    return now - this.#turnAt >= TURN_AFTER;
  }

  /** Gives the event loop a turn. */
  async turn(): Promise<void> {
    await nextTurn();
    this.#readAt = this.#turnAt = performance.now();
  }

  /** Ends the iteration of the space. */
  end(): void {
    this.#rows.return?.();
  }

  /** Evaluates a row. Returns the promise if the function returned one. */
  #evaluate(row: Row): PromiseLike<unknown> | undefined {
    let returned;
    try {
      returned = this.#fn(row);
      if (isPromiseLike(returned)) return returned;
    } catch (thrown) {
      this.#failed(thrown, 'threw');
      return undefined;
    }
    this.#add(returned);
    return undefined;
  }

  #add(returned: unknown): void {
    const { results } = this;
    try {
      const isAdded = isLiteral(returned) && results.addAlike(returned);
      if (!isAdded) results.add(checkResult(returned, this.#given, results.count));
    } catch (thrown) {
      this.#failed(thrown, 'refused');
      return;
    }
    this.#told();
  }

  #failed(thrown: unknown, reason: 'threw' | 'refused'): void {
    const { onFailed } = this.#options;
    const index = this.results.count;
    const duration = performance.now() - this.#readAt;
    const startedAt = Date.now() - duration;
    const error = rowErrorOf(thrown, reason);
    const row = this.#space.at(index);
    const outcome = { kind: 'failed', index, row, error, startedAt, duration } as const;
    if (!onFailed) throw rowFailed(outcome);
    this.results.add({});
    onFailed(outcome);
    this.#told();
  }

  #told(): void {
    this.#options.onProgress?.(this.results.count, this.#space.length);
  }
}
