import type { ParameterSpace, Row, Table } from '@psyrun/core';
import { asSpace, type NewKeys } from '@psyrun/pspace';
import { collect, indexedRows } from './collect.ts';
import { Exclusion } from '../row/exclusion.ts';
import { mapInProcess } from './map-in-process.ts';
import type { MapOptions } from './map-options.ts';
import type { MappedTable } from './mapped-table.ts';
import { requireFunction, requireSpace } from '../row/check-arguments.ts';
import { sequentialResults } from './sequential-results.ts';

/** A function of a row that returns results by key, or a promise of them. */
export type RowFunction<R extends Row = Row, Result extends object = object> = (
  row: R,
) => Result | PromiseLike<Result>;

/**
 * Evaluates a function on every row of a space in this process. Resolves to a table of parameters
 * and results in the order of the space; a result with the key of a parameter does not compile.
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
 * const table = await mapPspace(({ x }) => ({ y: x * x }), param({ x: [1, 2] }));
 * table.y; // => [1, 4]
 * ```
 */
export async function mapPspace<R extends Row, Result extends object = object>(
  fn: RowFunction<NoInfer<R>, Result>,
  space: ParameterSpace<R> & NewKeys<R, Result>,
): Promise<MappedTable<R, Result>>;
export async function mapPspace<
  R extends Row,
  Result extends object = object,
  const Options extends MapOptions = MapOptions,
>(
  fn: RowFunction<NoInfer<R>, Result>,
  space: ParameterSpace<R> & NewKeys<R, Result>,
  options: Options & MapOptions,
): Promise<MappedTable<R, Result, Options>>;
export async function mapPspace(
  fn: RowFunction,
  space: ParameterSpace,
  options: MapOptions = {},
): Promise<Table> {
  requireFunction(fn);
  requireSpace(space);
  const { concurrency = 1 } = options;
  if (concurrency === 1) {
    const results = await sequentialResults(fn, space, options);
    return joined(space, results, options);
  }
  return collect(space, options, (onOutcome) =>
    mapInProcess(fn, indexedRows(space), { ...options, onOutcome }),
  );
}

/** Returns parameters and results in one table, without the excluded keys. */
function joined(space: ParameterSpace, results: Table, { exclude, onWarning }: MapOptions): Table {
  const exclusion = new Exclusion(exclude);
  const kept = exclusion.from({ ...asSpace(space).build(), ...results });
  if (space.length > 0) exclusion.warnings().forEach((warning) => onWarning?.(warning));
  return Object.assign(Object.create(null) as object, kept) as Table;
}
