import type { EvaluatorAddress, ParameterSpace, Row, Store, Table } from '@psyrun/core';
import { withWriteLock } from '@psyrun/files';
import { HddRun } from './hdd-run.ts';
import type { MapPspaceHddBackedOptions } from '../map/map-options.ts';
import type { RowFunction } from '../map/map-pspace.ts';
import { requireSpace } from '../row/require-usable.ts';

/**
 * Evaluates a function on every row of a space and saves the result to a file. Whatever stops it,
 * what has been computed is kept, and the same call goes on from there.
 *
 * Give a function to evaluate rows in this process, or an address (see {@link functionAddress}) to
 * evaluate them in worker processes.
 *
 * While it runs, rows go to `<file>.journal`. At the end they are saved to `file`, in the order of
 * the space, and the journal is removed. If rows failed, `file` is not written: the others are in
 * `<name>.partial<ext>` and in the journal, and the next call evaluates those that failed again. A
 * space that has grown since `file` was written costs its new rows only.
 *
 * Rows that fail do not stop the work, unless `stopOnFailure` is set. With `onFailed` they are told
 * to it and the promise resolves; without, it rejects at the end with `PSYRUN_ROW_FAILED`.
 *
 * Resolves to the result as the store loads it, or undefined if `returnData` is false. Rejects also
 * with `PSYRUN_FILE_EXISTS` if `file` holds something else than rows of the space,
 * `PSYRUN_STORE_BUSY` if another call is at work on it, `PSYRUN_STORE_VALUE` if the store cannot
 * hold a parameter (before anything is evaluated) or a result (at the end, after a warning at its
 * row; the journal is kept, so another store can be given), `PSYRUN_JOURNAL_WRITE`,
 * `PSYRUN_EVALUATOR`, `PSYRUN_ABORTED`, and with whatever the callbacks throw.
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
  fn: RowFunction<NoInfer<R>> | EvaluatorAddress,
  space: ParameterSpace<R>,
  file: string,
  store: Store,
  options: MapPspaceHddBackedOptions = {},
): Promise<Table | undefined> {
  requireSpace(space);
  const run = new HddRun(space, file, store, options);
  return withWriteLock(run.journalFile, async () => {
    await run.resume();
    await run.evaluate(fn as RowFunction | EvaluatorAddress);
    const saved = await run.save();
    run.refuseFailures(saved);
    return options.returnData === false ? undefined : store.load(saved);
  });
}
