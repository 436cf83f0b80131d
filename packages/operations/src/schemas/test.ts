import * as v from 'valibot';
import { evaluation, output, taskName } from './parts.ts';

/** What the first row of a task gives. */
export const testResult = v.strictObject({
  task: taskName,
  evaluation: v.exactOptional(
    v.pipe(evaluation, v.description('Absent if the space has no rows.')),
  ),
  output,
});

/** What became of a row that was evaluated in this call. */
export type Evaluation = v.InferOutput<typeof evaluation>;

/** What the first row of a task gives. */
export type TestResult = v.InferOutput<typeof testResult>;
