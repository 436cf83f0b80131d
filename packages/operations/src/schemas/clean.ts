import * as v from 'valibot';
import { taskName } from './parts.ts';

/** The files of a task that were removed. */
export const cleanResult = v.strictObject({
  task: taskName,
  found: v.pipe(v.array(v.string()), v.description('The files of the task.')),
  removed: v.pipe(v.array(v.string()), v.description('The removed files.')),
});

/** The files of a task that were removed. */
export type CleanResult = v.InferOutput<typeof cleanResult>;
