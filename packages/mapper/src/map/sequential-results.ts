import { setImmediate as nextTurn } from 'node:timers/promises';
import { TableBuilder } from '@psyrun/columns';
import type { ParameterSpace, Row, Table } from '@psyrun/core';
import { aborted } from '../row/aborted.ts';
import { checkResult, isLiteral } from '../row/check-result.ts';
import { isPromiseLike } from '../row/evaluate-row.ts';
import type { MapOptions } from './map-options.ts';
import { rowErrorOf } from '../row/row-error.ts';
import { rowFailed } from '../row/row-failed.ts';
import { untilAborted } from '../row/until-aborted.ts';

/** Longest time without a turn of the event loop, in milliseconds: signals and timers need turns. */
const TURN_AFTER = 20;
/** Rows between two looks at the clock, as long as that many take no time to speak of. */
const STRIDE = 16;
/** Milliseconds that are no time to speak of. */
const NO_TIME = 0.1;

/**
 * What a function returns for the rows of a space, one row after the other in this process. A row
 * that fails has no results.
 *
 * Rows are neither copied nor merged with their results, results become columns at once, and the
 * clock is not read for every row: a row of a space can take less time than any of that.
 */
export async function sequentialResults(
  fn: (row: Row) => unknown,
  space: ParameterSpace,
  options: MapOptions,
): Promise<Table> {
  const work = new WorkInTurn(fn, space, options);
  try {
    await untilAborted(allInTurn(work), options.signal);
  } finally {
    work.end();
  }
  return work.results.build();
}

async function allInTurn(work: WorkInTurn): Promise<void> {
  for (let pause = work.untilPause(); pause !== undefined; pause = work.untilPause()) {
    if (pause !== 'turn') await work.waitFor(pause);
    if (pause === 'turn' || work.isTurnDue()) await work.turn();
  }
}

/** The rows in turn. What is done between two pauses is done without a promise. */
class WorkInTurn {
  readonly results = new TableBuilder();
  readonly #fn: (row: Row) => unknown;
  readonly #space: ParameterSpace;
  readonly #options: MapOptions;
  readonly #rows: Iterator<Row, unknown>;
  /** Has the keys of the parameters. */
  readonly #given: Row;
  /** When the clock was last read, and when the event loop last had a turn. */
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

  /** Evaluates rows until one is to be waited for or a turn is due; undefined after the last. */
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

  /** Takes the result that a row promised. */
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

  /** Whether the event loop has waited for long enough. */
  isTurnDue(): boolean {
    const now = performance.now();
    this.#unread = now - this.#readAt < NO_TIME ? STRIDE : 0;
    this.#readAt = now;
    return now - this.#turnAt >= TURN_AFTER;
  }

  /** Gives the event loop a turn. */
  async turn(): Promise<void> {
    await nextTurn();
    this.#readAt = this.#turnAt = performance.now();
  }

  /** Tells the space that no more rows are wanted. */
  end(): void {
    this.#rows.return?.();
  }

  /** Evaluates a row, if the function does not return a promise. */
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
