import * as v from 'valibot';
import {
  causes,
  count,
  failedJob,
  failureClassName,
  jobError,
  noAnswer,
  problems,
  taskName,
  unwrittenResult,
} from './parts.ts';

/** Rows with the same error and causes, but for numbers in the messages. */
export const failureGroup = v.strictObject({
  name: v.pipe(v.string(), v.description('Class of the error.')),
  message: v.pipe(v.string(), v.description('The message of the first row of them.')),
  code: v.exactOptional(v.pipe(v.string(), v.description('The code of the error.'))),
  class: failureClassName,
  ...causes,
  count,
  region: v.pipe(
    v.array(v.string()),
    v.description(
      'Common properties of the parameters of these rows, as conditions. Searched for the 100 largest groups.',
    ),
  ),
  rows: v.pipe(v.array(count), v.description('Indices of the rows, in order.')),
});

/** The errors of the rows and jobs of a task. */
export const failuresResult = v.strictObject({
  task: taskName,
  total: v.pipe(count, v.description('Rows of the space.')),
  failed: v.pipe(count, v.description('Rows that failed and were not done later.')),
  missing: v.pipe(count, v.description('Rows that were not evaluated to their end.')),
  errors: v.array(failureGroup),
  jobs: v.pipe(
    v.array(failedJob),
    v.description('Jobs that ended before they had done their work.'),
  ),
  jobErrors: v.array(jobError),
  unwritten: v.exactOptional(unwrittenResult),
  noAnswer: v.exactOptional(noAnswer),
  problems: v.exactOptional(problems),
});

/** Rows with the same error and causes, but for numbers in the messages. */
export type FailureGroup = v.InferOutput<typeof failureGroup>;

/** The errors of the rows and jobs of a task. */
export type FailuresResult = v.InferOutput<typeof failuresResult>;
