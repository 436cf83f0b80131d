import * as v from 'valibot';
import { changes, codes, count, problems, runIdentity, taskName } from './parts.ts';

/** The outcome of exporting a result. */
export const exportResult = v.strictObject({
  task: v.exactOptional(v.pipe(taskName, v.description('Only of the result of a task.'))),
  source: v.exactOptional(v.pipe(v.string(), v.description('Only of a file: its path.'))),
  file: v.string(),
  written: v.boolean(),
  reason: v.exactOptional(
    v.pipe(
      v.picklist(['incomplete', 'no-rows', 'not-run', 'uncertified', 'outdated']),
      v.description(
        'Why nothing was written. uncertified: the file is not certified as the result of the ' +
          'present run. outdated: the task has changed since its run. no-rows: with partial, no row is done.',
      ),
    ),
  ),
  rows: v.exactOptional(v.pipe(count, v.description('Rows that were written.'))),
  total: v.exactOptional(v.pipe(count, v.description('Rows of the run.'))),
  run: v.exactOptional(runIdentity),
  codes: v.exactOptional(codes),
  changes: v.exactOptional(changes),
  problems: v.exactOptional(problems),
});

/** The outcome of exporting a result. */
export type ExportResult = v.InferOutput<typeof exportResult>;
