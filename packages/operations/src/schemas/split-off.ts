import * as v from 'valibot';
import { count, taskName } from './parts.ts';

/** A part of a run that was split off. */
export const splitOffResult = v.strictObject({
  task: taskName,
  file: v.pipe(v.string(), v.description('Path of the folder or zip file.')),
  rows: v.pipe(count, v.description('Number of rows of the part.')),
  total: v.pipe(count, v.description('Number of rows of the space.')),
});

/** A part of a run that was split off. */
export type SplitOffResult = v.InferOutput<typeof splitOffResult>;
