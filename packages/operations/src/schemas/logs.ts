import * as v from 'valibot';
import { taskName } from './parts.ts';

/** The log of one job. */
export const logResult = v.strictObject({
  task: taskName,
  job: v.pipe(v.string(), v.description('Name of the job within the task, as in process:3.')),
  file: v.string(),
  text: v.string(),
});

/** The log of one job. */
export type LogResult = v.InferOutput<typeof logResult>;
