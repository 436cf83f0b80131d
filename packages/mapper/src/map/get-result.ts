import type { Row, WarningHandler } from '@psyrun/core';
import { checkResult } from '../row/check-result.ts';
import { isPromiseLike } from '../row/evaluate-row.ts';
import { Exclusion } from '../row/exclusion.ts';

/** Options of {@link getResult}. */
export interface GetResultOptions {
  /** Keys to leave out. */
  readonly exclude?: readonly string[];
  /** Told when a key to leave out was not there. */
  readonly onWarning?: WarningHandler;
}

/**
 * Evaluates a function with one row of parameters: the parameters and what the function returned.
 * It is a promise if the function returns one.
 *
 * The function is given a copy of the parameters. What it throws is passed on as it is. Throws
 * `PSYRUN_RESULT_NOT_OBJECT` if it returns something else than a plain object, and
 * `PSYRUN_RESULT_KEY_CLASH` if it returns a key that is a parameter.
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
    const row = exclusion.from({ ...params, ...checkResult(returned, params as Row) });
    exclusion.warnings().forEach((warning) => onWarning?.(warning));
    return row;
  };
  const returned = fn({ ...params });
  return isPromiseLike(returned) ? Promise.resolve(returned).then(finished) : finished(returned);
}
