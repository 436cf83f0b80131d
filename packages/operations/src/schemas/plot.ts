import * as v from 'valibot';
import { count, taskName } from './parts.ts';

/** The outcome of drawing a result. */
export const plotResult = v.strictObject({
  task: taskName,
  file: v.string(),
  rows: v.pipe(count, v.description('Rows that have a number.')),
});

/** The outcome of drawing a result. */
export type PlotResult = v.InferOutput<typeof plotResult>;
