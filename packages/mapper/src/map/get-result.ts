import { plainRow } from '@psyrun/columns/internal';
import type { Row, WarningHandler } from '@psyrun/core';
import { checkResult } from '../row/check-result.ts';
import { isPromiseLike } from '../row/evaluate-row.ts';
import { Exclusion } from '../row/exclusion.ts';

/** Options of {@link getResult}. */
export interface GetResultOptions {
  /** Keys to remove from the result. */
  readonly exclude?: readonly string[];
  /** Called for each key to remove that did not occur. */
  readonly onWarning?: WarningHandler;
}

/**
 * Evaluates a function with one row of parameters. Returns the parameters and the function's
 * results, or a promise of them if the function returns a promise.
 *
 * The function gets a copy of the parameters. Its errors are passed on unchanged. Throws
 * `PSYRUN_RESULT_NOT_OBJECT` if it does not return a plain object, and `PSYRUN_RESULT_KEY_CLASH` if
 * it returns a key that is a parameter.
 *
 * @example
 * ```ts
 * getResult(({ x }) => ({ y: x * x }), { x: 4 }); // => { x: 4, y: 16 }
 * getResult(({ x }) => ({ y: x * x, z: 0 }), { x: 4 }, { exclude: ['z'] }); // => { x: 4, y: 16 }
 * await getResult(async ({ x }) => ({ y: x * x }), { x: 4 }); // => { x: 4, y: 16 }
 * ```
 */
export function getResult<P extends object>(
  fn: (params: P) => PromiseLike<object>,
  params: P,
  options?: GetResultOptions,
): Promise<Row>;
export function getResult<P extends object>(
  fn: (params: P) => object,
  params: P,
  options?: GetResultOptions,
): Row;
export function getResult<P extends object>(
  fn: (params: P) => object,
  params: P,
  { exclude, onWarning }: GetResultOptions = {},
): Row | Promise<Row> {
  const exclusion = new Exclusion(exclude);
  const finished = (returned: unknown): Row => {
    const row = plainRow(exclusion.from({ ...params, ...checkResult(returned, params as Row) }));
    exclusion.warnings().forEach((warning) => onWarning?.(warning));
    return row;
  };
  const returned = fn({ ...params });
  return isPromiseLike(returned) ? Promise.resolve(returned).then(finished) : finished(returned);
}
