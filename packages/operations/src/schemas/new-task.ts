import * as v from 'valibot';
import { taskName } from './parts.ts';

/** The file of a new task. */
export const newTaskResult = v.strictObject({
  task: taskName,
  file: v.string(),
  function: v.exactOptional(
    v.pipe(v.string(), v.description('File of the function, if it is another one.')),
  ),
});

/** The file of a new task. */
export type NewTaskResult = v.InferOutput<typeof newTaskResult>;
