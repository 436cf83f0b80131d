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

/** A job that ended before it had done its work. */
export const failedJob = v.strictObject({
  name: v.pipe(v.string(), v.description('Full name, as in circle:process:3.')),
  state: v.exactOptional(
    v.picklist(['queued', 'waiting', 'running', 'suspended', 'done', 'failed', 'unknown']),
  ),
  reason: v.exactOptional(
    v.pipe(v.string(), v.description('Why it ended, in the word of its scheduler.')),
  ),
  lastLine: v.exactOptional(v.pipe(v.string(), v.description('The last line of its log.'))),
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

/** The error of a row that has no result. */
export const rowError = v.strictObject({
  name: v.string(),
  message: v.string(),
  stack: v.exactOptional(v.string()),
  code: v.exactOptional(v.string()),
  reason: v.picklist(['threw', 'timeout', 'crashed', 'refused']),
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

/** Sentences about what is wrong with a result or with records of a run. */
export const problems = v.pipe(
  v.array(v.string()),
  v.description('The problems, as sentences; empty if there are none.'),
);

/** What tells a run, and a generation of it, from all others. */
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
  code: v.pipe(v.string(), v.description('SHA-256 of the digests of its files.')),
  rows: count,
});

/** A version of the code and the number of rows that it has evaluated. */
export type CodeOfRows = v.InferOutput<typeof codeOfRows>;

/** The versions of the code that have evaluated rows. */
export const codes = v.pipe(
  v.array(codeOfRows),
  v.description('The code of the rows, the oldest first. Several mean that it has changed.'),
);
