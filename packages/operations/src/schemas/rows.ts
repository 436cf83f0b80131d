import * as v from 'valibot';
import { count, failureClassName, rowError, rowValues, taskName } from './parts.ts';

/** The state of a row, with what its job does. */
export const listedState = v.picklist(['done', 'failed', 'missing', 'queued', 'running']);

/** A row of a run: its state, when and where it was evaluated, its values. */
export const rowsResult = v.strictObject({
  task: taskName,
  row: v.pipe(count, v.description('Index of the row in the space, from 0.')),
  state: v.pipe(
    listedState,
    v.description(
      'queued: its job waits, or shares its rows with others. running: its job runs. ' +
        'missing: no job will evaluate it.',
    ),
  ),
  attempt: v.exactOptional(v.pipe(count, v.description('1 for the first try of its job.'))),
  duration: v.exactOptional(v.pipe(v.number(), v.description('In seconds.'))),
  started: v.exactOptional(v.pipe(v.string(), v.description('In ISO 8601.'))),
  job: v.exactOptional(v.pipe(v.string(), v.description('Full name of the job.'))),
  host: v.exactOptional(v.pipe(v.string(), v.description('The machine.'))),
  cpu: v.exactOptional(v.pipe(v.number(), v.description('CPU time in seconds.'))),
  memory: v.exactOptional(
    v.pipe(
      v.number(),
      v.description('The most memory of its worker by the end of the row, in MiB.'),
    ),
  ),
  shared: v.exactOptional(
    v.pipe(v.boolean(), v.description('Other rows of the worker may have used the memory.')),
  ),
  class: v.exactOptional(failureClassName),
  values: v.pipe(rowValues, v.description('Parameters and, if it is done, results.')),
  error: v.exactOptional(rowError),
});

/** A row of a run: its state, when and where it was evaluated, its values. */
export type RowsResult = v.InferOutput<typeof rowsResult>;
