import * as v from 'valibot';
import { codes, count, problems, runIdentity } from './parts.ts';

/** The outcome of merging the files of a directory. */
export const mergeResult = v.strictObject({
  file: v.string(),
  written: v.pipe(
    v.boolean(),
    v.description(
      'False if no row is done, or if some are undone and a partial file was not asked for.',
    ),
  ),
  reason: v.exactOptional(
    v.pipe(
      v.picklist(['incomplete', 'no-rows', 'unknown-total']),
      v.description(
        'Only if nothing was written. incomplete: rows are undone. no-rows: no row is done. unknown-total: run.json is lost, ' +
          'and the journals do not say how many rows there are.',
      ),
    ),
  ),
  rows: v.pipe(count, v.description('Rows that are done.')),
  undone: v.pipe(count, v.description('Rows that failed or are missing, as far as is known.')),
  total: v.exactOptional(v.pipe(count, v.description('All rows of the space, if that is known.'))),
  repeated: v.pipe(
    count,
    v.description('Rows that are in several files. Each of them was taken once.'),
  ),
  run: v.exactOptional(runIdentity),
  codes: v.exactOptional(codes),
  problems: v.exactOptional(problems),
});

/** The outcome of merging the files of a directory. */
export type MergeResult = v.InferOutput<typeof mergeResult>;
