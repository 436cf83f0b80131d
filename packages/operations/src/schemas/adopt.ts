import * as v from 'valibot';
import { codeOfRows, count, rowValues, taskName } from './parts.ts';

/** The rows that were adopted from another run. */
export const adoptResult = v.strictObject({
  task: taskName,
  from: v.pipe(v.string(), v.description('The folder or zip file of the other run.')),
  adopted: v.pipe(count, v.description('Number of rows that were adopted.')),
  doneHere: v.pipe(count, v.description('Number of rows that were done here already.')),
  conflicts: v.pipe(
    v.array(
      v.strictObject({
        row: v.pipe(count, v.description('Index of the row.')),
        parameters: rowValues,
        here: v.pipe(rowValues, v.description('The results here, which stay.')),
        there: v.pipe(rowValues, v.description('The results in the other run.')),
      }),
    ),
    v.description('The rows that have other results here. Only with --keep-own.'),
  ),
  ofOtherCode: v.pipe(
    v.array(codeOfRows),
    v.description('The rows that were not adopted because they are of other code.'),
  ),
  strangers: v.pipe(count, v.description('Number of rows that the space does not have.')),
  left: v.pipe(count, v.description('Number of rows without a result now.')),
  total: v.pipe(count, v.description('Number of rows of the space.')),
});

/** The rows that were adopted from another run. */
export type AdoptResult = v.InferOutput<typeof adoptResult>;
