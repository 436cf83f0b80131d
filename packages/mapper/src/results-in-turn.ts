import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ParameterSpace, Row } from '@psyrun/core';
import { aborted } from './aborted.ts';
import { checkResult } from './check-result.ts';
import { isPromiseLike } from './evaluate-row.ts';
import type { MapOptions } from './map-options.ts';
import { rowErrorOf } from './row-error.ts';
import { rowFailed } from './row-failed.ts';

/** Longest time without a turn of the event loop, in milliseconds: signals and timers need turns. */
const TURN_AFTER = 20;

/**
 * What a function returns for the rows of a space, one row after the other in this process. A row
 * that fails has no results.
 *
 * Rows are neither copied nor merged with their results, and the clock is read once a row: the
 * rows of a space can take less time than that.
 */
export async function resultsInTurn(
  fn: (row: Row) => unknown,
  space: ParameterSpace,
  { signal, onProgress, onFailed }: MapOptions,
): Promise<Row[]> {
  const parameters = Object.fromEntries(space.keys.map((key) => [key, undefined]));
  const results: Row[] = [];
  let begin = performance.now();
  let turnAt = begin;
  for (const row of space) {
    if (signal?.aborted) throw aborted(signal.reason);
    const index = results.length;
    let reason: 'threw' | 'refused' = 'threw';
    try {
      let returned = fn(row);
      if (isPromiseLike(returned)) returned = await returned;
      reason = 'refused';
      results.push(checkResult(returned, parameters, index));
    } catch (thrown) {
      const duration = performance.now() - begin;
      const startedAt = Date.now() - duration;
      const error = rowErrorOf(thrown, reason);
      const outcome = { index, row: space.at(index), error, startedAt, duration };
      if (!onFailed) throw rowFailed({ kind: 'failed', ...outcome });
      results.push({});
      onFailed({ kind: 'failed', ...outcome });
    }
    onProgress?.(results.length, space.length);
    begin = performance.now();
    if (begin - turnAt < TURN_AFTER) continue;
    await nextTurn();
    begin = turnAt = performance.now();
  }
  return results;
}
