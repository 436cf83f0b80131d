import * as v from 'valibot';
import { taskName } from './parts.ts';

/** The killed jobs of a task. */
export const killResult = v.strictObject({
  task: taskName,
  ended: v.pipe(
    v.array(v.string()),
    v.description('Full names of the jobs that were ended; empty if none were unfinished.'),
  ),
});

/** The killed jobs of a task. */
export type KillResult = v.InferOutput<typeof killResult>;
