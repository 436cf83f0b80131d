import * as v from 'valibot';
import {
  changes,
  codes,
  count,
  failedJob,
  noAnswer,
  problems,
  rowCounts,
  taskName,
  unfinishedJob,
} from './parts.ts';

/** How fast rows end, and how long the others will take, in seconds. */
const pace = v.strictObject({
  rate: v.exactOptional(v.pipe(v.number(), v.description('Rows a second, of the last rows.'))),
  left: v.exactOptional(
    v.pipe(
      v.strictObject({ expected: v.number(), least: v.number(), most: v.number() }),
      v.description('The time that is left if the rate stays, and its range.'),
    ),
  ),
  unknown: v.exactOptional(
    v.pipe(v.string(), v.description('Why the time that is left is not known.')),
  ),
  lastEnded: v.exactOptional(v.pipe(v.string(), v.description('In ISO 8601.'))),
  coreHours: v.pipe(
    v.number(),
    v.description('Durations of rows so far, in hours. Of a large space, from a sample of rows.'),
  ),
});

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
  waits: v.exactOptional(
    v.pipe(v.string(), v.description('Why the task cannot start yet: it comes after another one.')),
  ),
  problems: v.exactOptional(problems),
  unwritten: v.exactOptional(
    v.pipe(
      v.literal(true),
      v.description('All rows are done, but no result is written, and no job will write it.'),
    ),
  ),
  codes: v.exactOptional(v.pipe(codes, v.description('Only if the code has changed.'))),
  running: v.exactOptional(
    v.pipe(count, v.description('Rows left of jobs that run. Only where jobs were asked for.')),
  ),
  queued: v.exactOptional(
    v.pipe(count, v.description('Rows left of jobs that wait. Only where jobs were asked for.')),
  ),
  pace: v.exactOptional(v.pipe(pace, v.description('Only of a result that is not complete.'))),
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

/** The state of a task at one look of `psy watch`. */
export const watchResult = v.strictObject({
  task: taskName,
  time: v.pipe(v.string(), v.description('When it was looked at, in ISO 8601.')),
  ...rowCounts.entries,
  working: v.pipe(
    v.boolean(),
    v.description('A process works on the task, or jobs are unfinished.'),
  ),
  pace,
  jobs: v.pipe(v.array(unfinishedJob), v.description('As the scheduler said when it was asked.')),
  noAnswer: v.exactOptional(noAnswer),
  quiet: v.pipe(
    v.array(
      v.strictObject({
        job: v.string(),
        row: v.pipe(count, v.description('The last row that it has recorded.')),
        since: v.pipe(v.string(), v.description('When that row ended, in ISO 8601.')),
      }),
    ),
    v.description('The jobs whose last row ended longest ago, at most 5, while rows are left.'),
  ),
  failures: v.pipe(
    v.array(
      v.strictObject({ row: count, name: v.string(), message: v.string(), ended: v.string() }),
    ),
    v.description('The rows that failed last, at most 5, the last one first.'),
  ),
});

/** The state of a task at one look of `psy watch`. */
export type WatchResult = v.InferOutput<typeof watchResult>;
