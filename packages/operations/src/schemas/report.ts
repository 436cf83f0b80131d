import * as v from 'valibot';
import { changes, count, problems, rowCounts, taskName } from './parts.ts';

/** The outcome of writing a page. */
export const reportResult = v.strictObject({
  task: taskName,
  file: v.string(),
  bytes: count,
  ...rowCounts.entries,
  shown: v.pipe(count, v.description('Rows that are in the page. Counts are of all rows.')),
  results: v.pipe(v.array(v.string()), v.description('The results that are in the page.')),
  problems: v.exactOptional(problems),
  changes: v.exactOptional(changes),
});

/** The outcome of writing a page. */
export type ReportResult = v.InferOutput<typeof reportResult>;

/** The outcome of drawing a result. */
export const plotResult = v.strictObject({
  task: taskName,
  file: v.string(),
  rows: v.pipe(count, v.description('Rows that have a number.')),
  problems: v.exactOptional(problems),
  changes: v.exactOptional(changes),
});

/** The outcome of drawing a result. */
export type PlotResult = v.InferOutput<typeof plotResult>;
