import type { Evaluator, Row } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';
import { isProxy } from '../platform/node.ts';
import { checkResult, withResources } from './check-result.ts';
import { date, now } from './clock.ts';
import { joinedRow } from './joined-row.ts';
import type { IndexedRow } from './outcome.ts';
import { rowErrorOf } from './failure/row-error.ts';

/** The result of the evaluation of one row. */
export type Evaluation<Added = Row> = {
  readonly startedAt: number;
  readonly duration: number;
  /** The most memory of processes that the row has started, in bytes, if the evaluator told it. */
  readonly memory?: number;
} & (
  | { /** The keys and values to add to the parameters. */ readonly added: Added }
  | { readonly error: RowError }
);

/** The arguments of {@link evaluateRow} beside the row. */
export interface Evaluating<Added = Row> {
  readonly evaluate: Evaluator['evaluate'];
  /** The value that `setup` returned, if any. */
  readonly resources: Row | undefined;
  /** Returns the part of resources and results to keep. Throws if it cannot be stored. */
  readonly keep: (added: Row) => Added;
}

/** A row whose evaluation has started. */
interface Started {
  readonly given: IndexedRow;
  /** The row that the function sees: a copy, so that the function cannot change the parameters. */
  row: Row;
  readonly startedAt: number;
  readonly clock: number;
  /** The most memory of processes that the row has started, in bytes. */
  memory: number | undefined;
}

/** Evaluates one row. It never throws. It returns a promise only if the function returned one. */
export function evaluateRow<Added>(
  evaluating: Evaluating<Added>,
  given: IndexedRow,
): Evaluation<Added> | Promise<Evaluation<Added>> {
  const clock = now();
  const started: Started = { given, row: given.row, startedAt: date(), clock, memory: undefined };
  const noteMemory = (bytes: number) => {
    started.memory = Math.max(started.memory ?? 0, bytes);
  };
  try {
    started.row = withResources(given, evaluating.resources);
  } catch (error) {
    return failed(started, error, 'refused');
  }
  let returned;
  let isPromised;
  try {
    returned = evaluating.evaluate(started.row, given.index, noteMemory);
    isPromised = !isProxy(returned) && isPromiseLike(returned);
  } catch (error) {
    return failed(started, error, 'threw');
  }
  return isPromised
    ? settled(evaluating, started, returned as PromiseLike<unknown>)
    : finished(evaluating, started, returned);
}

async function settled<Added>(
  evaluating: Evaluating<Added>,
  started: Started,
  promise: PromiseLike<unknown>,
): Promise<Evaluation<Added>> {
  let returned;
  try {
    returned = await promise;
  } catch (error) {
    return failed(started, error, 'threw');
  }
  return finished(evaluating, started, returned);
}

function finished<Added>(
  { resources, keep }: Evaluating<Added>,
  started: Started,
  returned: unknown,
): Evaluation<Added> {
  const { given, row, startedAt, clock, memory } = started;
  const duration = now() - clock;
  try {
    const result = checkResult(returned, row, given.index);
    const added = keep(resources ? joinedRow(resources, result) : result);
    return memory === undefined
      ? { startedAt, duration, added }
      : { startedAt, duration, added, memory };
  } catch (error) {
    return failed(started, error, 'refused');
  }
}

function failed(
  { startedAt, clock, memory }: Started,
  thrown: unknown,
  reason: RowError['reason'],
): Evaluation<never> {
  const error = rowErrorOf(thrown, reason);
  const ended = { startedAt, duration: now() - clock, error };
  return memory === undefined ? ended : { ...ended, memory };
}

/** True if a value is a promise or has a `then` method. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
