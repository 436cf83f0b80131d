import * as v from 'valibot';
import { changes, taskName } from './parts.ts';

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
  commands: v.pipe(
    v.array(v.string()),
    v.description('The commands that would submit the jobs, where the scheduler has some.'),
  ),
});

/** The plan of a run of a task: its jobs and the reasons. */
export type PlanResult = v.InferOutput<typeof planResult>;
