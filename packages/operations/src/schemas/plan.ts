import * as v from 'valibot';
import { changes, count, taskName } from './parts.ts';

const hours = v.pipe(v.number(), v.minValue(0));

/** The plan of a run of a task: its jobs and the reasons. */
export const planResult = v.strictObject({
  task: taskName,
  action: v.pipe(
    v.picklist(['nothing', 'begin', 'replace', 'resume', 'continue', 'busy']),
    v.description(
      'nothing: the result is complete. begin: there is no run yet. replace: something has ' +
        'changed, and all rows are done again. resume: the rest of the same run is done. ' +
        'continue: a new generation does the rows that are not done. ' +
        'busy: jobs are unfinished, and nothing would be submitted.',
    ),
  ),
  changes,
  notes: v.pipe(v.array(v.string()), v.description('Why, as sentences.')),
  jobs: v.array(
    v.strictObject({
      name: v.string(),
      runs: v.pipe(v.boolean(), v.description('False if the job is up to date.')),
    }),
  ),
  rows: v.exactOptional(
    v.pipe(
      v.strictObject({
        total: count,
        kept: v.pipe(count, v.description('Done already.')),
        toEvaluate: count,
        orphaned: v.pipe(
          count,
          v.description('Recorded rows that are not in the space any more. They stay in kept/.'),
        ),
      }),
      v.description('The rows of the space; not there for a task that is busy.'),
    ),
  ),
  cost: v.exactOptional(
    v.pipe(
      v.union([
        v.strictObject({
          coreHours: v.pipe(
            v.strictObject({ expected: hours, least: hours, most: hours }),
            v.description('Expected, and a range that has the truth in nine of ten cases.'),
          ),
          beyond: v.exactOptional(
            v.pipe(
              v.array(v.string()),
              v.description(
                'Parameters of which rows to evaluate have values beyond those of the rows so far: the range may be too small.',
              ),
            ),
          ),
        }),
        v.strictObject({
          unknown: v.pipe(v.string(), v.description('Why it is not known, as a sentence.')),
        }),
      ]),
      v.description(
        'What the rows to evaluate will cost, predicted from the durations of rows of the same task.',
      ),
    ),
  ),
  commands: v.pipe(
    v.array(v.string()),
    v.description('The commands that would submit the jobs, where the scheduler has some.'),
  ),
});

/** The plan of a run of a task: its jobs and the reasons. */
export type PlanResult = v.InferOutput<typeof planResult>;
