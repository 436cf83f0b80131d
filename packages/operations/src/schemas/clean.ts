import * as v from 'valibot';
import { taskName } from './parts.ts';

/** The removed files of a task. */
export const cleanResult = v.strictObject({
  task: taskName,
  found: v.pipe(v.array(v.string()), v.description('The files of the task.')),
  removed: v.pipe(v.array(v.string()), v.description('The removed files.')),
});

/** The removed files of a task. */
export type CleanResult = v.InferOutput<typeof cleanResult>;
