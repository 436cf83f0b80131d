import * as v from 'valibot';
import { evaluation, output, taskName } from './parts.ts';

/** The outcome of the first row of a task. */
export const testResult = v.strictObject({
  task: taskName,
  evaluation: v.exactOptional(
    v.pipe(evaluation, v.description('Absent if the space has no rows.')),
  ),
  output,
});

/** The outcome of a row that was evaluated in this call. */
export type Evaluation = v.InferOutput<typeof evaluation>;

/** The outcome of the first row of a task. */
export type TestResult = v.InferOutput<typeof testResult>;
