import { setImmediate as nextTurn } from 'node:timers/promises';
import { TableBuilder } from '@psyrun/columns';
import type { ParameterSpace, Row, Table } from '@psyrun/core';
import { aborted } from './aborted.ts';
import { resultChecker } from './check-result.ts';
import { isPromiseLike } from './evaluate-row.ts';
import type { MapOptions } from './map-options.ts';
import { rowErrorOf } from './row-error.ts';
import { rowFailed } from './row-failed.ts';

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
export async function resultsInTurn(
  fn: (row: Row) => unknown,
  space: ParameterSpace,
  { signal, onProgress, onFailed }: MapOptions,
): Promise<Table> {
  const check = resultChecker(space.keys);
  const results = new TableBuilder();
  let readAt = performance.now();
  let turnAt = readAt;
  let unread = 0;
  for (const row of space) {
    if (signal?.aborted) throw aborted(signal.reason);
    const index = results.count;
    let reason: 'threw' | 'refused' = 'threw';
    try {
      let returned = fn(row);
      if (isPromiseLike(returned)) returned = await returned;
      reason = 'refused';
      results.add(check(returned, index));
    } catch (thrown) {
      const duration = performance.now() - readAt;
      const startedAt = Date.now() - duration;
      const error = rowErrorOf(thrown, reason);
      const outcome = { index, row: space.at(index), error, startedAt, duration };
      if (!onFailed) throw rowFailed({ kind: 'failed', ...outcome });
      results.add({});
      onFailed({ kind: 'failed', ...outcome });
    }
    onProgress?.(results.count, space.length);
    if (--unread > 0) continue;
    const now = performance.now();
    unread = now - readAt < NO_TIME ? STRIDE : 0;
    readAt = now;
    if (now - turnAt < TURN_AFTER) continue;
    await nextTurn();
    readAt = turnAt = performance.now();
  }
  return results.build();
}
