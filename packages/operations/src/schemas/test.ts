import * as v from 'valibot';
import { evaluation, output, taskName } from './parts.ts';

/** The evaluation of the first row of a task. */
export const testResult = v.strictObject({
  task: taskName,
  evaluation: v.exactOptional(
    v.pipe(evaluation, v.description('Absent if the space has no rows.')),
  ),
  output,
});

/** The result of a row that was evaluated in this call, or its error. */
export type Evaluation = v.InferOutput<typeof evaluation>;

/** The evaluation of the first row of a task. */
export type TestResult = v.InferOutput<typeof testResult>;
