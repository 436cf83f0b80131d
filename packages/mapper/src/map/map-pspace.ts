import type { ParameterSpace, Row, Table } from '@psyrun/core';
import { asSpace } from '@psyrun/pspace';
import { collect, indexedRows } from './collect.ts';
import { Exclusion } from '../row/exclusion.ts';
import { mapInProcess } from './map-in-process.ts';
import type { MapOptions } from './map-options.ts';
import { requireFunction, requireSpace } from '../row/check-arguments.ts';
import { sequentialResults } from './sequential-results.ts';

/** A function of a row that returns results by key, or a promise of them. */
export type RowFunction<R extends Row = Row> = (row: R) => object | PromiseLike<object>;

/**
 * Evaluates a function on every row of a space in this process. Resolves to a table of parameters
 * and results in the order of the space.
 *
 * With `onFailed`, the callback gets each failed row, and the table has its parameters with missing
 * results. Without `onFailed`, the first failed row ends the work.
 *
 * Rejects with `PSYRUN_ROW_FAILED` (its `cause` is the error that the function threw), with
 * `PSYRUN_ABORTED`, with `PSYRUN_ARGUMENT` for an option that is out of range, and with any error
 * that a callback throws.
 *
 * @example
 * ```ts
 * import { param } from '@psyrun/pspace';
 * await mapPspace(({ x }) => ({ y: x * x }), param({ x: [1, 2] })); // => { x: [1, 2], y: [1, 4] }
 * ```
 */
export async function mapPspace<R extends Row>(
  fn: RowFunction<NoInfer<R>>,
  space: ParameterSpace<R>,
  options: MapOptions = {},
): Promise<Table> {
  requireFunction(fn);
  requireSpace(space);
  const { concurrency = 1 } = options;
  if (concurrency === 1) {
    const results = await sequentialResults(fn as RowFunction, space, options);
    return joined(space, results, options);
  }
  return collect(space, options, (onOutcome) =>
    mapInProcess(fn as RowFunction, indexedRows(space), { ...options, onOutcome }),
  );
}

/** Returns parameters and results in one table, without the excluded keys. */
function joined(space: ParameterSpace, results: Table, { exclude, onWarning }: MapOptions): Table {
  const exclusion = new Exclusion(exclude);
  const kept = exclusion.from({ ...asSpace(space).build(), ...results });
  if (space.length > 0) exclusion.warnings().forEach((warning) => onWarning?.(warning));
  return Object.assign(Object.create(null) as object, kept) as Table;
}
