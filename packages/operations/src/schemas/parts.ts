import { FAILURE_CLASSES, type ErrorDetails } from '@psyrun/core';
import * as v from 'valibot';

/** A count of rows or jobs: an integer of at least 0. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The name of a task. */
export const taskName = v.pipe(v.string(), v.description('Name of the task.'));

/** Sentences about what has changed since something was made. */
export const changes = v.pipe(
  v.array(v.string()),
  v.description('The changes since then, as sentences; empty if there are none.'),
);

/** The number of rows in each state. They add up to the total. */
export const rowCounts = v.strictObject({
  total: count,
  done: count,
  failed: count,
  missing: count,
});

/** Values of a row by key, in JSON as `psy export` writes them. */
export const rowValues = v.record(v.string(), v.unknown());

/** The state of a job. */
export const jobState = v.picklist([
  'queued',
  'waiting',
  'running',
  'suspended',
  'done',
  'failed',
  'unknown',
]);

/** The class of a failure. */
export const failureClassName = v.pipe(
  v.picklist(FAILURE_CLASSES),
  v.description('The class of the failure, by its cause.'),
);

/** A job that ended before it had done its work. */
export const failedJob = v.strictObject({
  name: v.pipe(v.string(), v.description('Full name, as in circle:process:3.')),
  state: v.exactOptional(jobState),
  reason: v.exactOptional(
    v.pipe(v.string(), v.description('Why it ended, in the word of its scheduler.')),
  ),
  class: v.exactOptional(failureClassName),
  lastLine: v.exactOptional(v.pipe(v.string(), v.description('The last line of its log.'))),
});

/** Jobs of one submission that have not ended, in the same state for the same reason. */
export const unfinishedJob = v.strictObject({
  name: v.pipe(v.string(), v.description('Full name of the job or array, as in circle:process.')),
  count: v.pipe(count, v.description('Number of jobs.')),
  state: jobState,
  reason: v.exactOptional(
    v.pipe(v.string(), v.description('Why, in the word of the scheduler: Priority, JobHeldUser.')),
  ),
  stuck: v.exactOptional(
    v.pipe(v.literal(true), v.description('They can never start, and stay in the queue.')),
  ),
  advice: v.exactOptional(
    v.pipe(v.string(), v.description('What a person can do about the reason.')),
  ),
  expectedStart: v.exactOptional(
    v.pipe(v.string(), v.description('When the scheduler expects to start them, in ISO 8601.')),
  ),
  doubt: v.exactOptional(
    v.pipe(
      v.string(),
      v.description('Why it is not certain that they are unfinished jobs of the task.'),
    ),
  ),
});

/** An error that ended jobs, as their logs tell it. */
export const jobError = v.strictObject({
  error: v.string(),
  jobs: v.pipe(v.array(v.string()), v.description('Full names of the jobs that it ended.')),
});

/** The reason why a result was not written although all rows are done. */
export const unwrittenResult = v.strictObject({
  job: v.pipe(v.string(), v.description('Full name of the job that could not write it.')),
  why: v.pipe(v.string(), v.description('The reason in its log.')),
});

/** The reason why a scheduler did not answer. */
export const noAnswer = v.strictObject({ code: v.string(), message: v.string() });

/** An error as data, with its causes. */
export const errorCause: v.GenericSchema<ErrorDetails> = v.strictObject({
  name: v.pipe(v.string(), v.description('Class of the error.')),
  message: v.string(),
  stack: v.exactOptional(v.string()),
  code: v.exactOptional(v.string()),
  cause: v.exactOptional(v.lazy(() => errorCause)),
  errors: v.exactOptional(v.array(v.lazy(() => errorCause))),
  omitted: v.exactOptional(v.string()),
});

/** The members of an error that tell its causes. */
export const causes = {
  cause: v.exactOptional(errorCause),
  errors: v.exactOptional(
    v.pipe(v.array(errorCause), v.description('The errors of an AggregateError.')),
  ),
  omitted: v.exactOptional(
    v.pipe(v.string(), v.description('Which causes and errors are left out, and why.')),
  ),
};

/** The error of a row that has no result. */
export const rowError = v.strictObject({
  name: v.string(),
  message: v.string(),
  stack: v.exactOptional(v.string()),
  code: v.exactOptional(v.string()),
  ...causes,
  reason: v.picklist(['threw', 'timeout', 'crashed', 'refused']),
  class: v.exactOptional(failureClassName),
  host: v.exactOptional(v.string()),
});

/** The result of a row that was evaluated in this call, or its error. */
export const evaluation = v.variant('kind', [
  v.strictObject({
    kind: v.literal('done'),
    index: count,
    row: v.pipe(rowValues, v.description('Parameters and results.')),
  }),
  v.strictObject({
    kind: v.literal('failed'),
    index: count,
    row: v.pipe(rowValues, v.description('The parameters.')),
    error: rowError,
  }),
]);

/** The output of the function while it was evaluated. */
export const output = v.pipe(
  v.array(v.string()),
  v.description('The lines that the function printed.'),
);

/** The jobs and the process that keep a task from being started. */
export const busy = v.strictObject({
  jobs: v.pipe(v.array(v.string()), v.description('Full names of the unfinished jobs.')),
  process: v.exactOptional(
    v.pipe(
      v.strictObject({ host: v.string(), pid: count, since: v.string(), lock: v.string() }),
      v.description('The process that holds the lock of the work directory, and since when.'),
    ),
  ),
});
/** Sentences about what is wrong with a result or with records of a run. */
export const problems = v.pipe(
  v.array(v.string()),
  v.description('The problems, as sentences; empty if there are none.'),
);

/** The identity of a run, and of a generation of it. */
export const runIdentity = v.pipe(
  v.strictObject({
    task: taskName,
    generation: v.pipe(v.number(), v.integer(), v.minValue(1)),
    created: v.pipe(v.string(), v.description('When it began, in ISO 8601.')),
  }),
  v.description('The run that the rows are of.'),
);

/** A version of the code and the number of rows that it has evaluated. */
export const codeOfRows = v.strictObject({
  code: v.pipe(
    v.string(),
    v.description('SHA-256 of the digests of its files; zeros if the code is not known.'),
  ),
  rows: count,
  source: v.exactOptional(
    v.pipe(
      v.string(),
      v.description(
        'Where the rows were adopted from; left out if they were evaluated in this run.',
      ),
    ),
  ),
});

/** A version of the code and the number of rows that it has evaluated. */
export type CodeOfRows = v.InferOutput<typeof codeOfRows>;

/** The versions of the code that have evaluated rows. */
export const codes = v.pipe(
  v.array(codeOfRows),
  v.description('The code of the rows, the oldest first. Several mean that it has changed.'),
);
