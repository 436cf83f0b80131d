import * as v from 'valibot';
import { changes, codes, count, rowValues, runIdentity, taskName } from './parts.ts';

/** The outcome of comparing a result with its certificate. */
export const verifyResult = v.strictObject({
  task: taskName,
  file: v.pipe(v.string(), v.description('Path of the result.')),
  verified: v.pipe(
    v.boolean(),
    v.description(
      'The result is what was certified, it is that of the present run, and the task has not ' +
        'changed since.',
    ),
  ),
  problems: v.pipe(v.array(v.string()), v.description('The problems, as sentences.')),
  rows: v.exactOptional(count),
  sha256: v.exactOptional(v.string()),
  root: v.exactOptional(
    v.pipe(
      v.string(),
      v.description(
        'The digest of all rows, their identities and values; left out if the certificate has none.',
      ),
    ),
  ),
  row: v.exactOptional(
    v.pipe(
      v.strictObject({
        index: count,
        values: v.pipe(rowValues, v.description('Parameters and results.')),
        code: v.pipe(v.string(), v.description('The code that evaluated it.')),
      }),
      v.description('The row that was asked for. Then only this row is verified, not the file.'),
    ),
  ),
  run: v.exactOptional(runIdentity),
  codes: v.exactOptional(codes),
  lacking: v.exactOptional(
    v.pipe(
      v.record(v.string(), count),
      v.description('The number of rows without a value, by the columns of which some have none.'),
    ),
  ),
  versions: v.exactOptional(
    v.pipe(
      v.record(v.string(), v.string()),
      v.description(
        'What made the result: the versions of node and psyrun, and of the interpreters and packages ' +
          'of functions in other languages, by name.',
      ),
    ),
  ),
  changes,
});

/** The outcome of comparing a result with its certificate. */
export type VerifyResult = v.InferOutput<typeof verifyResult>;
