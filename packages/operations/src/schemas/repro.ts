import * as v from 'valibot';
import { changes, count, evaluation, output, rowError, rowValues, taskName } from './parts.ts';

/** The last record of a row in the journals of a run. */
export const rowRecord = v.strictObject({
  kind: v.picklist(['done', 'failed']),
  attempt: v.pipe(count, v.description('1 for the first attempt.')),
  job: v.pipe(v.string(), v.description('Full name of the job.')),
  host: v.string(),
  startedAt: v.pipe(v.string(), v.description('In ISO 8601.')),
  error: v.exactOptional(rowError),
});

/** A second evaluation of a row of a run, beside its record. */
export const reproResult = v.strictObject({
  task: taskName,
  index: count,
  parameters: rowValues,
  changes,
  recorded: v.exactOptional(rowRecord),
  evaluation,
  output,
});

/** The last record of a row in the journals of a run. */
export type RowRecord = v.InferOutput<typeof rowRecord>;

/** A second evaluation of a row of a run, beside its record. */
export type ReproResult = v.InferOutput<typeof reproResult>;
