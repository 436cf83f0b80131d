import type { EvaluatorAddress, ForeignFunction, ParameterSpace, Row, Table } from '@psyrun/core';
import { collect, indexedRows } from './collect.ts';
import { mapInWorkers } from './map-in-workers.ts';
import type { MapOptions, WorkerOptions } from './map-options.ts';
import type { MappedTable } from './mapped-table.ts';
import { requireSpace } from '../row/check-arguments.ts';

/** Options of {@link mapPspaceParallel}. */
export interface MapPspaceParallelOptions extends MapOptions, WorkerOptions {}

/**
 * Evaluates a function on every row of a space in worker processes. Resolves to a table of
 * parameters and results in the order of the space, whichever row was done first.
 *
 * Pass the address of the function (see {@link functionAddress}), because another process has to
 * find it. A function in another language, or the address of any program that speaks the worker
 * protocol, is passed in the same way. A row that throws, takes longer than `timeout`, or ends its process fails alone. With
 * `onFailed`, the callback gets each failed row, and the table has its parameters with missing
 * results. Without `onFailed`, the first failed row ends the work. When the promise settles, no
 * worker is left.
 *
 * Rejects with `PSYRUN_ROW_FAILED`, with `PSYRUN_EVALUATOR` if the function cannot be loaded, with
 * `PSYRUN_ABORTED`, with `PSYRUN_ARGUMENT` for an option that is out of range, and with any error
 * that a callback throws.
 *
 * @example
 * ```ts
 * import { param } from '@psyrun/pspace';
 * const model = 'data:text/javascript,export const square = ({ x }) => ({ y: x * x })';
 * const square = functionAddress(model, 'square');
 * await mapPspaceParallel(square, param({ x: [1, 2] }), { poolSize: 2 }); // => { x: [1, 2], y: [1, 4] }
 * ```
 */
export async function mapPspaceParallel<R extends Row>(
  evaluator: EvaluatorAddress | ForeignFunction,
  space: ParameterSpace<R>,
): Promise<MappedTable<R, object>>;
export async function mapPspaceParallel<
  R extends Row,
  const Options extends MapPspaceParallelOptions = MapPspaceParallelOptions,
>(
  evaluator: EvaluatorAddress | ForeignFunction,
  space: ParameterSpace<R>,
  options: Options & MapPspaceParallelOptions,
): Promise<MappedTable<R, object, Options>>;
export async function mapPspaceParallel(
  evaluator: EvaluatorAddress | ForeignFunction,
  space: ParameterSpace,
  options: MapPspaceParallelOptions = {},
): Promise<Table> {
  requireSpace(space);
  return collect(space, options, (onOutcome) =>
    mapInWorkers(evaluator, indexedRows(space), {
      ...options,
      ...(space.floatKeys && { floatKeys: space.floatKeys }),
      onOutcome,
    }),
  );
}
