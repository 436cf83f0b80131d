import * as v from 'valibot';
import { changes, count, evaluation, output, rowError, rowValues, taskName } from './parts.ts';

/** The record of a row. */
export const rowRecord = v.strictObject({
  kind: v.picklist(['done', 'failed']),
  attempt: v.pipe(count, v.description('1 for the first attempt.')),
  job: v.pipe(v.string(), v.description('Full name of the job.')),
  host: v.string(),
  startedAt: v.pipe(v.string(), v.description('In ISO 8601.')),
  error: v.exactOptional(rowError),
});

/** The outcome of a row of a run that is evaluated again. */
export const reproResult = v.strictObject({
  task: taskName,
  index: count,
  parameters: rowValues,
  changes,
  recorded: v.exactOptional(rowRecord),
  evaluation,
  output,
});

/** The record of a row. */
export type RowRecord = v.InferOutput<typeof rowRecord>;

/** The outcome of a row of a run that is evaluated again. */
export type ReproResult = v.InferOutput<typeof reproResult>;
