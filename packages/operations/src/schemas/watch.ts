import * as v from 'valibot';
import { noAnswer, rowCounts, taskName, unfinishedJob, count } from './parts.ts';
import { pace } from './status.ts';

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
