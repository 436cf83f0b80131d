import * as v from 'valibot';
import { taskName } from './parts.ts';

/** The outcome of exporting a result. */
export const exportResult = v.strictObject({
  task: v.exactOptional(v.pipe(taskName, v.description('Only of the result of a task.'))),
  source: v.exactOptional(v.pipe(v.string(), v.description('Only of a file: its path.'))),
  file: v.string(),
  written: v.boolean(),
  reason: v.exactOptional(
    v.pipe(v.picklist(['incomplete', 'not-run']), v.description('Why nothing was written.')),
  ),
});

/** The outcome of exporting a result. */
export type ExportResult = v.InferOutput<typeof exportResult>;
