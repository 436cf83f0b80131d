import type {
  EvaluatorAddress,
  ForeignFunction,
  ParameterSpace,
  Row,
  Store,
  Table,
} from '@psyrun/core';
import { withWriteLock } from '@psyrun/files';
import { HddRun } from './hdd-run.ts';
import type { MapPspaceHddBackedOptions } from '../map/map-options.ts';
import type { RowFunction } from '../map/map-pspace.ts';
import { requireSpace, requireStore } from '../row/check-arguments.ts';

/**
 * Evaluates a function on every row of a space and saves the result to a file. If anything stops
 * it, the computed rows are kept, and the same call continues from there.
 *
 * Pass a function to evaluate rows in this process, or an address (see {@link functionAddress}) to
 * evaluate them in worker processes. A function in another language is passed as an address is.
 *
 * During the work, rows are written to `<file>.journal`. At the end they are saved to `file`, in
 * the order of the space, and the journal is removed. If rows failed, `file` is not written: the
 * other rows are in `<name>.partial<ext>` and in the journal, and the next call evaluates the
 * failed rows again. If the space has grown since `file` was written, only its new rows are
 * evaluated.
 *
 * Failed rows do not stop the work, unless `stopOnFailure` is set. With `onFailed`, the callback
 * gets them and the promise resolves. Without it, the promise rejects at the end with
 * `PSYRUN_ROW_FAILED`.
 *
 * Resolves to the result as the store loads it, or to undefined if `returnData` is false. Also
 * rejects with `PSYRUN_FILE_EXISTS` if `file` holds anything else than rows of the space, with
 * `PSYRUN_STORE_BUSY` if another call writes to it, with `PSYRUN_JOURNAL_WRITE`, `PSYRUN_EVALUATOR`
 * and `PSYRUN_ABORTED`, and with any error that a callback throws. It rejects with
 * `PSYRUN_STORE_VALUE` if the store cannot hold a parameter (before anything is evaluated) or a
 * result (at the end, after a warning at its row; the other rows are saved to the partial file, and
 * the journal is kept, so another store can be used).
 *
 * @example
 * ```ts
 * import { param } from '@psyrun/pspace';
 * import { NpzStore } from '@psyrun/store-npz';
 * const file = `/tmp/squares-${process.pid}.npz`;
 * const square = ({ x }: { x: number }) => ({ y: x * x });
 * const table = await mapPspaceHddBacked(square, param({ x: [1, 2] }), file, new NpzStore());
 * [...table!['y']!]; // => [1, 4]
 * ```
 */
export async function mapPspaceHddBacked<R extends Row>(
  fn: RowFunction<NoInfer<R>> | EvaluatorAddress | ForeignFunction,
  space: ParameterSpace<R>,
  file: string,
  store: Store,
  options: MapPspaceHddBackedOptions = {},
): Promise<Table | undefined> {
  requireSpace(space);
  requireStore(file, store);
  const run = new HddRun(space, file, store, options);
  return withWriteLock(run.journalFile, async () => {
    await run.resume();
    await run.evaluate(fn as RowFunction | EvaluatorAddress | ForeignFunction);
    const saved = await run.save();
    run.refuseFailures(saved);
    return options.returnData === false ? undefined : store.load(saved);
  });
}
