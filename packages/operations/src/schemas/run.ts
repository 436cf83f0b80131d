import * as v from 'valibot';
import { busy, jobError, problems, rowCounts, taskName, unwrittenResult } from './parts.ts';

/** The end of a run of a task: its outcome, its rows, and where the result is. */
export const runResult = v.strictObject({
  task: taskName,
  outcome: v.pipe(
    v.picklist(['complete', 'empty', 'part', 'incomplete', 'interrupted', 'submitted', 'busy']),
    v.description(
      'complete: the result is there and certified. ' +
        'empty: it is, but the space has no rows, and allowEmpty is not set. ' +
        'part: all rows of the part that was split off are done. incomplete: rows failed or are missing. ' +
        'interrupted: stopped on request. submitted: a scheduler has the jobs. ' +
        'busy: another process works on the task, or jobs are unfinished; nothing was submitted.',
    ),
  ),
  rows: v.exactOptional(rowCounts),
  result: v.exactOptional(v.pipe(v.string(), v.description('Path of the complete result.'))),
  partial: v.exactOptional(
    v.pipe(v.string(), v.description('Path of the file that holds the rows that are done.')),
  ),
  jobErrors: v.exactOptional(v.array(jobError)),
  unwritten: v.exactOptional(unwrittenResult),
  busy: v.exactOptional(busy),
  problems: v.exactOptional(problems),
});

/** The end of a run of a task: its outcome, its rows, and where the result is. */
export type RunResult = v.InferOutput<typeof runResult>;
