import type { ParameterSpace, Row, Table } from '@psyrun/core';
import { asSpace } from '@psyrun/pspace';
import { collect, indexedRows } from './collect.ts';
import { Exclusion } from '../row/exclusion.ts';
import { mapInProcess } from './map-in-process.ts';
import type { MapOptions } from './map-options.ts';
import { requireFunction, requireSpace } from '../row/require-usable.ts';
import { sequentialResults } from './sequential-results.ts';

/** A function of a row that returns results by key, or a promise of them. */
export type RowFunction<R extends Row = Row> = (row: R) => object | PromiseLike<object>;

/**
 * Evaluates a function on every row of a space, in this process: a table of parameters and results
 * in the order of the space.
 *
 * With `onFailed`, rows that fail are told to it, and the table has their parameters with missing
 * results. Without, the first row that fails ends the work.
 *
 * Rejects with `PSYRUN_ROW_FAILED` (its `cause` is what the function threw), `PSYRUN_ABORTED`,
 * `PSYRUN_ARGUMENT` for an option that cannot be used, and whatever the callbacks throw.
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

/** Parameters beside results, without the excluded keys. */
function joined(space: ParameterSpace, results: Table, { exclude, onWarning }: MapOptions): Table {
  const exclusion = new Exclusion(exclude);
  const kept = exclusion.from({ ...asSpace(space).build(), ...results });
  if (space.length > 0) exclusion.warnings().forEach((warning) => onWarning?.(warning));
  return Object.assign(Object.create(null) as object, kept) as Table;
}
