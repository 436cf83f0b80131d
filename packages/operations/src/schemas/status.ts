import * as v from 'valibot';
import {
  changes,
  codes,
  failedJob,
  noAnswer,
  problems,
  rowCounts,
  taskName,
  unfinishedJob,
} from './parts.ts';

/** The state of the rows of a task. */
export const statusResult = v.strictObject({
  task: taskName,
  ...rowCounts.entries,
  complete: v.pipe(
    v.boolean(),
    v.description(
      'The result is certified as that of the present run, and the task has not changed since.',
    ),
  ),
  changes,
  problems: v.exactOptional(problems),
  codes: v.exactOptional(v.pipe(codes, v.description('Only if the code has changed.'))),
  failedJobs: v.exactOptional(
    v.pipe(v.array(failedJob), v.description('Only where they were asked for.')),
  ),
  unfinishedJobs: v.exactOptional(
    v.pipe(v.array(unfinishedJob), v.description('Only where jobs were asked for.')),
  ),
  noAnswer: v.exactOptional(noAnswer),
});

/** The state of the rows of a task. */
export type StatusResult = v.InferOutput<typeof statusResult>;
