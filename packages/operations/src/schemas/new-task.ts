import * as v from 'valibot';
import { taskName } from './parts.ts';

/** The file of a new task. */
export const newTaskResult = v.strictObject({ task: taskName, file: v.string() });

/** The file of a new task. */
export type NewTaskResult = v.InferOutput<typeof newTaskResult>;
