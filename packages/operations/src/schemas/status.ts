import * as v from 'valibot';
import { changes, failedJob, noAnswer, rowCounts, taskName, unfinishedJob } from './parts.ts';

/** The state of the rows of a task. */
export const statusResult = v.strictObject({
  task: taskName,
  ...rowCounts.entries,
  complete: v.pipe(v.boolean(), v.description('The result is there, certified and current.')),
  changes,
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
