import * as v from 'valibot';
import { taskName } from './parts.ts';

/** The jobs of a task that were ended. */
export const killResult = v.strictObject({
  task: taskName,
  ended: v.pipe(
    v.array(v.string()),
    v.description('Full names of the jobs that were ended; empty if none were unfinished.'),
  ),
  unproven: v.exactOptional(
    v.pipe(
      v.array(v.string()),
      v.description(
        'Sentences about jobs that may run and were left alone, because they are on another ' +
          'system, or because nothing proves that they are jobs of the task.',
      ),
    ),
  ),
  presumedDead: v.exactOptional(
    v.pipe(
      v.array(v.string()),
      v.description('The processes that were taken for dead because somebody has said so.'),
    ),
  ),
});

/** The jobs of a task that were ended. */
export type KillResult = v.InferOutput<typeof killResult>;
