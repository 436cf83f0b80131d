import * as v from 'valibot';
import { causes, taskName } from './parts.ts';

/** An error that ended a command, or its work on one task. */
export const errorResult = v.strictObject({
  task: v.exactOptional(taskName),
  error: v.strictObject({
    code: v.pipe(
      v.string(),
      v.description('Code of psyrun or of the operating system; INTERNAL for a defect.'),
    ),
    message: v.string(),
    hint: v.exactOptional(v.pipe(v.string(), v.description('The next step for the user.'))),
    fields: v.exactOptional(v.record(v.string(), v.unknown())),
    ...causes,
  }),
});

/** An error that ended a command, or its work on one task. */
export type ErrorResult = v.InferOutput<typeof errorResult>;
