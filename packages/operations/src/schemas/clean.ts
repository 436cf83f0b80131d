import * as v from 'valibot';
import { taskName } from './parts.ts';

/** The removed files of a task. */
export const cleanResult = v.strictObject({
  task: taskName,
  found: v.pipe(v.array(v.string()), v.description('What the task has made.')),
  removed: v.pipe(v.array(v.string()), v.description('What was removed of it.')),
});

/** The removed files of a task. */
export type CleanResult = v.InferOutput<typeof cleanResult>;
